import { expect, test } from './harness/test.ts'

type Info = { id: string; name: string; app_id: string; vm_uuid: string; instance_id: string }
type Api = (method: string, path: string) => Promise<Response>

const info = async (api: Api, name: string) =>
  (await (await api('GET', `/cvms/${name}`)).json()) as Info

test('every form of an id leads to the canonical address, with its tab and its query', async ({
  app,
  page,
}) => {
  const { id, app_id, vm_uuid, instance_id, name } = await info(app.api, 'storefront')
  expect(id).toMatch(/^cvm_/)
  const bare = app_id.replace(/^app_/, '')
  const forms = [
    name,
    vm_uuid,
    vm_uuid.replaceAll('-', ''),
    vm_uuid.toUpperCase(),
    bare,
    `app_${bare}`,
    `instance_${instance_id.replace(/^instance_/, '')}`,
  ]
  await app.open('/cvms')
  for (const form of forms) {
    await page.goto(`/cvms/${form}/logs?source=!serial`)
    await expect(page, form).toHaveURL(new RegExp(`/cvms/${id}/logs\\?source=(!|%21)serial$`))
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
  }
  await page.goto(`/cvms/${name}`)
  await expect(page).toHaveURL(new RegExp(`/cvms/${id}$`))
  await expect(page).toHaveTitle('storefront · CVMs · CVM Console')
})

test('back from a canonical address goes to where one came from, not through the redirect', async ({
  app,
  page,
}) => {
  await app.open('/cvms')
  await expect(page.getByRole('heading', { level: 1, name: 'CVMs' })).toBeVisible()
  await page.goto('/cvms/storefront')
  await expect(page).toHaveURL(/\/cvms\/cvm_/)
  await page.goBack()
  await expect(page).toHaveURL(/\/cvms$/)
})

test('an app id that several CVMs share asks which one is meant, and keeps the tab', async ({
  app,
  page,
}) => {
  const { app_id } = await info(app.api, 'orders-api-2')
  await app.open(`/cvms/${app_id}/logs`)
  await expect(page.getByRole('heading', { level: 1, name: 'Which CVM?' })).toBeVisible()
  const main = page.getByRole('main')
  for (const name of ['orders-api', 'orders-api-2', 'orders-api-3'])
    await expect(main.getByRole('link', { name, exact: true })).toBeVisible()
  await main.getByRole('link', { name: 'orders-api-3', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'orders-api-3' })).toBeVisible()
  await expect(page).toHaveURL(/\/cvms\/cvm_[^/]+\/logs$/)
})

test('a link opened while signed out goes on to where it pointed after the sign-in', async ({
  page,
}) => {
  await page.goto('/cvms/storefront/network')
  await expect(page).toHaveURL(/\/sign-in\?next=%2Fcvms%2Fstorefront%2Fnetwork$/)
  await page.getByRole('button', { name: 'Open the sandbox' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'storefront' })).toBeVisible()
  await expect(page).toHaveURL(/\/cvms\/cvm_[^/]+\/network$/)
})

test('a CVM that cannot be found: what it may mean, in which workspace one is, and the ways on', async ({
  app,
  page,
}) => {
  await app.open('/cvms/cvm_0000000000')
  await expect(page.getByRole('heading', { level: 1, name: 'CVM not found' })).toBeVisible()
  const main = page.getByRole('main')
  await expect(main).toContainText('deleted')
  await expect(main).toContainText('another workspace than Sandbox')
  await expect(main).toContainText('not be yours to see')
  await main.getByRole('link', { name: 'Switch workspace' }).click()
  await expect(page).toHaveURL(/\/sign-in\?next=%2Fcvms%2Fcvm_0000000000$/)
  await expect(page.getByRole('button', { name: 'Open the sandbox' })).toBeVisible()
})

test('an address that is none says so and leads back', async ({ app, page }) => {
  await app.open('/cvms/storefront/nonsense')
  await expect(page.getByRole('heading', { level: 1, name: 'Page not found' })).toBeVisible()
  await app.open('/nothing-here')
  await expect(page.getByRole('heading', { level: 1, name: 'Page not found' })).toBeVisible()
  await page.getByRole('main').getByRole('link').first().click()
  await expect(page.getByRole('heading', { level: 1, name: 'CVMs' })).toBeVisible()
})

test('Copy link copies the canonical address, from every tab', async ({ app, page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const { id } = await info(app.api, 'storefront')
  await app.open('/cvms/storefront/logs')
  await page.getByRole('button', { name: 'Copy link' }).click()
  await expect(page.getByText('Copied').first()).toBeAttached()
  const copied = await page.evaluate(() => navigator.clipboard.readText())
  expect(copied).toBe(new URL(`/cvms/${id}`, page.url()).href)
})
