import { startServer } from '../e2e/harness/server.ts'
import { inBrowser, metersOf, scriptPerKey } from './browser.ts'
import { ms, quantile, type Row } from './measure.ts'

const SIZES = [100, 1_000, 10_000]

/** What is typed: names, verbs before and after a name, an id, and what nothing is called. */
const TYPED = [
  'opal river',
  'restart opal',
  'opal shut',
  'delete amber-2',
  '0f3c9a',
  'qzxvj',
  'nodes',
]

/** The command palette at any size: its opening, and a letter in it. */
export async function run(): Promise<Row[]> {
  const rows: Row[] = []
  for (const size of SIZES) rows.push(...(await atSize(size)))
  return rows
}

async function atSize(size: number): Promise<Row[]> {
  const server = await startServer({ seed: size })
  try {
    return await inBrowser(server.url, async (page) => {
      await page.goto(`${server.url}/cvms`)
      await page.locator(`table[aria-label="CVMs"][aria-rowcount="${size + 1}"]`).waitFor()
      await page.locator('table[aria-label="CVMs"]:not([aria-busy="true"])').waitFor()
      const { script } = await metersOf(page)
      const input = page.getByRole('dialog', { name: 'Command palette' }).getByRole('combobox')
      const openings: number[] = []
      const keys: number[] = []
      for (const text of ['', ...TYPED]) {
        const before = await script()
        await page.keyboard.press('Control+k')
        await input.waitFor()
        // Its script comes with the first opening, which therefore is not counted.
        if (text !== '') {
          openings.push((await script()) - before)
          keys.push(...(await scriptPerKey(page, text)))
        }
        await page.keyboard.press('Escape')
        await input.waitFor({ state: 'detached' })
      }
      const key = quantile(keys, 0.95)
      const opening = quantile(openings, 0.5)
      return [
        {
          what: `script for one letter in the palette at ${size} CVMs, p95`,
          ours: ms(key),
          other: '16 ms',
          ratio: key / 16,
          goal: 'below 16 ms',
          met: key < 16,
        },
        { what: `script to open the palette at ${size} CVMs`, ours: ms(opening) },
      ]
    })
  } finally {
    await server.dispose()
  }
}
