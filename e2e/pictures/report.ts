export type Look = {
  /** Page, width and theme: `cvms.320.dark`. */
  name: string
  /** Pictures, as addresses relative to the report. */
  before?: string
  after: string
  difference?: string
  /** Of its pixels, how many differ: 0 to 1. */
  share: number
}

/** One page with what differs first, beside each other, and all the rest below it. */
export function report(looks: readonly Look[], ref: string): string {
  const changed = looks.filter(({ share }) => share > 0).toSorted((a, b) => b.share - a.share)
  const same = looks.filter(({ share }) => share === 0)
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>How it looks</title>
<style>
  body { font: 15px/1.4 system-ui, sans-serif; margin: 1.5rem; background: #f4f4f5; color: #18181b; }
  .row { display: flex; gap: 1rem; align-items: start; overflow-x: auto; }
  figure { margin: 0; flex: 1 1 0; min-width: 12rem; }
  figcaption { font-size: 13px; color: #52525b; }
  img { max-width: 100%; border: 1px solid #d4d4d8; background: #fff; }
  .all { display: grid; grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr)); gap: 1rem; align-items: start; }
</style>
<h1>How it looks</h1>
<p>${changed.length === 0 ? 'No picture differs' : `${changed.length} of ${looks.length} pictures differ`}${ref && ` from ${ref}`}.</p>
${changed.map(row).join('\n')}
<h2>${changed.length === 0 ? 'All' : 'The same'} (${same.length})</h2>
<div class="all">
${same.map(({ name, after }) => figure(after, name)).join('\n')}
</div>
</html>
`
}

const row = ({
  name,
  before,
  after,
  difference,
  share,
}: Look) => `<h3>${name}: ${percent(share)}</h3>
<div class="row">
${before ? figure(before, 'before') : ''}
${figure(after, 'after')}
${difference ? figure(difference, 'what differs') : ''}
</div>`

const figure = (src: string, caption: string) =>
  `<figure><a href="${src}"><img loading="lazy" src="${src}" alt="${caption}"></a><figcaption>${caption}</figcaption></figure>`

const percent = (share: number) => `${(share * 100).toFixed(share < 0.001 ? 3 : 1)} %`
