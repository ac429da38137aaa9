import type { Page } from '@playwright/test'
import { expect, test } from './harness/test.ts'

const table = (page: Page) => page.getByRole('table', { name: 'CVMs' })
const search = (page: Page) => page.getByRole('searchbox', { name: 'Filter CVMs' })
const facet = (page: Page, name: string) => page.getByRole('combobox', { name, exact: true })
const row = (page: Page, name: string) =>
  table(page)
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name, exact: true }) })

const names = (page: Page) =>
  table(page)
    .getByRole('rowheader')
    .allInnerTexts()
    .then((texts) => texts.map((text) => text.trim()))

type Item = Record<string, unknown> & { name: string; status: string }

/** The list as the API would answer it if `edit` had happened there. */
async function editList(page: Page, edit: (item: Item) => Item): Promise<void> {
  await page.route('**/api/v1/cvms/paginated*', async (route) => {
    const answer = await route.fetch()
    const body = (await answer.json()) as { items: Item[] }
    await route.fulfill({ response: answer, json: { ...body, items: body.items.map(edit) } })
  })
}

test('every CVM is a row whose name leads to it, under the headers that one expects', async ({
  app,
  page,
}) => {
  await app.open('/cvms')
  await expect(page).toHaveTitle('CVMs · CVM Console')
  await expect(table(page).getByRole('columnheader')).toHaveText([
    'Select all',
    'Name',
    'Status',
    'Region',
    'Instance type',
    'CPU',
    'Memory',
    'Disk',
    'Created',
    'Actions',
  ])
  await expect(table(page)).toHaveAttribute('aria-rowcount', '13')
  const orders = row(page, 'orders-api')
  await expect(orders.getByRole('cell')).toHaveText([
    '',
    /^running$/,
    /us-west$/,
    /tdx\.large$/,
    /4 vCPU$/,
    /^8 GB/,
    /^40 GB/,
    /last month$/,
    /Shut down/,
  ])
  const first = orders.getByRole('cell', { name: 'Select orders-api', exact: true })
  await expect(
    first.getByRole('checkbox', { name: 'Select orders-api', exact: true }),
  ).toBeVisible()
  await orders.getByRole('rowheader').getByRole('link').click()
  await expect(page.getByRole('heading', { level: 1, name: 'orders-api' })).toBeVisible()
  await expect(page).toHaveURL(/\/cvms\/cvm_[^/]+$/)
})

test('a header sorts, says so, and keeps the order in the address', async ({ app, page }) => {
  await app.open('/cvms')
  const header = (name: string) => table(page).getByRole('columnheader', { name, exact: true })
  await expect(header('Created')).toHaveAttribute('aria-sort', 'descending')
  await expect(header('Name')).toHaveAttribute('aria-sort', 'none')
  await header('Name').getByRole('button').click()
  await expect(header('Name')).toHaveAttribute('aria-sort', 'ascending')
  await expect(header('Created')).toHaveAttribute('aria-sort', 'none')
  await expect(page).toHaveURL(/\/cvms\?sort=name$/)
  const ascending = await names(page)
  expect(ascending).toEqual(ascending.toSorted())
  await header('Name').getByRole('button').press('Enter')
  await expect(header('Name')).toHaveAttribute('aria-sort', 'descending')
  await expect(page).toHaveURL(/\/cvms\?sort=-name$/)
  expect(await names(page)).toEqual(ascending.toReversed())
  await page.reload()
  await expect(header('Name')).toHaveAttribute('aria-sort', 'descending')
  expect(await names(page)).toEqual(ascending.toReversed())
})

test('what is typed filters at once, is in the address, and is undone by one press', async ({
  app,
  page,
}) => {
  await app.open('/cvms')
  await expect(row(page, 'storefront')).toBeVisible()
  await page.keyboard.press('/')
  await expect(search(page)).toBeFocused()
  await page.keyboard.type('orders')
  await expect
    .poll(async () => (await names(page)).toSorted())
    .toEqual(['orders-api', 'orders-api-2', 'orders-api-3'])
  await expect(page).toHaveURL(/\/cvms\?q=orders$/)
  await expect(search(page)).toBeFocused()
  const asked: string[] = []
  page.on('request', (request) => {
    if (request.url().includes('/cvms/paginated')) asked.push(request.url())
  })
  await search(page).fill('nothing is called like this')
  await expect(page.getByText('No CVM matches')).toBeVisible()
  await page.getByRole('button', { name: 'Clear filters' }).last().click()
  await expect(row(page, 'storefront')).toBeVisible()
  await expect(page).toHaveURL(/\/cvms$/)
  await expect(search(page)).toHaveValue('')
  expect(asked).toEqual([])
})

