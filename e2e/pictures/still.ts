import { expect, type Page } from '@playwright/test'

/** Milliseconds for what a page draws after its data has arrived: charts, fonts, the editor. */
const REST_MS = 120

/** Resolves when fonts are there and nothing has moved for a moment. */
export async function still(page: Page): Promise<void> {
  await expect(page.getByText(/^Checking (in this browser|its signature|the file)…$/)).toHaveCount(
    0,
  )
  await page.evaluate(async (ms) => {
    await document.fonts.ready
    const shape = () =>
      `${document.body.innerText.length} ${document.documentElement.scrollHeight} ${document.querySelectorAll('*').length}`
    let last = ''
    for (let round = 0; round < 20 && last !== shape(); round++) {
      last = shape()
      await new Promise((resolve) => setTimeout(resolve, ms))
    }
  }, REST_MS)
}
