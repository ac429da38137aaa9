import type { Page } from '@playwright/test'
import { expect, test } from './harness/test.ts'

type Info = {
  status: string
  progress: { target?: string } | null
  os: { name: string }
  resource: { instance_type: string; vcpu: number; memory_in_gb: number; disk_in_gb: number }
}
type Api = (method: string, path: string, body?: unknown) => Promise<Response>

const info = async (api: Api, name: string) =>
  (await (await api('GET', `/cvms/${name}`)).json()) as Info

/** Bodies of the PATCH requests that the page really sends to `end`. */
function sent(page: Page, end: string): unknown[] {
  const bodies: unknown[] = []
  page.on('request', (request) => {
    if (request.method() === 'PATCH' && request.url().endsWith(end))
      bodies.push(request.postDataJSON())
  })
  return bodies
}

const card = (page: Page, name: string) => page.getByRole('region', { name, exact: true })

test('a running CVM gets another instance type: price first, then one request, then it runs again', async ({
  app,
  page,
}) => {
  await app.open('/cvms/storefront/resources')
  const bodies = sent(page, '/resources')
  const size = card(page, 'Size')
  const button = size.getByRole('button', { name: 'Resize and restart' })
  await expect(button).toBeDisabled()
  await size.getByRole('radio', { name: 'tdx.medium' }).check()
  const price = size.getByRole('row', { name: /^Price of compute/ })
  await expect(price).toContainText('$0.058 / hour')
  await expect(price).toContainText('$0.116 / hour')
  await expect(price).toContainText('$84.68 / month')
  await expect(size).toContainText('The disk is billed as well, also while the CVM is stopped')
  await expect(size.getByRole('row', { name: /^Disk/ }).getByRole('cell').last()).toHaveText(
    /^[\d,]+ GB$/,
  )
  await expect(size).toContainText('storefront restarts')
  await button.click()
  await expect(page.getByText('storefront updated')).toBeVisible()
  expect(bodies).toEqual([{ instance_type: 'tdx.medium', allow_restart: true }])
  const { status, resource } = await info(app.api, 'storefront')
  expect(status).toBe('running')
  expect(resource).toMatchObject({ instance_type: 'tdx.medium', vcpu: 2, memory_in_gb: 4 })
  await expect(size.getByRole('radio', { name: 'tdx.medium' })).toBeChecked()
  await expect(button).toBeDisabled()
})

test('a disk grows and never shrinks; a stopped CVM stays stopped', async ({ app, page }) => {
  await app.open('/cvms/team-git/resources')
  const bodies = sent(page, '/resources')
  const size = card(page, 'Size')
  const disk = size.getByRole('textbox', { name: 'Disk size (GB)' })
  for (const [text, why] of [
    ['99', 'A disk can only grow: it has 100 GB.'],
    ['1.5', 'Write a whole number'],
    ['-3', 'Write a whole number'],
  ] as const) {
    await disk.fill(text)
    await expect(disk).toHaveAccessibleDescription(new RegExp(why.replaceAll(/[().]/g, '.')))
    await expect(size.getByRole('button', { name: 'Resize' })).toBeDisabled()
  }
  await disk.fill('110')
  await size.getByRole('button', { name: 'Resize' }).click()
  await expect(page.getByText('team-git updated')).toBeVisible()
  expect(bodies).toEqual([{ disk_size: 110, allow_restart: false }])
  const { status, resource } = await info(app.api, 'team-git')
  expect([status, resource.disk_in_gb]).toEqual(['stopped', 110])
})

test('what the API refuses stands beside its field, and nothing that was typed is lost', async ({
  app,
  page,
}) => {
  await page.route('**/api/v1/cvms/*/resources', (route) =>
    route.fulfill({
      status: 400,
      json: {
        error_code: 'ERR-01-005',
        message: 'No room',
        details: [{ field: 'disk_size', value: 60, message: 'The node has 12 GB left' }],
      },
    }),
  )
  await app.open('/cvms/orders-api/resources')
  const size = card(page, 'Size')
  const disk = size.getByRole('textbox', { name: 'Disk size (GB)' })
  await disk.fill('60')
  await size.getByRole('button', { name: 'Resize and restart' }).click()
  await expect(disk).toHaveAccessibleDescription(/The node has 12 GB left/)
  await expect(disk).toHaveValue('60')
})

test('a busy CVM is waited for; another client’s operation is a reason in the form', async ({
  app,
  page,
}) => {
  let busy = 1
  await page.route('**/api/v1/cvms/*/resources', (route) =>
    busy-- > 0 ? route.fulfill({ status: 409, json: { detail: 'busy' } }) : route.continue(),
  )
  await app.open('/cvms/orders-api/resources')
  const size = card(page, 'Size')
  await size.getByRole('textbox', { name: 'Disk size (GB)' }).fill('41')
  await size.getByRole('button', { name: 'Resize and restart' }).click()
  await expect(size.getByText(/It is busy. Trying again/)).toBeVisible()
  await expect(page.getByText('orders-api updated')).toBeVisible({ timeout: 15_000 })
  expect((await info(app.api, 'orders-api')).resource.disk_in_gb).toBe(41)
})

test('an OS image is switched, and one for development warns', async ({ app, page }) => {
  await app.open('/cvms/trading-agent/resources')
  const bodies = sent(page, '/os-image')
  const image = card(page, 'OS image')
  const { os } = await info(app.api, 'trading-agent')
  await expect(image.getByRole('radio', { name: os.name, exact: true })).toBeChecked()
  await expect(image.getByRole('button', { name: 'Switch image and restart' })).toBeDisabled()
  const other = image.getByRole('radio', { name: /dev/ }).first()
  await other.check()
  await expect(image).toContainText('lets its operator log in')
  const name = await other.getAttribute('value')
  await image.getByRole('button', { name: 'Switch image and restart' }).click()
  await expect(page.getByText('trading-agent updated')).toBeVisible()
  expect(bodies).toEqual([{ os_image_name: name }])
  expect((await info(app.api, 'trading-agent')).os.name).toBe(name)
})
