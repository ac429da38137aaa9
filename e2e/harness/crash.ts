import type { Page } from '@playwright/test'

/** As when the browser has run out of memory, or its process was ended. */
export async function crash(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const crashed = page.waitForEvent('crash')
  await Promise.race([crashed, session.send('Page.crash')])
  await crashed
}
