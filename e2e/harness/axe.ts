import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect } from './test.ts'

/** What the dress of a page changes; everything else is the same in all of them. */
const COLOURS = ['color-contrast', 'link-in-text-block']

export const LIGHT = { colorScheme: 'light', forcedColors: 'none' } as const
export const DARK = { colorScheme: 'dark', forcedColors: 'none' } as const
export const FORCED = { colorScheme: 'light', forcedColors: 'active' } as const

type Dress = typeof LIGHT | typeof DARK | typeof FORCED

/** What may still move on a page, in milliseconds. */
const LIMIT = 10_000

/** A colour on its way to another one has the contrast of neither. */
const atRest = (page: Page) =>
  page.evaluate(async (limit) => {
    // What has no end, stands still or is out of sight would be waited for in vain.
    const moving = () =>
      document.getAnimations().filter(({ effect, playState }) => {
        const target = effect instanceof KeyframeEffect ? effect.target : null
        return (
          playState === 'running' &&
          effect?.getComputedTiming().endTime !== Infinity &&
          target?.checkVisibility({ contentVisibilityAuto: true }) !== false
        )
      })
    const until = performance.now() + limit
    for (let still = moving(); still.length > 0; still = moving()) {
      if (performance.now() > until) {
        const named = still.map((one) => {
          const { effect, currentTime } = one
          const what =
            one instanceof CSSTransition
              ? one.transitionProperty
              : one instanceof CSSAnimation
                ? one.animationName
                : one.id
          const on = effect instanceof KeyframeEffect ? effect.target?.outerHTML.slice(0, 200) : ''
          return `${what} at ${String(currentTime)} ms of ${String(effect?.getComputedTiming().endTime)}: ${on}`
        })
        throw new Error(`Still moving after ${limit} ms:\n${named.join('\n')}`)
      }
      await new Promise(requestAnimationFrame)
    }
  }, LIMIT)

async function violations(page: Page, rules?: string[]): Promise<string[]> {
  await atRest(page)
  // There is no frame in any page: without the search for some it takes a third of the time.
  const axe = new AxeBuilder({ page }).setLegacyMode(true)
  const found = await (rules ? axe.withRules(rules) : axe).analyze()
  return found.violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`,
  )
}

/** Looks for what keeps anybody out of what is on the screen; in further dresses at what they change. */
export async function look(
  page: Page,
  where: string,
  [first, ...others]: readonly [Dress, ...Dress[]] = [LIGHT, DARK],
): Promise<void> {
  await page.emulateMedia({ ...first, reducedMotion: 'reduce' })
  expect.soft(await violations(page), where).toEqual([])
  for (const dress of others) {
    await page.emulateMedia(dress)
    expect.soft(await violations(page, COLOURS), `${where}, ${JSON.stringify(dress)}`).toEqual([])
  }
  if (others.length > 0) await page.emulateMedia(first)
}
