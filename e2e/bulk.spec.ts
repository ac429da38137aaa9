import type { Page, Route } from '@playwright/test'
import { type Api, runningCvm } from './harness/runningCvm.ts'
import { expect, test } from './harness/test.ts'

test.use({ seed: 0 })

/** CVMs that run, made by another client. */
const fleet = (api: Api, names: readonly string[]) =>
  Promise.all(names.map((name) => runningCvm(api, name)))

const settled = (api: Api, name: string, status: string) =>
  expect
    .poll(async () => (await (await api('GET', `/cvms/${name}/state`)).json()).status)
    .toBe(status)

const toolbar = (page: Page) => page.getByRole('toolbar', { name: 'Bulk actions' })
const act = (page: Page, action: string) =>
  toolbar(page).getByRole('button', { name: action, exact: true })
const box = (page: Page, name: string) =>
  page.getByRole('checkbox', { name: `Select ${name}`, exact: true })
const row = (page: Page, name: string) =>
  page.getByRole('row').filter({ has: page.getByRole('rowheader', { name, exact: true }) })
const result = (page: Page) => page.getByRole('region', { name: 'Result of the bulk action' })

test('a selection brings a toolbar, is in the address, and is acted on as far as one sees it', async ({
  app,
  page,
}) => {
  await fleet(app.api, ['pick-a', 'pick-b', 'pick-c', 'other-d'])
  await app.open('/cvms?q=pick')
  await expect(row(page, 'pick-a')).toBeVisible()
  await expect(toolbar(page)).toHaveCount(0)
  await box(page, 'all').check()
  await expect(toolbar(page)).toContainText('3 selected')
  await expect(box(page, 'all')).toBeChecked()
  await box(page, 'pick-b').uncheck()
  await expect(toolbar(page)).toContainText('2 selected')
  await expect(box(page, 'all')).toBeChecked({ indeterminate: true })
  await expect(row(page, 'pick-a')).toHaveAttribute('aria-selected', 'true')
  await expect(page).toHaveURL(/\?q=pick&selected=cvm_[^&]+&selected=cvm_[^&]+$/)
  await page.reload()
  await expect(toolbar(page)).toContainText('2 selected')
  await page.getByRole('searchbox', { name: 'Filter CVMs' }).fill('pick-a')
  await expect(toolbar(page)).toContainText('1 selected · 1 more hidden by the filters')
  await expect(act(page, 'Start')).toBeDisabled()
  await expect(act(page, 'Start')).toHaveAccessibleDescription(/Only a stopped CVM can be started/)
  await act(page, 'Shut down').click()
  await settled(app.api, 'pick-a', 'stopped')
  expect(await (await app.api('GET', '/cvms/pick-c/state')).json()).toMatchObject({
    status: 'running',
  })
  await toolbar(page).getByRole('button', { name: 'Clear selection' }).click()
  await expect(toolbar(page)).toHaveCount(0)
  await expect(page).toHaveURL(/\/cvms\?q=pick-a$/)
})

test('a toast stands above the toolbar while there is one', async ({ app, page }) => {
  await fleet(app.api, ['bar-a', 'bar-b'])
  await app.open('/cvms?q=bar')
  await box(page, 'bar-a').check()
  await expect(toolbar(page)).toBeVisible()
  await row(page, 'bar-b').getByRole('button', { name: 'Shut down' }).click()
  const toast = page.getByRole('region', { name: 'Notifications' }).getByRole('listitem').first()
  await expect(toast).toBeVisible()
  const above = async () => {
    const [card, bar] = await Promise.all([toast.boundingBox(), toolbar(page).boundingBox()])
    return card && bar ? bar.y - (card.y + card.height) : Number.NaN
  }
  await toast.getByRole('button', { name: 'Dismiss' }).focus() // It stays as long as somebody reads it.
  // Where the page ends, in its middle and where it is short; beside the toast there is no need to make room.
  for (const [width, height] of [
    [800, 480],
    [390, 700],
    [320, 568],
    [1100, 500],
    [1200, 900],
  ] as const) {
    await page.setViewportSize({ width, height })
    for (const place of [0, 10_000]) {
      await page.evaluate((y) => scrollTo(0, y), place)
      await expect.poll(above, { message: `${width} by ${height}` }).toBeGreaterThanOrEqual(0)
    }
  }
  await page.getByRole('button', { name: 'Clear selection' }).click()
  await expect(toolbar(page)).toHaveCount(0)
  await expect(page.locator('[data-bottom-bar]')).toHaveCount(0)
})

test('a bulk action counts as it goes, a few at a time, and asks for each CVM once', async ({
  app,
  page,
}) => {
  const names = Array.from({ length: 12 }, (_, at) => `many-${at + 1}`)
  await fleet(app.api, names)
  await app.open('/cvms?q=many')
  const held: Route[] = []
  const asked: string[] = []
  await page.route('**/cvms/*/shutdown', (route) => {
    asked.push(new URL(route.request().url()).pathname)
    held.push(route)
  })
  await box(page, 'all').check()
  await act(page, 'Shut down').click()
  await expect(toolbar(page)).toContainText('0 of 12')
  const most = 4
  await expect.poll(() => held.length).toBe(most)
  await expect(toolbar(page).getByRole('progressbar')).toHaveAttribute('max', '12')
  await held.shift()?.continue()
  await expect(toolbar(page)).toContainText('1 of 12')
  await expect.poll(() => held.length).toBe(most)
  expect(asked).toHaveLength(most + 1)
  for (let done = 2; done <= 12; done++) {
    await expect.poll(() => held.length).toBe(Math.min(most, 13 - done))
    await held.shift()?.continue()
    if (done < 12) await expect(toolbar(page)).toContainText(`${done} of 12`)
  }
  await expect(result(page)).toContainText('Shut down: accepted for 12 of 12')
  expect(asked).toHaveLength(12)
  expect(new Set(asked).size).toBe(12)
  await expect(row(page, 'many-7')).toContainText('stopped')
  await expect(page.getByText('12 CVMs shut down')).toBeVisible()
})