test('Status, Region and Instance type narrow the list together, as a link and by Back', async ({
  app,
  page,
}) => {
  await app.open('/cvms')
  await facet(page, 'Status').selectOption('stopped')
  await expect.poll(() => names(page)).toEqual(['orders-api-3', 'team-git'])
  await facet(page, 'Instance type').selectOption('tdx.medium')
  await expect.poll(() => names(page)).toEqual(['team-git'])
  await expect(page).toHaveURL(/\/cvms\?status=stopped&instance_type=tdx.medium$/)
  const linked = page.url()
  await page.goBack()
  await expect.poll(() => names(page)).toEqual(['orders-api-3', 'team-git'])
  await expect(facet(page, 'Instance type')).toHaveValue('')
  await page.goto(linked)
  await expect.poll(() => names(page)).toEqual(['team-git'])
  await facet(page, 'Region').selectOption({ index: 1 })
  await expect(page).toHaveURL(/&region=/)
  await page.goto('/cvms?region=nowhere&status=running&status=stopped')
  await expect(page.getByText('No CVM matches')).toBeVisible()
  await expect(facet(page, 'Region')).toHaveValue('nowhere')
  await expect(facet(page, 'Status').locator('option:checked')).toHaveText('running, stopped')
})

test('how fresh the list is can be read, and Refresh reads it again', async ({ app, page }) => {
  await app.open('/cvms')
  const updated = page.getByText(/^Updated \d\d:\d\d:\d\d$/)
  await expect(updated).toBeVisible()
  const name = 'made-elsewhere'
  const provision = await app.api('POST', '/cvms/provision', {
    name,
    compose_file: { docker_compose_file: 'services:\n  web:\n    image: nginx:1.27\n' },
  })
  const made = (await provision.json()) as Record<string, string>
  await app.api('POST', '/cvms', { app_id: made['app_id'], compose_hash: made['compose_hash'] })
  await expect(row(page, name)).toHaveCount(0)
  await page.getByRole('button', { name: 'Refresh' }).click()
  await expect(row(page, name)).toContainText('running')
  await app.api('DELETE', `/cvms/${name}`)
})

test('an action that is not possible now says why, in the menu of its row', async ({
  app,
  page,
}) => {
  await app.open('/cvms')
  await page.getByRole('button', { name: 'Actions for team-git' }).press('Enter')
  const menu = page.getByRole('menu', { name: 'Actions for team-git' })
  await expect(menu.getByRole('menuitem')).toHaveText([
    /^Start$/,
    /^Shut down/,
    /^Force stop/,
    /^Restart/,
    /^Force restart/,
    /^Replicate$/,
    /^Delete$/,
    /^Show as code$/,
  ])
  await expect(menu.getByRole('menuitem', { name: 'Start', exact: true })).toBeFocused()
  await page.keyboard.press('ArrowDown')
  const shutDown = menu.getByRole('menuitem', { name: 'Shut down' })
  await expect(shutDown).toBeFocused()
  await expect(shutDown).toBeDisabled()
  await expect(shutDown).toHaveAccessibleDescription(
    'Only a running CVM can be shut down; it is stopped.',
  )
  await page.keyboard.press('Enter')
  await expect(menu).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'Actions for team-git' })).toBeFocused()
})

test('a boot error is read next to the status, without a click', async ({ app, page }) => {
  await app.open('/cvms')
  const failed = row(page, 'landing-page')
  await expect(failed).toContainText('failed')
  await expect(failed).toContainText('invalid reference format')
})

test('a status that nobody has heard of is shown as it came', async ({ app, page }) => {
  await editList(page, (item) =>
    item.name === 'storefront' ? { ...item, status: 'HIBERNATED-2', extra: { unknown: 1 } } : item,
  )
  await app.open('/cvms')
  await expect(row(page, 'storefront')).toContainText('HIBERNATED-2')
  await expect(page.getByRole('alert')).toHaveCount(0)
  await facet(page, 'Status').selectOption('HIBERNATED-2')
  await expect.poll(() => names(page)).toEqual(['storefront'])
})

test('a row in transition moves by itself, with one batch call for all that moves', async ({
  app,
  page,
}) => {
  await app.open('/cvms')
  await expect(row(page, 'observability')).toContainText('running')
  const asked: string[] = []
  page.on('request', (request) => {
    if (request.url().includes('/api/v1/')) asked.push(new URL(request.url()).pathname)
  })
  await row(page, 'observability').getByRole('button', { name: 'Shut down' }).click()
  await expect(row(page, 'observability')).toContainText('stopped')
  await row(page, 'observability').getByRole('button', { name: 'Start' }).click()
  await expect(row(page, 'observability').getByRole('button', { name: 'Shut down' })).toBeVisible()
  expect(new Set(asked.map((path) => path.replace(/cvm_[^/]+/, 'ID')))).toEqual(
    new Set(['/api/v1/cvms/ID/shutdown', '/api/v1/cvms/ID/start', '/api/v1/status/batch']),
  )
})
