import type { Page } from '@playwright/test'
import { newCvm } from './harness/runningCvm.ts'
import { expect, test } from './harness/test.ts'

// Slow enough that a boot of ten times the usual length is seen, quick enough not to be waited for.
test.use({ speed: 20 })

async function json<T>(answer: Promise<Response>): Promise<T> {
  return (await (await answer).json()) as T
}

const card = (page: Page, name: string) => page.getByRole('region', { name, exact: true })

test('the overview shows what the API says: resources, place, ids, endpoints, last lines', async ({
  app,
  page,
}) => {
  type Detail = {
    id: string
    app_id: string
    compose_hash: string
    endpoints: { app: string; instance: string }[]
    node_info: { name: string; region: string }
    resource: { instance_type: string; disk_in_gb: number; compute_billing_price: string }
  }
  const detail = await json<Detail>(app.api('GET', '/cvms/storefront'))
  await app.open('/cvms/storefront')
  const resources = card(page, 'Resources')
  for (const text of [
    detail.resource.instance_type,
    `${detail.resource.disk_in_gb} GB`,
    `$${detail.resource.compute_billing_price} / hour`,
    detail.node_info.name,
    detail.node_info.region,
  ]) {
    await expect(resources).toContainText(text)
  }
  await expect(card(page, 'Identity')).toContainText(detail.id)
  await expect(card(page, 'Identity')).toContainText(detail.compose_hash.slice(0, 8))
  const [endpoint] = detail.endpoints
  for (const address of [endpoint?.app ?? '', endpoint?.instance ?? '']) {
    const link = card(page, 'Endpoints').getByRole('link', { name: address })
    await expect(link).toHaveAttribute('href', new RegExp(`^${address}/?$`))
    await expect(link).toHaveAttribute('rel', /noopener/)
  }
  await expect(page.getByRole('log', { name: 'Recent log lines' })).toContainText('HTTP/1.1')
})

test('replicas are listed with their status, and lead to one another', async ({ app, page }) => {
  await app.open('/cvms/orders-api')
  const replicas = page.getByRole('table', { name: 'Replicas' })
  await expect(replicas.getByRole('row').filter({ hasText: 'orders-api-3' })).toContainText(
    'stopped',
  )
  await replicas.getByRole('link', { name: 'orders-api-2' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'orders-api-2' })).toBeVisible()
})

test('a boot is watched step by step until the CVM runs', async ({ app, page }) => {
  const id = await newCvm(app.api, 'slow-boot-watched')
  await app.open(`/cvms/${id}`)
  const steps = page.getByRole('list', { name: 'Steps so far' })
  await expect(steps).toBeVisible()
  await expect.poll(() => steps.getByRole('listitem').count()).toBeGreaterThan(1)
  await expect(page.getByRole('main').getByText('running', { exact: true })).toBeVisible({
    timeout: 20_000,
  })
  await expect(steps).toBeHidden()
  await expect(page.getByRole('log', { name: 'Recent log lines' })).toContainText('start worker')
})

test('why a boot failed stands beside the status, also when nobody watched it fail', async ({
  app,
  page,
}) => {
  const reason = /invalid reference format/
  await app.open('/cvms')
  const row = page.getByRole('row').filter({ hasText: 'landing-page' })
  await expect(row).toContainText(reason)
  await page.goto('/cvms/landing-page/network')
  await expect(page.getByRole('main').getByText(reason)).toHaveCount(1)
  await page.goto('/cvms/landing-page')
  await expect(page.getByRole('main').getByText(reason).first()).toBeVisible()
  await page.getByRole('main').getByRole('link', { name: 'serial log' }).click()
  await expect(page.getByRole('log', { name: 'Log lines' })).toContainText('compose up failed')
})

test('a CVM that is deleted elsewhere while it is open says so and keeps what was shown', async ({
  app,
  page,
}) => {
  const id = await newCvm(app.api, 'gone-while-open')
  await app.open(`/cvms/${id}`)
  await expect(page.getByRole('main').getByText('running', { exact: true })).toBeVisible()
  expect((await app.api('DELETE', `/cvms/${id}`)).status).toBe(204)
  await expect
    .poll(async () => (await app.api('GET', `/cvms/${id}`)).status, { timeout: 15_000 })
    .toBe(404)
  // Either the page has looked meanwhile and its button is off, or the press finds it out.
  await page.getByRole('button', { name: 'Restart', exact: true }).click({ force: true })
  await expect(page.getByRole('main')).toContainText('deleted')
  await expect(page.getByRole('heading', { level: 1, name: 'gone-while-open' })).toBeVisible()
})

test('what fails in one tab is said there, with a way to try again, and the rest stays', async ({
  app,
  page,
}) => {
  let broken = true
  await page.route('**/api/v1/cvms/*/network', (route) =>
    broken ? route.fulfill({ status: 500, json: { detail: 'no wire' } }) : route.continue(),
  )
  await app.open('/cvms/storefront/network')
  await expect(page.getByRole('main')).toContainText('no wire')
  await expect(page.getByRole('heading', { level: 1, name: 'storefront' })).toBeVisible()
  broken = false
  await page.getByRole('main').getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByText('apps.sandbox.invalid', { exact: true })).toBeVisible()
})

test('the network tab names addresses, gateway and the last handshake', async ({ app, page }) => {
  await app.open('/cvms/storefront/network')
  const connection = card(page, 'Connection')
  await expect(connection).toContainText(/10\.4\.\d+\.\d+/)
  await expect(connection).toContainText(/ago|now/)
  await expect(card(page, 'Public endpoints').getByRole('link').first()).toBeVisible()
})

test('the compose tab shows the very text that is measured', async ({ app, page }) => {
  const text = await (await app.api('GET', '/cvms/storefront/docker-compose.yml')).text()
  await app.open('/cvms/storefront/compose')
  const editor = page.getByRole('textbox', { name: 'Docker Compose file' })
  await expect(editor).toBeAttached()
  await page.getByRole('checkbox', { name: 'Use plain text' }).check()
  await expect(editor).toHaveValue(text)
})

test('nothing jumps while the overview arrives', async ({ app, page }) => {
  await page.addInitScript(() => {
    const shifts: number[] = []
    Object.assign(window, { shifts })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        shifts.push((entry as unknown as { value: number }).value)
    }).observe({ type: 'layout-shift', buffered: true })
  })
  await app.open('/cvms/storefront')
  await expect(page.getByRole('log', { name: 'Recent log lines' })).toContainText('HTTP/1.1')
  const total = await page.evaluate(() =>
    (window as unknown as { shifts: number[] }).shifts.reduce((sum, one) => sum + one, 0),
  )
  expect(total).toBeLessThan(0.1)
})

test('on a phone the page of a CVM offers what is most likely next, and the menu the rest', async ({
  app,
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await app.open('/cvms/orders-api-3')
  const menu = page.getByRole('button', { name: 'Actions for orders-api-3', exact: true })
  await expect(menu).toBeVisible()
  await page.getByRole('button', { name: 'Start', exact: true }).click()
  const next = page.getByRole('button', { name: 'Shut down', exact: true })
  await expect(next).toBeVisible()
  await page.setViewportSize({ width: 1440, height: 900 })
  // Where there is room for all of them, each is there once.
  await expect(next).toHaveCount(1)
})
