import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { type Browser, chromium } from '@playwright/test'
import { build } from 'vite'
import { getChromium } from '../bin/chromium.mjs'
import { type RunningServer, startServer } from '../e2e/harness/server.ts'
import type { Evidence } from '../src/trust/evidence.ts'
import { hexOfBytes } from '../src/trust/hex.ts'
import { trustDataPresent } from '../src/trust/testing/realData.ts'
import { NEAR_CLOCK, nearSample } from '../src/trust/testing/samples.ts'
import { SANDBOX_CLOCK, sandboxSample } from '../src/trust/testing/sandboxSample.ts'
import { oneBigNumber, withoutTable } from '../vite.verifier.ts'
import { kB, median, ms, type Row } from './measure.ts'

const ASSETS = fileURLToPath(new URL('../dist/client/assets', import.meta.url))
const COLD = 15
const WARM = 45

/** One quote, checked by the page's verifier and by the library alone, both in a worker of Chromium. */
export async function run(): Promise<Row[]> {
  const server = await startServer({ flags: ['--connection', 'sandbox'] })
  const browser = await chromium.launch({
    executablePath: await getChromium(),
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
  })
  try {
    const plain = await plainWorker()
    return [...(await times(browser, server, plain)), ...(await onThePage(browser, server))]
  } finally {
    await browser.close()
    await server.dispose()
  }
}

const sample: { evidence: Evidence; now: number } = trustDataPresent
  ? { evidence: nearSample(), now: NEAR_CLOCK }
  : { evidence: sandboxSample(), now: SANDBOX_CLOCK }
const what = trustDataPresent ? 'a real quote' : 'a quote of the sandbox'

const ours = readdirSync(ASSETS).find((name) => /^verify\.worker-.*\.js$/.test(name)) ?? ''

/** The script of the library alone, built with the settings of the console itself. */
async function plainWorker(): Promise<string> {
  const outDir = mkdtempSync(join(tmpdir(), 'plain-'))
  try {
    const root = fileURLToPath(new URL('..', import.meta.url))
    await build({
      root,
      configFile: false,
      logLevel: 'error',
      publicDir: false,
      plugins: [oneBigNumber()],
      resolve: { alias: [withoutTable] },
      build: {
        outDir,
        target: 'es2023',
        modulePreload: { polyfill: false },
        rolldownOptions: {
          input: { plain: join(root, 'bench/plain/verify.worker.ts') },
          output: { entryFileNames: '[name].js' },
        },
      },
    })
    return readFileSync(join(outDir, 'plain.js'), 'utf8')
  } finally {
    rmSync(outDir, { recursive: true })
  }
}

async function times(browser: Browser, server: RunningServer, plain: string): Promise<Row[]> {
  const { quote, collateral } = sample.evidence
  const options = { now: sample.now, kms_roots: [] }
  const sides: Record<Side, Script> = {
    ours: {
      url: `/assets/${ours}`,
      text: readFileSync(join(ASSETS, ours), 'utf8'),
      ask: { name: 'verify', ask: { evidence: sample.evidence, options } },
    },
    plain: { url: '/assets/plain.js', text: plain, ask: { quote, collateral, now: sample.now } },
  }
  const cold = { ours: [] as number[], plain: [] as number[] }
  for (let round = 0; round < COLD; round += 1) {
    for (const side of round % 2 ? (['ours', 'plain'] as const) : (['plain', 'ours'] as const)) {
      const { [side]: first = [] } = await checksIn(browser, server, sides, [side])
      cold[side].push(...first)
    }
  }
  // One after the other in the same page, so that whatever else the machine does slows both.
  const turns = Array.from({ length: WARM }, () => ['ours', 'plain'] as const).flat()
  const all = await checksIn(browser, server, sides, turns)
  const warm = { ours: all.ours.slice(WARM / 3), plain: all.plain.slice(WARM / 3) }
  const row = (kind: string, took: Record<Side, number[]>): Row => ({
    what: `${what} with its log and compose file, ${kind}, against the library’s own call`,
    ours: ms(median(took.ours)),
    other: ms(median(took.plain)),
    ratio: median(took.ours) / median(took.plain),
    goal: 'at most 1.2',
    met: median(took.ours) / median(took.plain) <= 1.2,
  })
  return [row('cold (worker started, script fetched)', cold), row('warm', warm)]
}

type Side = 'ours' | 'plain'
type Script = { url: string; text: string; ask: object }

/** Milliseconds of each check in a new browser context; the first of a side includes starting its worker. */
async function checksIn(
  browser: Browser,
  server: RunningServer,
  sides: Record<Side, Script>,
  turns: readonly Side[],
): Promise<Record<Side, number[]>> {
  // Nothing is cached in it, neither bytes nor compiled code.
  const context = await browser.newContext()
  const page = await context.newPage()
  // Both scripts come from here, so that neither waits longer for its bytes.
  for (const { url, text } of Object.values(sides)) {
    await page.route(`**${url}`, (route) =>
      route.fulfill({ contentType: 'text/javascript', body: text }),
    )
  }
  await page.goto(`${server.url}/sign-in`)
  await page.getByRole('button', { name: 'Open the sandbox' }).waitFor()
  const took = await page.evaluate(checks, {
    sides: {
      ours: { url: sides.ours.url, ask: sides.ours.ask },
      plain: { url: sides.plain.url, ask: sides.plain.ask },
    },
    turns: [...turns],
    quote: [...sample.evidence.quote],
  })
  await context.close()
  return took
}

