import type { Page } from '@playwright/test'
import { aliveIn, HOSTILE, makeHostile } from './harness/hostile.ts'
import { expect, test } from './harness/test.ts'

const CVM = ['', '/compose', '/environment', '/resources', '/logs', '/metrics', '/network']
const MORE = ['/attestation', '/activity', '/settings']

/** Every page that shows what an API said. */
const pagesOf = (cvm: string, app: string): string[] => [
  '/cvms',
  '/deploy?step=resources',
  ...[...CVM, ...MORE].map((tab) => `/cvms/${cvm}${tab}`),
  '/apps',
  `/apps/${app}`,
  `/apps/${app}/revisions`,
  `/apps/${app}/attestation`,
  '/account',
  '/nodes',
  '/ssh-keys',
  `/verify/${app}`,
]

/** What a page needs to find its way: which one it is about, and when things were. */
const NEEDED = /(^|_)(id|uuid)$|_at$|^(timestamp|connection|operator|app_id|compose_hash)$/

test.use({ viewport: { width: 320, height: 800 } })

/** Opens each page, lets everything arrive, unfolds what is folded, and looks. */
async function walk(
  page: Page,
  paths: readonly string[],
  underWay: () => number,
): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {}
  for (const path of paths) {
    await page.goto(path)
    await expect(page.locator('h1, [role=alert]').filter({ visible: true }).first()).toBeVisible()
    // Twice: what has just arrived may ask for more.
    let quiet = 0
    await expect.poll(() => (quiet = underWay() === 0 ? quiet + 1 : 0)).toBeGreaterThan(1)
    await page.locator('details').evaluateAll((all: HTMLDetailsElement[]) => {
      for (const one of all) one.open = true
    })
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => done(null))))
    const alive = await aliveIn(page)
    if (alive.length > 0) found[path] = [...new Set(alive)]
  }
  return found
}

type List = { items: { id: string; app_id: string; name: string }[] }

for (const [what, tag, hostility] of [
  [
    'all but ids and times',
    [],
    (_: string, key: string) => (NEEDED.test(key) ? undefined : HOSTILE),
  ],
  [
    'every one, half of them __proto__',
    ['@long'],
    (value: string, key: string) =>
      key === 'connection' ? undefined : value.length % 2 ? HOSTILE : '__proto__',
  ],
] as const) {
  test(
    `hostile strings in every answer stay text on every page: ${what}`,
    { tag: [...tag] },
    async ({ app, page }) => {
      test.setTimeout(180_000)
      page.on('dialog', (dialog) => {
        throw new Error(`a dialog: ${dialog.message()}`)
      })
      const { items } = (await (await app.api('GET', '/cvms/paginated')).json()) as List
      const cvm = items.find(({ name }) => name === 'storefront')
      const hostile = await makeHostile(page, { replace: hostility })
      await app.open('/cvms')
      const found = await walk(page, pagesOf(cvm?.id ?? '', cvm?.app_id ?? ''), hostile.underWay)
      const { answers, strings } = hostile.tally()
      test.info().annotations.push({
        type: 'tried',
        description: `${strings} hostile strings in ${answers} answers`,
      })
      expect(found).toEqual({})
      expect(strings).toBeGreaterThan(100)
    },
  )
}
