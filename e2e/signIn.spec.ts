import type { Page } from '@playwright/test'
import type { FakeCloud } from './harness/cloud.ts'
import { expect, test } from './harness/cloudTest.ts'

const list = (page: Page) => page.getByRole('heading', { level: 1, name: 'CVMs' })
const keyField = (page: Page) => page.getByLabel('API key', { exact: true })
const enter = (page: Page) => page.getByRole('button', { name: 'Sign in', exact: true })
const device = (page: Page) => page.getByRole('button', { name: 'Sign in with Phala Cloud' })

const CODE = 'WDJB-MJHT'
const VENDOR = 'https://cloud.phala.example/device'

/** The vendor's device login: pending until `confirm` is called, or whatever `answer` says. */
function deviceLogin(cloud: FakeCloud, key: string) {
  let token: { status: number; body: object } = pending('authorization_pending')
  cloud.rule({
    path: /^\/auth\/device\/code$/,
    answer: (response) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      response.end(
        JSON.stringify({
          device_code: 'the-secret-device-code',
          user_code: CODE,
          verification_uri: VENDOR,
          verification_uri_complete: `${VENDOR}?user_code=${CODE}`,
          interval: 1,
          expires_in: 600,
        }),
      )
    },
  })
  cloud.rule({
    path: /^\/auth\/device\/token$/,
    answer: (response) => {
      response.writeHead(token.status, { 'content-type': 'application/json' })
      response.end(JSON.stringify(token.body))
    },
  })
  return {
    confirm: () => {
      token = { status: 200, body: { access_token: key, token_type: 'bearer' } }
    },
    decline: () => {
      token = pending('access_denied')
    },
  }
}

const pending = (error: string) => ({ status: 400, body: { detail: { error } } })

test('one press opens the sandbox, and the header says what it is', async ({ page }) => {
  await page.goto('/')
  await expect(page).toHaveURL(/\/sign-in/)
  await expect(page).toHaveTitle('Sign in · CVM Console')
  await page.getByRole('button', { name: 'Open the sandbox' }).click()
  await expect(list(page)).toBeVisible()
  await expect(list(page)).toBeFocused()
  const header = page.getByRole('banner')
  await expect(header).toContainText('Sandbox')
  await expect(header).toContainText('Sandbox: nothing here is a real TEE')
})

test('a wrong API key is said beside its field, and can be put right there', async ({
  page,
  server,
  cloud,
}) => {
  await page.goto('/sign-in?next=%2Fcvms%3Fq%3Dweb')
  const field = keyField(page)
  await expect(field).toHaveAttribute('type', 'password')
  await expect(field).toHaveAttribute('autocomplete', 'current-password')
  await enter(page).click()
  await expect(field).toBeFocused()
  await expect(field).toHaveAccessibleDescription(/Enter an API key/)
  await field.fill('two words')
  await field.press('Enter')
  await expect(field).toHaveAccessibleDescription(/without spaces/)
  expect(cloud.requests).toEqual([])
  await field.fill('phak_this-is-not-the-key')
  await field.press('Enter')
  await expect(field).toHaveAttribute('aria-invalid', 'true')
  await expect(field).toHaveAccessibleDescription(/Not a valid key for this connection/)
  await expect(page.getByRole('alert')).toHaveCount(0)
  await field.fill(server.sandboxKey)
  await field.press('Enter')
  await expect(page.getByRole('searchbox', { name: 'Filter CVMs' })).toHaveValue('web')
  await expect(page.getByRole('banner')).toContainText('Phala Cloud')
  const { workspace } = (await (await page.request.get('/session')).json()) as {
    workspace: { name: string }
  }
  await expect(page.getByRole('banner')).toContainText(workspace.name)
  await expect(page.getByText('nothing here is a real TEE')).toHaveCount(0)
  const kept = await page.evaluate(() =>
    [localStorage, sessionStorage]
      .flatMap((storage) => Object.entries(storage))
      .concat([[document.cookie, location.href]])
      .join('\n'),
  )
  expect(kept).not.toContain(server.sandboxKey)
})

test('when the API is the trouble, the key is not blamed and stays in its field', async ({
  page,
  server,
  cloud,
}) => {
  cloud.rule({
    path: /^\/auth\/me/,
    answer: (response) => {
      response.writeHead(503, { 'content-type': 'text/html' })
      response.end('<h1>Service Unavailable</h1>')
    },
  })
  await page.goto('/sign-in')
  await keyField(page).fill(server.sandboxKey)
  await enter(page).click()
  await expect(page.getByText(/Phala Cloud answered 503/)).toBeVisible()
  await expect(keyField(page)).toHaveValue(server.sandboxKey)
  cloud.reset()
  await enter(page).click()
  await expect(list(page)).toBeVisible()
})

