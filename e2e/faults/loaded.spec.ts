import type { Page } from '@playwright/test'
import { FAULTS, type Fault } from './faults.ts'
import { expect, type Hop, test } from './hops.ts'

const row = (page: Page) =>
  page
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name: 'orders-api', exact: true }) })
const nameField = (page: Page) => page.getByRole('textbox', { name: 'Name', exact: true })
const banner = (page: Page) => page.getByRole('banner').getByRole('status')

/** The page is old enough to be read again, and somebody looks at it. */
async function lookAgain(page: Page): Promise<void> {
  await page.clock.fastForward(31_000)
  await page.evaluate(() =>
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true })),
  )
}

/** Time goes by, a little at a time, until `check` holds. */
async function inTime(pages: readonly Page[], check: () => Promise<void>): Promise<void> {
  await expect(async () => {
    for (const page of pages) await page.clock.fastForward(3_000)
    await check()
  }).toPass({ intervals: [100], timeout: 40_000 })
}

/** The list with a filter typed in, and a CVM's settings with a name that is not sent. */
type Tabs = { list: Page; settings: Page }

const QUICK = { timeout: 400 }

/** What was loaded and what was typed is there. */
async function expectKept({ list, settings }: Tabs): Promise<void> {
  await expect(row(list)).toContainText('running', QUICK)
  await expect(list.getByRole('searchbox', { name: 'Filter CVMs' })).toHaveValue('orders', QUICK)
  await expect(settings.getByRole('heading', { level: 1, name: 'orders-api' })).toBeVisible(QUICK)
  await expect(nameField(settings)).toHaveValue('typed-and-not-sent', QUICK)
}

/** Whether the page says that what it shows is old: in the header, or above it. */
const saysOld = async (page: Page) =>
  /What you see is from before/.test((await banner(page).textContent()) ?? '') ||
  (await page.locator('main').getByRole('alert').count()) > 0 ||
  (await page.getByText(/What you see is old/).count()) > 0

/** Nothing turns without an end. */
const isAtRest = async (page: Page) => (await page.locator('[aria-busy=true]').count()) === 0

async function survive(tabs: Tabs, hop: Hop, fault: Fault): Promise<void> {
  const pages = [tabs.list, tabs.settings]
  const heal = await fault.begin(hop)
  for (const page of pages) await lookAgain(page)
  // It may be asking again just now: what counts is that no asking lasts for ever.
  const rested = new Set<Page>()
  await inTime(pages, async () => {
    const states = await Promise.all(pages.map(saysOld))
    for (const page of pages) if (await isAtRest(page)) rested.add(page)
    expect(states).toEqual([!fault.harmless, !fault.harmless])
    expect(rested.size).toBe(2)
  })
  await expectKept(tabs)
  await heal()
  await inTime(pages, async () => {
    expect(await Promise.all(pages.map(saysOld))).toEqual([false, false])
    expect(await Promise.all(pages.map(isAtRest))).toEqual([true, true])
  })
  await expectKept(tabs)
}

for (const where of ['far', 'near'] as const) {
  const between = { far: 'the gateway and the API', near: 'the browser and the gateway' }[where]
  test(`what was loaded and typed stays, is marked as old and comes back by itself, whatever happens between ${between}`, async ({
    app,
    page,
    context,
    openCloud,
    far,
    near,
  }) => {
    app.expectError(
      /net::ERR_|Failed to load module script|responded with a status of (429|5\d\d) .*\/assets\//,
    )
    const settings = await context.newPage()
    for (const tab of [page, settings]) await tab.clock.install()
    await openCloud('/cvms?q=orders')
    await settings.goto('/cvms/orders-api/settings')
    await nameField(settings).fill('typed-and-not-sent')
    await expect(row(page)).toBeVisible()
    for (const tab of [page, settings]) {
      await tab.evaluate(() => void Object.assign(globalThis, { neverReloaded: true }))
    }
    for (const fault of FAULTS) {
      await test.step(fault.name, () =>
        survive({ list: page, settings }, where === 'far' ? far : near, fault),
      )
    }
    for (const tab of [page, settings]) {
      expect(await tab.evaluate(() => 'neverReloaded' in globalThis)).toBe(true)
    }
  })
}
