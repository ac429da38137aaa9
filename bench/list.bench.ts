import { startServer } from '../e2e/harness/server.ts'
import { COLUMNS } from '../src/pages/cvms/columns.ts'
import { inOrder } from '../src/pages/cvms/filter.ts'
import { search } from '../src/cvm/search.ts'
import type { CvmInfo } from '../src/contract/cvm.ts'
import { inBrowser, metersOf, scriptPerKey, scroll } from './browser.ts'
import { ms, quantile, type Row } from './measure.ts'

const TYPED = ['o', 'op', 'opa', 'opal', 'opal-', 'opal-r', 'us-w', 'stopped', '0f3', 'qzx']

const SIZES = [100, 1_000, 10_000]

/** The list at any size: how long a search, an order, a keystroke and a frame take. */
export async function run(): Promise<Row[]> {
  let rows: Row[]
  const server = await startServer({ seed: 10_000 })
  try {
    const fleet = await wholeFleet(server.sandboxUrl, server.sandboxKey)
    rows = SIZES.flatMap((size) => rules(fleet.slice(0, size)))
  } finally {
    await server.dispose()
  }
  for (const size of SIZES) rows.push(...(await inTheBrowser(size)))
  return rows
}

function rules(fleet: readonly CvmInfo[]): Row[] {
  const timesOf = (work: () => unknown) => {
    const from = performance.now()
    work()
    return performance.now() - from
  }
  search(fleet, 'warm')
  // Each round on a list of its own: what one has found is remembered for its list.
  const searches = Array.from({ length: 10 }, () => [...fleet]).flatMap((list) =>
    TYPED.map((text) => timesOf(() => search(list, text))),
  )
  const orders = COLUMNS.map(({ id }) =>
    timesOf(() => inOrder(fleet, { column: id, descending: true })),
  )
  const slowest = Math.max(...orders)
  const p95 = quantile(searches, 0.95)
  return [
    {
      what: `search over ${fleet.length} CVMs, p95`,
      ours: ms(p95),
      other: '16 ms',
      ratio: p95 / 16,
      goal: 'below 16 ms',
      met: p95 < 16,
    },
    {
      what: `order ${fleet.length} CVMs by the slowest column`,
      ours: ms(slowest),
      other: '50 ms',
      ratio: slowest / 50,
      goal: 'below 50 ms',
      met: slowest < 50,
    },
  ]
}

/** What the browser does for a letter in the filter and for scrolling, and what the page keeps in memory. */
async function inTheBrowser(size: number): Promise<Row[]> {
  const server = await startServer({ seed: size })
  try {
    return await inBrowser(server.url, async (page) => {
      await page.goto(`${server.url}/cvms`)
      const table = page.locator(`table[aria-label="CVMs"][aria-rowcount="${size + 1}"]`)
      await table.waitFor()
      await page.locator('table[aria-label="CVMs"]:not([aria-busy="true"])').waitFor()
      const { p95: frame, longTasks, longest } = await scroll(page, 300)
      await page.getByRole('searchbox', { name: 'Filter CVMs' }).focus()
      const key = quantile(await scriptPerKey(page, 'opal river stopped us-west'), 0.95)
      const { heap } = await metersOf(page)
      const kept = await heap()
      return [
        {
          what: `script for one letter in the filter at ${size} CVMs, p95`,
          ours: ms(key),
          other: '16 ms',
          ratio: key / 16,
          goal: 'below 16 ms',
          met: key < 16,
        },
        {
          what: `frame while scrolling ${size} CVMs, p95`,
          ours: ms(frame),
          other: '20 ms',
          ratio: frame / 20,
          goal: 'below 20 ms',
          met: frame < 20,
        },
        {
          what: `tasks over 50 ms while scrolling ${size} CVMs for 300 frames`,
          ours: longTasks === 0 ? '0' : `${longTasks}, longest ${longest.toFixed(0)} ms`,
          goal: 'none',
          met: longTasks === 0,
        },
        {
          what: `heap of the list at ${size} CVMs`,
          ours: `${kept.toFixed(0)} MB`,
          other: '150 MB',
          ratio: kept / 150,
          goal: 'below 150 MB',
          met: kept < 150,
        },
      ]
    })
  } finally {
    await server.dispose()
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
