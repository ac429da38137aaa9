import type { Page } from '@playwright/test'
import type { Rule } from './harness/cloud.ts'
import { expect, test } from './harness/cloudTest.ts'
import { press } from './harness/press.ts'

const row = (page: Page, name: string) =>
  page.getByRole('row').filter({ has: page.getByRole('rowheader', { name, exact: true }) })
const refresh = (page: Page) => page.getByRole('button', { name: 'Refresh' })

const LIST = /^\/cvms\/paginated/

/** The API answers the list with this instead. */
const answering = (status: number, type: string, body: string): Rule => ({
  path: LIST,
  answer: (response) => {
    response.writeHead(status, { 'content-type': type })
    response.end(body)
  },
})

const HTML = answering(200, 'text/html', '<!doctype html><h1>Bad gateway</h1>')

/** Half of an answer, and then the line is dead. */
const CUT: Rule = {
  path: LIST,
  answer: async (response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '5000' })
    response.write('{"items":[{"id":"cvm_')
    await new Promise<void>((resolve) => {
      response.once('drain', resolve)
      setImmediate(resolve)
    })
    response.destroy()
  },
}

const SCHEMA = answering(
  200,
  'application/json',
  JSON.stringify({ items: [{ id: 'cvm_1', status: 'running' }], total: 1, page: 1, pages: 1 }),
)

test('an answer that cannot be used is one error on the page, with the raw answer one click away', async ({
  page,
  cloud,
  openCloud,
}) => {
  const heal = cloud.rule(HTML)
  await openCloud('/cvms')
  const panel = page.getByRole('alert')
  await expect(panel).toContainText('The answer cannot be used')
  await expect(panel).toContainText('the answer is a web page, not JSON')
  await expect(panel).toHaveCount(1)
  await panel.getByText('Details', { exact: true }).click()
  await expect(panel.getByRole('region', { name: 'Raw response' })).toContainText('Bad gateway')
  await expect(panel.getByRole('button', { name: 'Copy details' })).toBeVisible()
  // The rest of the app works on.
  await expect(page.getByRole('banner')).toContainText('Phala Cloud')
  heal()
  await panel.getByRole('button', { name: 'Try again' }).click()
  await expect(row(page, 'storefront')).toBeVisible()
  await expect(page.getByRole('alert')).toHaveCount(0)
})

test('a missing field is named, with the endpoint and where in the answer it is', async ({
  page,
  cloud,
  openCloud,
}) => {
  cloud.rule(SCHEMA)
  await openCloud('/cvms')
  const panel = page.getByRole('alert')
  await expect(panel).toContainText('GET /cvms/paginated')
  await expect(panel).toContainText('items.0.name')
})

test('a refresh that fails keeps the rows, says so, and loses nothing', async ({
  page,
  cloud,
  openCloud,
}) => {
  await openCloud('/cvms?q=orders')
  await expect(row(page, 'orders-api')).toBeVisible()
  for (const [rule, words] of [
    [HTML, 'not JSON'],
    [answering(500, 'application/json', '{"detail":"the database is on fire"}'), 'on fire'],
  ] as const) {
    const heal = cloud.rule(rule)
    await refresh(page).click()
    await expect(page.getByRole('main')).toContainText(words)
    await expect(row(page, 'orders-api')).toBeVisible()
    await expect(page.getByRole('searchbox', { name: 'Filter CVMs' })).toHaveValue('orders')
    await expect(page.getByText(/^Updated/)).toBeVisible()
    heal()
    await refresh(page).click()
    await expect(page.getByRole('main')).not.toContainText(words)
    await expect(row(page, 'orders-api')).toBeVisible()
  }
})

test('an answer that is cut off counts as none, and is asked for again without anybody', async ({
  app,
  page,
  cloud,
  openCloud,
}) => {
  await openCloud('/cvms')
  await expect(row(page, 'orders-api')).toBeVisible()
  app.expectError(/ERR_CONTENT_LENGTH_MISMATCH/)
  cloud.rule({ ...CUT, times: 2 })
  await refresh(page).click()
  const banner = page.getByRole('banner').getByRole('status')
  await expect(banner).toContainText('The API does not answer.')
  await expect(row(page, 'orders-api')).toBeVisible()
  await expect(banner).toBeEmpty()
  await expect(page.getByRole('alert')).toHaveCount(0)
})

