import type { Page } from '@playwright/test'
import { expect, test } from './harness/cloudTest.ts'
import { press } from './harness/press.ts'

const banner = (page: Page) => page.getByRole('banner')
const list = (page: Page) => page.getByRole('heading', { level: 1, name: 'CVMs' })
const signedIn = (page: Page) => page.getByRole('region', { name: 'Signed in here' })

async function choose(page: Page, entry: string): Promise<void> {
  await page.getByRole('button', { name: /^Account of/ }).click()
  await page.getByRole('menuitem', { name: entry }).click()
}

async function enterKey(page: Page, key: string): Promise<void> {
  await page.getByLabel('API key', { exact: true }).fill(key)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

/** Phala Cloud beside the sandbox, by the menu of the tab that is in the sandbox. */
async function addCloud(page: Page, key: string): Promise<void> {
  await choose(page, 'Switch workspace or connection')
  await expect(signedIn(page)).toContainText('Sandbox / Sandbox')
  await expect(signedIn(page)).toContainText('this tab')
  await enterKey(page, key)
  await expect(list(page)).toBeVisible()
  await expect(banner(page)).toContainText('Phala Cloud')
}

test('a further sign-in stands beside the first, and two tabs do not disturb each other', async ({
  app,
  page,
  context,
  server,
  cloud,
}) => {
  await app.open('/cvms')
  await addCloud(page, server.sandboxKey)
  await expect(page).toHaveURL(`${server.url}/w/cloud-sandbox/cvms`)

  const other = await context.newPage()
  await other.goto('/cvms')
  await expect(banner(other)).toContainText('nothing here is a real TEE')
  await expect(other).toHaveURL(`${server.url}/cvms`)
  // What one tab does goes to its own workspace, and only there.
  cloud.requests.length = 0
  await other.getByRole('link', { name: 'storefront', exact: true }).click()
  await expect(other.getByRole('heading', { level: 1, name: 'storefront' })).toBeVisible()
  expect(cloud.requests).toEqual([])
  await page.getByRole('link', { name: 'team-git', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'team-git' })).toBeVisible()
  expect(cloud.requests.length).toBeGreaterThan(0)
  await expect(page).toHaveURL(/\/w\/cloud-sandbox\/cvms\/cvm_[^/]+$/)

  await page.reload()
  await expect(page.getByRole('heading', { level: 1, name: 'team-git' })).toBeVisible()
  await expect(banner(page)).toContainText('Phala Cloud')
  await other.reload()
  await expect(banner(other)).toContainText('nothing here is a real TEE')

  // From one to the other without signing out.
  await choose(other, 'Phala Cloud / Sandbox')
  await expect(other).toHaveURL(`${server.url}/w/cloud-sandbox/cvms`)
  await choose(other, 'Sandbox / Sandbox')
  await expect(other).toHaveURL(`${server.url}/w/sandbox-sandbox/cvms`)
  await expect(banner(other)).toContainText('nothing here is a real TEE')
})

test('what is meant for one workspace never reaches another that has taken its sign-in', async ({
  app,
  page,
  server,
  cloud,
}) => {
  await app.open('/cvms/storefront/settings')
  const card = page.getByRole('region', { name: 'Name', exact: true })
  await card.getByRole('textbox', { name: 'Name' }).fill('meant-for-the-sandbox')
  // As another tab does it that signs out and in to Phala Cloud; this one has not looked since.
  const data = { connection: 'cloud', api_key: server.sandboxKey }
  expect((await page.request.post('/session', { data })).status()).toBe(204)
  cloud.requests.length = 0
  await card.getByRole('button', { name: 'Rename' }).evaluateAll(press)
  await expect(banner(page)).toContainText('Phala Cloud')
  expect(cloud.requests.filter(({ method }) => method !== 'GET')).toEqual([])
  expect((await app.api('GET', '/cvms/storefront')).status).toBe(200)
})

