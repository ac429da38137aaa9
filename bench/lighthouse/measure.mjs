// node measure.mjs PORT URL desktop|mobile: what Lighthouse says of one page of the browser that
// listens on PORT, with the sign-in that the browser has, as one line of JSON.
import lighthouse, { desktopConfig } from 'lighthouse'

const [port, url, form] = process.argv.slice(2)
const result = await lighthouse(
  url,
  {
    port: Number(port),
    output: 'json',
    logLevel: 'error',
    onlyCategories: ['performance', 'accessibility', 'best-practices'],
  },
  form === 'desktop' ? desktopConfig : undefined,
)
if (!result) throw new Error(`Lighthouse said nothing of ${url}`)
const { categories, audits, finalDisplayedUrl, runtimeError } = result.lhr
if (runtimeError) throw new Error(runtimeError.message)
const wanting = ['accessibility', 'best-practices'].flatMap((id) =>
  categories[id].auditRefs
    .filter((ref) => ref.weight > 0 && (audits[ref.id].score ?? 1) < 1)
    .map((ref) => ref.id),
)
const score = (id) => Math.round((categories[id].score ?? 0) * 100)
console.log(
  JSON.stringify({
    shown: finalDisplayedUrl,
    performance: score('performance'),
    accessibility: score('accessibility'),
    bestPractices: score('best-practices'),
    cls: audits['cumulative-layout-shift'].numericValue,
    lcp: audits['largest-contentful-paint'].numericValue,
    tbt: audits['total-blocking-time'].numericValue,
    wanting,
  }),
)
