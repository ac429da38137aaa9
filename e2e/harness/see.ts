import type { Page } from '@playwright/test'

/** As when another tab is looked at, or this one again. */
export const see = (page: Page, state: 'visible' | 'hidden') =>
  page.evaluate((visibilityState) => {
    Object.defineProperties(document, {
      visibilityState: { configurable: true, value: visibilityState },
      hidden: { configurable: true, value: visibilityState === 'hidden' },
    })
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))
  }, state)