test('the device login shows its code, waits, and goes on to the linked page', async ({
  page,
  server,
  cloud,
}) => {
  const login = deviceLogin(cloud, server.sandboxKey)
  await page.goto('/sign-in?next=%2Fcvms%3Fstatus%3Dstopped')
  await device(page).click()
  await expect(page.getByText(CODE, { exact: true })).toBeVisible()
  await expect(page.getByText('Waiting for the confirmation')).toBeVisible()
  const link = page.getByRole('link', { name: /Open Phala Cloud/ })
  await expect(link).toHaveAttribute('href', `${VENDOR}?user_code=${CODE}`)
  await expect(link).toHaveAttribute('rel', /noopener/)
  login.confirm()
  await expect(list(page)).toBeVisible()
  await expect(page).toHaveURL(/\/cvms\?status=stopped$/)
  await expect(page.getByRole('banner')).toContainText('Phala Cloud')
})

test('a device login can be cancelled, and one that was declined says so', async ({
  page,
  server,
  cloud,
}) => {
  const login = deviceLogin(cloud, server.sandboxKey)
  await page.goto('/sign-in')
  await device(page).click()
  await expect(page.getByText(CODE, { exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(device(page)).toBeVisible()
  await expect(page.getByText(CODE, { exact: true })).toHaveCount(0)
  expect((await page.request.get('/session/device')).status()).toBe(410)
  await device(page).click()
  login.decline()
  await expect(page.getByRole('alert')).toContainText('declined')
  await page.getByRole('button', { name: 'Start again' }).click()
  await expect(page.getByText('Waiting for the confirmation')).toBeVisible()
})

test('a link that was opened while signed out is where one arrives', async ({ page }) => {
  await page.goto('/cvms/storefront/logs?source=!serial')
  await expect(page).toHaveURL(/\/sign-in\?next=/)
  await expect(page.getByText('/cvms/storefront/logs?source=!serial')).toBeVisible()
  await page.getByRole('button', { name: 'Open the sandbox' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'storefront' })).toBeVisible()
  await expect(page).toHaveURL(/\/cvms\/cvm_[^/]+\/logs\?source=(!|%21)serial$/)
})

for (const elsewhere of ['https://evil.example/', '//evil.example/', '/\\evil.example/']) {
  test(`nobody is sent on to ${elsewhere} after signing in`, async ({ page, server }) => {
    await page.goto(`/sign-in?next=${encodeURIComponent(elsewhere)}`)
    await expect(page.getByText('evil.example')).toHaveCount(0)
    await page.getByRole('button', { name: 'Open the sandbox' }).click()
    await expect(list(page)).toBeVisible()
    await expect(page).toHaveURL(`${server.url}/cvms`)
  })
}

test('signing out forgets everything that was loaded', async ({ app, page }) => {
  await app.open('/cvms')
  await expect(page.getByRole('link', { name: 'storefront', exact: true })).toBeVisible()
  await page.getByRole('button', { name: /^Account of/ }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible()
  expect((await page.request.get('/api/v1/cvms/paginated')).status()).toBe(401)
  await page.goBack()
  await expect(page.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible()
  await expect(page.getByText('storefront')).toHaveCount(0)
})

test('from one connection to the other and back to the same page', async ({
  app,
  page,
  server,
  cloud,
}) => {
  await app.open('/cvms?status=stopped')
  await page.getByRole('button', { name: /^Account of/ }).click()
  await page.getByRole('menuitem', { name: 'Switch workspace or connection' }).click()
  await keyField(page).fill(server.sandboxKey)
  await enter(page).click()
  await expect(page.getByRole('banner')).toContainText('Phala Cloud')
  await expect(page).toHaveURL(/\/cvms\?status=stopped$/)
  await expect
    .poll(() => cloud.requests.filter(({ path }) => path.startsWith('/cvms/paginated')).length)
    .toBe(1)
})

test('signing in needs no mouse', async ({ page, server }) => {
  await page.goto('/sign-in')
  await expect(keyField(page)).toBeVisible()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused()
  const reached: string[] = []
  while (!reached.includes('api_key')) {
    await page.keyboard.press('Tab')
    reached.push(
      await page.evaluate(() => {
        const { activeElement } = document
        return activeElement?.getAttribute('name') ?? activeElement?.textContent ?? ''
      }),
    )
    expect(reached.length, reached.join(', ')).toBeLessThan(8)
  }
  await page.keyboard.type(server.sandboxKey)
  await page.keyboard.press('Enter')
  await expect(list(page)).toBeVisible()
})
