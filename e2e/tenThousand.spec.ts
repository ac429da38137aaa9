import type { Page } from '@playwright/test'
import { expect, test } from './harness/test.ts'

test.use({ seed: 10_000 })
test.slow()

/** A hundred answers, one after another on a machine that has other things to do as well. */
const LOADED = { timeout: 120_000 }

const table = (page: Page) => page.getByRole('table', { name: 'CVMs' })
const drawn = (page: Page) => table(page).getByRole('rowheader')
const toolbar = (page: Page) => page.getByRole('toolbar', { name: 'Bulk actions' })
const search = (page: Page) => page.getByRole('searchbox', { name: 'Filter CVMs' })

test('ten thousand CVMs: the first rows come with the first page, the rest behind, a few at a time', async ({
  app,
  page,
}) => {
  let open = 0
  let most = 0
  const pages: string[] = []
  page.on('request', (request) => {
    if (!request.url().includes('/cvms/paginated')) return
    pages.push(new URL(request.url()).searchParams.get('page') ?? '')
    most = Math.max(most, ++open)
  })
  page.on('requestfinished', (request) => {
    if (request.url().includes('/cvms/paginated')) open--
  })
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route(/paginated\?page=(?!1&)/, async (route) => {
    await held
    await route.continue()
  })
  await app.open('/cvms')
  await expect(drawn(page).first()).toBeVisible()
  await expect(page.getByText('100 of 10000')).toBeVisible()
  await expect(table(page)).toHaveAttribute('aria-busy', 'true')
  release()
  await expect(table(page)).not.toHaveAttribute('aria-busy', 'true', LOADED)
  await expect(table(page)).toHaveAttribute('aria-rowcount', '10001')
  expect(most).toBeLessThanOrEqual(4)
  expect(pages.length).toBe(100)
  expect(new Set(pages).size).toBe(100)
})

test('only the rows in sight are drawn, each knows its place, and the search finds all of them', async ({
  app,
  page,
}) => {
  await app.open('/cvms?sort=name')
  await expect(table(page)).toHaveAttribute('aria-rowcount', '10001', LOADED)
  await expect.poll(() => drawn(page).count()).toBeLessThan(80)
  // A row that measures something else than was thought of it moves thousands of others.
  const height = () => table(page).evaluate((all) => all.querySelector('tbody')?.style.height)
  // Until what draws only those in sight has come, it is a list of thirty.
  await expect.poll(height).toMatch(/px$/)
  const thought = await height()
  await page.mouse.wheel(0, 2000)
  await expect.poll(() => page.evaluate(() => window.scrollY)).toBeGreaterThan(1000)
  await expect(drawn(page).first()).not.toBeEmpty()
  expect(await height()).toBe(thought)
  // A style of its own keeps a row from sharing what the browser has worked out for the others: five times
  // the work for each that comes into sight.
  await expect(table(page).locator('tbody tr[style]')).toHaveCount(0)
  // What cuts off what is in it is drawn apart from its row, and so is what has a shape of its own.
  const apart = await table(page)
    .locator('tbody')
    .evaluate((body) => ({
      cut: [...body.querySelectorAll('td, svg')].filter(
        (one) => getComputedStyle(one).overflow !== 'visible',
      ).length,
      checks: [...body.querySelectorAll('input')].filter(
        (one) => getComputedStyle(one, '::before').content !== 'none',
      ).length,
    }))
  expect(apart).toEqual({ cut: 0, checks: 0 })
  const [first, scrolled] = await Promise.all([
    drawn(page).first().boundingBox(),
    page.evaluate(() => window.scrollY),
  ])
  expect(
    first?.y ?? Infinity,
    `rows stand where the page is scrolled to: ${scrolled}`,
  ).toBeLessThan(100)
  await page.keyboard.press('End')
  await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight))
  await expect(table(page).locator('[aria-rowindex="10001"]')).toBeVisible()
  const { items } = (await (
    await app.api('GET', '/cvms/paginated?page=73&page_size=100')
  ).json()) as { items: { name: string; app_id: string }[] }
  const wanted = items[42]
  if (!wanted) throw new Error('the seeded fleet is too small')
  await page.keyboard.press('/')
  await search(page).fill(wanted.name)
  await expect(drawn(page).filter({ hasText: wanted.name }).first()).toBeVisible()
  await search(page).fill(wanted.app_id.slice(0, 16))
  await expect(drawn(page).filter({ hasText: wanted.name }).first()).toBeVisible()
  await search(page).fill('')
  await expect(table(page)).toHaveAttribute('aria-rowcount', '10001')
})

test('the command palette finds any of ten thousand, and draws only the best', async ({
  app,
  page,
}) => {
  await app.open('/cvms')
  await expect(table(page)).toHaveAttribute('aria-rowcount', '10001', LOADED)
  await expect(table(page)).not.toHaveAttribute('aria-busy', 'true', LOADED)
  const { items } = (await (
    await app.api('GET', '/cvms/paginated?page=88&page_size=100')
  ).json()) as { items: { name: string; vm_uuid: string }[] }
  const wanted = items[17]
  if (!wanted) throw new Error('the seeded fleet is too small')
  await page.keyboard.press('ControlOrMeta+k')
  const palette = page.getByRole('dialog', { name: 'Command palette' })
  const options = palette.getByRole('option')
  for (const text of [wanted.vm_uuid, wanted.name, `replicate ${wanted.name}`]) {
    await palette.getByRole('combobox').fill(text)
    await expect(options.and(palette.getByRole('option', { selected: true }))).toContainText(
      wanted.name,
    )
    expect(await options.count()).toBeLessThan(60)
  }
})

test('select all takes all that pass the filters, and a bulk action on thousands ends', async ({
  app,
  page,
}) => {
  await app.open('/cvms')
  await expect(table(page)).toHaveAttribute('aria-rowcount', '10001', LOADED)
  await page.getByRole('checkbox', { name: 'Select all' }).check()
  await expect(toolbar(page)).toContainText('10000 selected')
  expect(page.url().length).toBeLessThan(200)
  await page.getByRole('combobox', { name: 'Status' }).selectOption('exited')
  await expect(toolbar(page)).toContainText('more hidden by the filters')
  const count = Number((await table(page).getAttribute('aria-rowcount')) ?? 1) - 1
  expect(count).toBeGreaterThan(100)
  let asked = 0
  page.on('request', (request) => {
    if (request.url().endsWith('/start')) asked++
  })
  await toolbar(page).getByRole('button', { name: 'Start', exact: true }).click()
  const result = page.getByRole('region', { name: 'Result of the bulk action' })
  await expect(result).toContainText(`Start: accepted for ${count} of ${count}`, {
    timeout: 45_000,
  })
  expect(asked).toBe(count)
})

test('a fleet at rest costs no traffic, however large', async ({ app, page }) => {
  await page.clock.install()
  await app.open('/cvms')
  await expect(table(page)).toHaveAttribute('aria-rowcount', '10001', LOADED)
  await page.clock.runFor(60_000)
  const asked: string[] = []
  page.on('request', (request) => {
    if (request.url().includes('/api/')) asked.push(request.url())
  })
  await page.clock.runFor(10 * 60_000)
  expect(asked).toEqual([])
})