test('a session that ends under way leads to sign-in and back to the very page', async ({
  page,
  cloud,
  openCloud,
  server,
}) => {
  await openCloud('/cvms?status=stopped&sort=name')
  await expect(row(page, 'team-git')).toBeVisible()
  const heal = cloud.rule({
    path: /./,
    answer: (response) => {
      response.writeHead(401, { 'content-type': 'application/json' })
      response.end('{"detail":"Invalid API key"}')
    },
  })
  // If the page has not met the end by itself already, and is gone from here.
  await refresh(page).evaluateAll(press)
  await expect(page.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible()
  await expect(page).toHaveURL(/next=%2Fcvms%3Fstatus%3Dstopped%26sort%3Dname$/)
  heal()
  await page.getByLabel('API key', { exact: true }).fill(server.sandboxKey)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page).toHaveURL(/\/cvms\?status=stopped&sort=name$/)
  await expect(row(page, 'team-git')).toBeVisible()
})

test('an action that meets the end of the session is not done, and leads to sign-in', async ({
  page,
  cloud,
  openCloud,
}) => {
  await openCloud('/cvms')
  cloud.rule({
    path: /\/shutdown$/,
    answer: (response) => {
      response.writeHead(401, { 'content-type': 'application/json' })
      response.end('{"detail":"Invalid API key"}')
    },
  })
  await row(page, 'storefront').getByRole('button', { name: 'Shut down' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible()
  expect(cloud.requests.filter(({ path }) => path.endsWith('/shutdown'))).toHaveLength(1)
})

test('an API that is down is said once, the rows stay marked as old, and it recovers by itself', async ({
  page,
  cloud,
  openCloud,
}) => {
  await openCloud('/cvms')
  await expect(row(page, 'storefront')).toBeVisible()
  const heal = cloud.rule({ path: /./, answer: (response) => void response.destroy() })
  await refresh(page).click()
  const banner = page.getByRole('banner').getByRole('status')
  await expect(banner).toContainText('The API does not answer.')
  await expect(page.getByText('Nothing has been read yet')).toHaveCount(0)
  await expect(banner).toContainText(/What you see is from before \d\d:\d\d:\d\d/)
  await expect(page.getByRole('alert')).toHaveCount(0)
  await expect(row(page, 'storefront')).toBeVisible()
  await expect(row(page, 'storefront')).toContainText('running')
  heal()
  await expect(banner).toBeEmpty()
  await expect(row(page, 'storefront')).toBeVisible()
})

test('an API that was down before anything was loaded is read as soon as it is back', async ({
  page,
  cloud,
  openCloud,
}) => {
  const heal = cloud.rule({ path: LIST, answer: (response) => void response.destroy() })
  await openCloud('/cvms')
  await expect(page.getByRole('banner').getByRole('status')).toContainText('does not answer')
  await expect(page.getByText('Nothing has been read yet')).toBeVisible()
  heal()
  await expect(row(page, 'storefront')).toBeVisible()
  await expect(page.getByRole('banner').getByRole('status')).toBeEmpty()
  await expect(page.getByRole('alert')).toHaveCount(0)
})

test('losing the network shows one banner, and coming back takes it away', async ({
  app,
  page,
  context,
}) => {
  app.expectError(/ERR_INTERNET_DISCONNECTED/)
  await app.open('/cvms')
  await expect(row(page, 'storefront')).toBeVisible()
  await context.setOffline(true)
  const banner = page.getByRole('banner').getByRole('status')
  await expect(banner).toContainText('There is no network.')
  await row(page, 'storefront').getByRole('button', { name: 'Shut down' }).click()
  await expect(page.getByText('Shut down was not accepted for storefront')).toBeVisible()
  await expect(row(page, 'storefront')).toContainText('running')
  await context.setOffline(false)
  await expect(banner).toBeEmpty()
  // Nothing was sent later on its own.
  await refresh(page).click()
  await expect(row(page, 'storefront')).toContainText('running')
})

test('an action whose answer never arrives is not sent again', async ({
  page,
  cloud,
  openCloud,
}) => {
  await openCloud('/cvms')
  await expect(row(page, 'observability')).toBeVisible()
  cloud.rule({ path: /\/restart$/, answer: (response) => void response.destroy() })
  await page.getByRole('button', { name: 'Actions for observability' }).click()
  await page.getByRole('menuitem', { name: 'Restart', exact: true }).click()
  await expect(page.getByText('Restart was not accepted for observability')).toBeVisible()
  await expect(page.getByRole('banner').getByRole('status')).toBeEmpty()
  expect(cloud.requests.filter(({ path }) => path.endsWith('/restart'))).toHaveLength(1)
})

test('a half-broken server ends the page with a way on, not with a blank one', async ({
  page,
  openCloud,
}) => {
  await page.route('**/session', (route) => route.fulfill({ status: 500, body: 'oops' }))
  await openCloud('/cvms').catch(() => page.goto('/cvms'))
  await expect(page.getByRole('alert')).toContainText('500')
  await page.unroute('**/session')
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(row(page, 'storefront')).toBeVisible()
})
