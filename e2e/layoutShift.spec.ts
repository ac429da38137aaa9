import type { Page } from '@playwright/test'
import { everyPlace, settle } from './harness/pages.ts'
import { expect, test } from './harness/test.ts'

test.use({ seed: 12 })

/** What nobody sees: a word that becomes a few pixels wider. Good is what stays below 0.1. */
const LEAST = 0.006

type Shift = { value: number; what: string[] }

/** Every move of what is on the screen that nobody asked for, in pages opened from now on. */
const watchShifts = (page: Page) =>
  page.addInitScript(() => {
    const shifts: Shift[] = []
    Object.assign(window, { shifts })
    const place = ({ x, y, width, height }: DOMRect) =>
      [x, y, width, height].map(Math.round).join(' ')
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as unknown as {
        value: number
        hadRecentInput: boolean
        sources: { node?: Node; previousRect: DOMRect; currentRect: DOMRect }[]
      }[]) {
        if (entry.hadRecentInput) continue
        shifts.push({
          value: entry.value,
          what: entry.sources.map(({ node, previousRect: from, currentRect: to }) => {
            const name = node instanceof Element ? node.outerHTML.slice(0, 160) : node?.textContent
            return `${name} from ${place(from)} to ${place(to)}`
          }),
        })
      }
    }).observe({ type: 'layout-shift', buffered: true })
  })

const shiftsOf = (page: Page) =>
  page.evaluate(() => (window as unknown as { shifts: Shift[] }).shifts)

for (const [size, tag, viewport] of [
  ['wide', ['@long'], { width: 1280, height: 800 }],
  ['narrow', [], { width: 390, height: 844 }],
] as const) {
  test(
    `nothing moves when what was asked for arrives late, ${size}`,
    { tag: [...tag] },
    async ({ app, page }) => {
      test.slow()
      await page.setViewportSize(viewport)
      await app.open('/nowhere')
      await watchShifts(page)
      await page.route('**/api/**', async (route) => {
        await new Promise((resolve) => setTimeout(resolve, 250))
        await route.fallback()
      })
      for (const place of await everyPlace(app)) {
        await settle(page, place)
        const shifts = await shiftsOf(page)
        const total = shifts.reduce((sum, { value }) => sum + value, 0)
        expect.soft(total, `${place.path}: ${JSON.stringify(shifts)}`).toBeLessThan(LEAST)
      }
    },
  )
}
