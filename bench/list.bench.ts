import { chromium } from '@playwright/test'
import { getChromium } from '../bin/chromium.mjs'
import { startServer } from '../e2e/harness/server.ts'
import { COLUMNS } from '../src/pages/cvms/columns.ts'
import { inOrder } from '../src/pages/cvms/filter.ts'
import { search } from '../src/cvm/search.ts'
import type { CvmInfo } from '../src/contract/cvm.ts'
import { ms, quantile, type Row } from './measure.ts'

const TYPED = ['o', 'op', 'opa', 'opal', 'opal-', 'opal-r', 'us-w', 'stopped', '0f3', 'qzx']

/** The list at any size: how long a search, an order and a keystroke take. */
export async function run(): Promise<Row[]> {
  const server = await startServer({ seed: 10_000 })
  try {
    const fleet = await wholeFleet(server.sandboxUrl, server.sandboxKey)
    return [
      ...[100, 1_000, 10_000].flatMap((size) => rules(fleet.slice(0, size))),
      ...(await keystrokes(server.url)),
    ]
  } finally {
    await server.dispose()
  }
}

function rules(fleet: readonly CvmInfo[]): Row[] {
  const timesOf = (work: () => unknown) => {
    const from = performance.now()
    work()
    return performance.now() - from
  }
  search(fleet, 'warm')
  const searches = Array.from({ length: 10 }, () =>
    TYPED.map((text) => timesOf(() => search(fleet, text))),
  ).flat()
  const orders = COLUMNS.map(({ id }) =>
    timesOf(() => inOrder(fleet, { column: id, descending: true })),
  )
  const slowest = Math.max(...orders)
  const p95 = quantile(searches, 0.95)
  return [
    {
      what: `search over ${fleet.length} CVMs, p95`,
      ours: ms(p95),
      goal: 'below 16 ms',
      met: p95 < 16,
    },
    {
      what: `order ${fleet.length} CVMs by the slowest column`,
      ours: ms(slowest),
      goal: 'below 50 ms',
      met: slowest < 50,
    },
  ]
}

/** Script that the browser runs for one letter in the filter, and what the page keeps in memory. */
async function keystrokes(url: string): Promise<Row[]> {
  const browser = await chromium.launch({
    executablePath: await getChromium(),
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run'],
  })
  try {
    const context = await browser.newContext()
    await context.request.post(`${url}/session`, {
      data: { connection: 'sandbox' },
      headers: { origin: url },
    })
    const page = await context.newPage()
    const cdp = await context.newCDPSession(page)
    await cdp.send('Performance.enable')
    const metric = async (name: string) => {
      const { metrics } = await cdp.send('Performance.getMetrics')
      return metrics.find((one) => one.name === name)?.value ?? Number.NaN
    }
    await page.goto(`${url}/cvms`)
    await page.locator('table[aria-label="CVMs"][aria-rowcount="10001"]').waitFor()
    await page.waitForLoadState('networkidle')
    await page.getByRole('searchbox').focus()
    const took: number[] = []
    for (const letter of 'opal river stopped us-west') {
      const before = await metric('ScriptDuration')
      await page.keyboard.press(letter === ' ' ? 'Space' : letter)
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => done(0))))
      took.push(((await metric('ScriptDuration')) - before) * 1000)
    }
    await cdp.send('HeapProfiler.collectGarbage')
    const heap = (await metric('JSHeapUsedSize')) / 1e6
    const p95 = quantile(took, 0.95)
    return [
      {
        what: 'script for one letter in the filter at 10,000 CVMs, p95',
        ours: ms(p95),
        goal: 'below 16 ms',
        met: p95 < 16,
      },
      {
        what: 'heap of the list at 10,000 CVMs',
        ours: `${heap.toFixed(0)} MB`,
        goal: 'below 150 MB',
        met: heap < 150,
      },
    ]
  } finally {
    await browser.close()
  }
}

async function wholeFleet(url: string, key: string): Promise<CvmInfo[]> {
  const fleet: CvmInfo[] = []
  for (let page = 1; page <= 100; page++) {
    const answer = await fetch(`${url}/cvms/paginated?page=${page}&page_size=100`, {
      headers: { 'x-api-key': key },
    })
    fleet.push(...((await answer.json()) as { items: CvmInfo[] }).items)
  }
  return fleet
}