test('what failed is listed with its reason, and only that is tried again', async ({
  app,
  page,
}) => {
  await fleet(app.api, ['good-1', 'good-2', 'bad-1', 'bad-2'])
  for (const name of ['good-1', 'good-2', 'bad-1']) {
    await app.api('POST', `/cvms/${name}/shutdown`)
    await settled(app.api, name, 'stopped')
  }
  const { id } = (await (await app.api('GET', '/cvms/bad-1')).json()) as { id: string }
  const asked: string[] = []
  let fail = true
  await page.route('**/cvms/*/start', (route) => {
    const { pathname } = new URL(route.request().url())
    asked.push(pathname)
    return fail && pathname.includes(id)
      ? route.fulfill({ status: 500, json: { detail: 'the node lost its mind' } })
      : route.continue()
  })
  await app.open('/cvms?q=good bad')
  await page.getByRole('searchbox', { name: 'Filter CVMs' }).fill('-')
  for (const name of ['good-1', 'good-2', 'bad-1', 'bad-2']) await box(page, name).check()
  await act(page, 'Start').click()
  await expect(result(page)).toBeFocused()
  await expect(result(page)).toContainText('Start: accepted for 2 of 4, 1 failed')
  const failed = result(page).getByRole('list', { name: 'Failed' })
  await expect(failed.getByRole('listitem')).toHaveText(/^bad-1: .*the node lost its mind/)
  await result(page).getByText('1 left out').click()
  await expect(result(page)).toContainText(
    'bad-2: Only a stopped CVM can be started; it is running.',
  )
  expect(asked).toHaveLength(3)
  fail = false
  await result(page).getByRole('button', { name: 'Retry failed' }).click()
  await expect(result(page)).toContainText('Start: accepted for 1 of 1')
  await settled(app.api, 'bad-1', 'running')
  expect(asked).toHaveLength(4)
  await result(page).getByRole('button', { name: 'Dismiss' }).click()
  await expect(result(page)).toHaveCount(0)
})

test('deleting many wants their number typed, and force stop is asked about once for all', async ({
  app,
  page,
}) => {
  await fleet(app.api, ['gone-1', 'gone-2', 'gone-3'])
  await app.open('/cvms?q=gone')
  await box(page, 'all').check()
  await act(page, 'Force stop').click()
  const stop = page.getByRole('alertdialog', { name: 'Force stop 3 CVMs?' })
  await expect(stop.getByRole('button', { name: 'Cancel' })).toBeFocused()
  await expect(stop).toContainText('gone-2')
  await page.keyboard.press('Escape')
  await expect(stop).toHaveCount(0)
  await act(page, 'Delete').click()
  const dialog = page.getByRole('alertdialog', { name: 'Delete 3 CVMs?' })
  const confirm = dialog.getByRole('button', { name: 'Delete' })
  const field = dialog.getByRole('textbox', { name: 'Type 3 to confirm' })
  await expect(confirm).toBeDisabled()
  await field.fill('4')
  await expect(confirm).toBeDisabled()
  await field.fill('3')
  await field.press('Enter')
  await expect(dialog).toHaveCount(0)
  await expect(page.getByRole('rowheader', { name: /gone-/ })).toHaveCount(0)
  await expect(page.getByText('3 CVMs deleted')).toBeVisible()
  await expect(toolbar(page)).toHaveCount(0)
  const { items } = (await (await app.api('GET', '/cvms/paginated?page_size=100')).json()) as {
    items: { name: string }[]
  }
  expect(items.filter(({ name }) => name.startsWith('gone-'))).toEqual([])
})

test('a bulk action can be stopped: what was sent is sent, the rest is named as not sent', async ({
  app,
  page,
}) => {
  const names = Array.from({ length: 6 }, (_, at) => `halt-${at + 1}`)
  await fleet(app.api, names)
  await app.open('/cvms?q=halt')
  const held: Route[] = []
  await page.route('**/cvms/*/restart', (route) => void held.push(route))
  await box(page, 'all').check()
  await act(page, 'Restart').click()
  await expect.poll(() => held.length).toBe(4)
  await act(page, 'Stop').click()
  await expect(act(page, 'Stop')).toBeDisabled()
  await Promise.all(held.map((route) => route.continue()))
  await expect(result(page)).toContainText('Restart: accepted for 4 of 6, 2 not sent')
  expect(held).toHaveLength(4)
  await page.unroute('**/cvms/*/restart')
  await result(page).getByRole('button', { name: 'Retry failed' }).click()
  await expect(result(page)).toContainText('Restart: accepted for 2 of 2')
})