/** Runs in the page. What is handed to a page is JSON, in which bytes are an object; they are put back. */
async function checks(given: {
  sides: Record<Side, { url: string; ask: object }>
  turns: Side[]
  quote: number[]
}): Promise<Record<Side, number[]>> {
  const quote = Uint8Array.from(given.quote)
  const withBytes = (value: unknown): unknown =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(
          Object.entries(value).map(([key, item]) => [
            key,
            key === 'quote' ? quote : withBytes(item),
          ]),
        )
      : value
  const workers: Partial<Record<Side, Worker>> = {}
  const took: Record<Side, number[]> = { ours: [], plain: [] }
  for (const side of given.turns) {
    const { url, ask } = given.sides[side]
    const message = withBytes(ask)
    const from = performance.now()
    const worker = (workers[side] ??= new Worker(url, { type: 'module' }))
    const answer = await new Promise<{ ok: boolean }>((resolve, reject) => {
      worker.addEventListener('message', ({ data }) => resolve(data), { once: true })
      worker.addEventListener('error', (event) => reject(new Error(event.message)), { once: true })
      worker.postMessage(message)
    })
    took[side].push(performance.now() - from)
    if (!answer.ok) throw new Error(`not verified: ${JSON.stringify(answer)}`)
  }
  return took
}

/** What opening the attestation tab loads beyond the overview, and how long the page is ever busy. */
async function onThePage(browser: Browser, server: RunningServer): Promise<Row[]> {
  const context = await browser.newContext()
  await context.request.post(`${server.url}/session`, {
    data: { connection: 'sandbox' },
    headers: { origin: server.url },
  })
  const page = await context.newPage()
  const scripts = new Set<string>()
  page.on('request', (request) => {
    const name = new URL(request.url()).pathname.replace('/assets/', '')
    if (name.endsWith('.js') && existsSync(join(ASSETS, name))) scripts.add(name)
  })
  /** Pages keep a stream of states open, so that the network is never idle; scripts come to an end. */
  const quiet = async () => {
    let seen = -1
    while (seen !== scripts.size) {
      seen = scripts.size
      await page.waitForTimeout(700)
    }
  }
  await page.goto(`${server.url}/cvms/storefront`)
  await page.getByRole('link', { name: 'Attestation' }).waitFor()
  await quiet()
  const before = new Set(scripts)
  await page.getByRole('link', { name: 'Attestation' }).click()
  await page.getByRole('list', { name: 'Verdicts' }).waitFor()
  await quiet()
  const added = [...scripts].filter((name) => !before.has(name))
  const bytes = added.reduce(
    (sum, name) => sum + gzipSync(readFileSync(join(ASSETS, name)), { level: 9 }).length,
    0,
  )

  await page.goto(`${server.url}/verify`)
  await quiet()
  const { quote, ...rest } = sample.evidence
  await page
    .getByLabel('Quote or evidence')
    .fill(JSON.stringify({ ...rest, quote: hexOfBytes(quote) }))
  await browser.startTracing(page, { categories: ['toplevel', 'devtools.timeline'] })
  await page.getByRole('button', { name: 'Verify', exact: true }).click()
  await page.getByRole('list', { name: 'Verdicts' }).waitFor()
  await quiet()
  const longest = longestTask(await browser.stopTracing())
  await context.close()
  return [
    {
      what: 'scripts that the attestation tab loads and the overview does not (gzip)',
      ours: kB(bytes),
      other: added.length > 0 ? `${added.length} files` : 'none',
      goal: 'at most 110 kB',
      met: bytes <= 110_000,
    },
    {
      what: 'longest task on the main thread while a quote is checked and shown (processor time)',
      ours: ms(longest),
      goal: 'at most 50 ms',
      met: longest <= 50,
    },
  ]
}

type TraceEvent = {
  name: string
  pid: number
  tid: number
  args?: { name?: string }
  /** Microseconds on the thread's own clock, which stands still while others have the processor. */
  tdur?: number
}

/** Milliseconds of the longest task that any page of the trace had on its main thread. */
function longestTask(trace: Buffer): number {
  const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: TraceEvent[] }
  const thread = ({ pid, tid }: TraceEvent) => `${pid}/${tid}`
  const main = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
      .map(thread),
  )
  const tasks = traceEvents.filter(
    (event) => event.name.endsWith('RunTask') && main.has(thread(event)),
  )
  if (tasks.length === 0) throw new Error('the trace holds no task of a page')
  return Math.max(...tasks.map(({ tdur = 0 }) => tdur)) / 1000
}
