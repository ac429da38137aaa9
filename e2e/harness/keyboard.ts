import type { Page } from '@playwright/test'
import { expect } from './test.ts'

/** Presses Tab until the element of that name has the focus. */
export async function tabTo(page: Page, name: string): Promise<void> {
  const passed: string[] = []
  const at = () =>
    page.evaluate(() => {
      const active = document.activeElement
      const input = active instanceof HTMLInputElement ? active.labels?.[0]?.textContent : undefined
      return (active?.getAttribute('aria-label') ?? input ?? active?.textContent ?? '').trim()
    })
  while (passed.at(-1) !== name) {
    await page.keyboard.press('Tab')
    passed.push(await at())
    expect(passed.length, `on the way to ${name}: ${passed.join(', ')}`).toBeLessThan(100)
  }
}