test('a link remembers its workspace, also where that is not signed in', async ({
  app,
  page,
  context,
  browser,
  server,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await app.open('/cvms')
  await addCloud(page, server.sandboxKey)
  await page.getByRole('link', { name: 'storefront', exact: true }).click()
  await page.getByRole('button', { name: 'Copy link' }).click()
  await expect(page.getByText('Copied').first()).toBeAttached()
  const link = await page.evaluate(() => navigator.clipboard.readText())
  expect(link).toMatch(/\/w\/cloud-sandbox\/cvms\/cvm_[^/]+$/)

  const stranger = await browser.newContext()
  const tab = await stranger.newPage()
  await tab.goto(link)
  await expect(tab.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible()
  await expect(tab.getByRole('main')).toContainText('not signed in here: cloud-sandbox')
  await enterKey(tab, server.sandboxKey)
  await expect(tab.getByRole('heading', { level: 1, name: 'storefront' })).toBeVisible()
  await expect(tab).toHaveURL(link)
  await expect(banner(tab)).toContainText('Phala Cloud')
  await stranger.close()
})

test('a link to another workspace’s CVM leads there by the sign-ins that are here', async ({
  app,
  page,
  server,
  cloud,
}) => {
  await app.open('/cvms')
  await addCloud(page, server.sandboxKey)
  cloud.rule({
    path: /^\/cvms\/cvm_/,
    answer: (response) => {
      response.writeHead(404, { 'content-type': 'application/json' })
      response.end('{"error_code":"ERR-03-001","message":"CVM not found"}')
    },
  })
  const { id } = (await (await app.api('GET', '/cvms/storefront')).json()) as { id: string }
  await page.goto(`/w/cloud-sandbox/cvms/${id}`)
  await page.getByRole('main').getByRole('link', { name: 'Switch workspace' }).click()
  await signedIn(page).getByRole('link', { name: 'Sandbox / Sandbox' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'storefront' })).toBeVisible()
  await expect(page).toHaveURL(`${server.url}/w/sandbox-sandbox/cvms/${id}`)
})

test('signing out of one leaves the other, and the same workspace is never there twice', async ({
  app,
  page,
  context,
  server,
}) => {
  await app.open('/cvms')
  await addCloud(page, server.sandboxKey)
  await choose(page, 'Sign out')
  await expect(page.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible()
  await expect(signedIn(page).getByRole('listitem')).toHaveCount(1)
  const other = await context.newPage()
  await other.goto('/cvms')
  await expect(banner(other)).toContainText('nothing here is a real TEE')

  await choose(other, 'Switch workspace or connection')
  await other.getByRole('button', { name: 'Open the sandbox' }).click()
  await expect(list(other)).toBeVisible()
  await expect(other).toHaveURL(`${server.url}/cvms`)
  const { sign_ins } = (await (await page.request.get('/session/all')).json()) as {
    sign_ins: unknown[]
  }
  expect(sign_ins).toHaveLength(1)

  await choose(other, 'Switch workspace or connection')
  await signedIn(other).getByRole('button', { name: 'Sign out of Sandbox / Sandbox' }).click()
  await expect(signedIn(other)).toHaveCount(0)
  expect((await page.request.get('/session')).status()).toBe(401)
})

test('a session that ends under way comes back to the same place of the same workspace', async ({
  app,
  page,
  server,
}) => {
  await app.open('/cvms')
  await addCloud(page, server.sandboxKey)
  const { sign_ins } = (await (await page.request.get('/session/all')).json()) as {
    sign_ins: { slot: string; connection: string }[]
  }
  const slot = sign_ins.find(({ connection }) => connection === 'cloud')?.slot ?? ''
  await page.getByRole('link', { name: 'storefront', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'storefront' })).toBeVisible()
  await page.request.delete('/session', { headers: { 'x-console-session': slot } })
  // Whatever the page asks next meets the end: what is pressed here, or what it reads by itself.
  await page.getByRole('link', { name: 'Activity', exact: true }).evaluateAll(press)
  await expect(page).toHaveURL(/\/w\/cloud-sandbox\/sign-in\?next=%2Fcvms%2F/)
  await enterKey(page, server.sandboxKey)
  await expect(page.getByRole('heading', { level: 1, name: 'storefront' })).toBeVisible()
  await expect(page).toHaveURL(/\/w\/cloud-sandbox\/cvms\/cvm_[^/]+(\/activity)?$/)
})
