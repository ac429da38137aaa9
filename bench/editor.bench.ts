import { startServer } from '../e2e/harness/server.ts'
import { inBrowser, scriptPerKey } from './browser.ts'
import { ms, quantile, type Row } from './measure.ts'

const TYPED = 'somebody writes down at the end why it is so '.repeat(3)

/** Typing at the end of a compose file of 200 KB: in the field that is there at once, and in Monaco. */
export async function run(): Promise<Row[]> {
  const server = await startServer()
  try {
    const rows: Row[] = []
    for (const editor of ['the plain field', 'Monaco'] as const) {
      const p95 = await inBrowser(server.url, async (page) => {
        if (editor === 'the plain field') {
          await page.route(/\/monaco/, (route) => route.abort())
        }
        await page.goto(`${server.url}/cvms/storefront/compose`)
        const loaded =
          editor === 'Monaco'
            ? page.locator('.monaco-editor textarea, .monaco-editor .native-edit-context')
            : page.getByRole('textbox')
        await loaded.first().waitFor()
        await page.getByLabel('Compose file to upload').setInputFiles({
          name: 'docker-compose.yml',
          mimeType: 'text/yaml',
          buffer: Buffer.from(composeOf(200_000)),
        })
        await page.getByText('This is a draft').waitFor()
        await loaded.first().focus()
        await page.keyboard.press('ControlOrMeta+End')
        await page.keyboard.type('# ')
        return quantile(await scriptPerKey(page, TYPED), 0.95)
      })
      rows.push({
        what: `script for one key in a compose file of 200 kB, in ${editor}, p95`,
        ours: ms(p95),
        other: '16 ms',
        ratio: p95 / 16,
        goal: 'below 16 ms',
        met: p95 < 16,
      })
    }
    return rows
  } finally {
    await server.dispose()
  }
}

function composeOf(bytes: number): string {
  let text = 'services:\n'
  for (let at = 1; text.length < bytes; at++) {
    text += `  service-${at}:\n    image: nginx:1.27\n    environment:\n      NUMBER: '${at}'\n`
  }
  return text
}
