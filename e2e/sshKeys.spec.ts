import type { Page } from '@playwright/test'
import { expect, test } from './harness/test.ts'

test.use({ seed: 0 })

const KEY =
  'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl me@laptop'
const OTHER =
  'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIB8iXaKbhgWkwJadu6ZalfOQ1F3JFOTugJjK+ql9kMcr other'
const KEYS = '**/api/v1/user/ssh-keys'

type SshKey = { id: string; name: string; public_key: string }
type Api = (method: string, path: string, body?: unknown) => Promise<Response>

const keysOf = async (api: Api) => (await (await api('GET', '/user/ssh-keys')).json()) as SshKey[]

test.beforeEach(async ({ app }) => {
  for (const { id } of await keysOf(app.api)) await app.api('DELETE', `/user/ssh-keys/${id}`)
})

/** What the page really sends, other than reading. */
function sent(page: Page): [string, string, unknown][] {
  const requests: [string, string, unknown][] = []
  page.on('request', (request) => {
    const { pathname } = new URL(request.url())
    if (request.method() !== 'GET' && pathname.includes('/ssh-keys'))
      requests.push([
        request.method(),
        pathname.replace('/api/v1', ''),
        request.postData() ? request.postDataJSON() : undefined,
      ])
  })
  return requests
}

const form = (page: Page) => page.getByRole('region', { name: 'Add a key' })
const publicKey = (page: Page) => form(page).getByRole('textbox', { name: 'Public key' })
const add = (page: Page) => form(page).getByRole('button', { name: 'Add key' }).click()

test('a key is checked as it is pasted, added under its comment, and deleted again', async ({
  app,
  page,
}) => {
  await app.open('/ssh-keys')
  await expect(page.getByRole('heading', { level: 1, name: 'SSH keys' })).toBeVisible()
  await expect(page.getByText('No SSH keys yet')).toBeVisible()
  const requests = sent(page)
  for (const [text, why] of [
    ['-----BEGIN OPENSSH PRIVATE KEY-----', /private key/],
    ['ssh-dss AAAA', /must start with a key type/],
    [KEY.slice(0, 40), /not complete/],
    [`${KEY}\n${OTHER}`, /one at a time/],
  ] as const) {
    await publicKey(page).fill(text)
    await expect(publicKey(page)).toHaveAccessibleDescription(why)
    await add(page)
  }
  expect(requests).toEqual([])
  await publicKey(page).fill(`${KEY}\n`)
  await add(page)
  const table = page.getByRole('table', { name: 'SSH keys' })
  await expect(table.getByRole('rowheader', { name: 'me@laptop' })).toBeVisible()
  await expect(page.getByText('SSH key me@laptop added')).toBeVisible()
  await expect(publicKey(page)).toHaveValue('')
  expect(requests).toEqual([['POST', '/user/ssh-keys', { name: 'me@laptop', public_key: KEY }]])
  const [made] = await keysOf(app.api)
  expect(made?.public_key).toBe(KEY)

  await publicKey(page).fill(KEY)
  await expect(publicKey(page)).toHaveAccessibleDescription(/there already: me@laptop/)

  await table.getByRole('button', { name: 'Delete me@laptop' }).click()
  const dialog = page.getByRole('alertdialog', { name: 'Delete me@laptop?' })
  await expect(dialog).toContainText('still let it in')
  await dialog.getByRole('button', { name: 'Delete' }).click()
  await expect(page.getByText('No SSH keys yet')).toBeVisible()
  expect(requests.at(-1)).toEqual(['DELETE', `/user/ssh-keys/${made?.id}`, undefined])
  expect(await keysOf(app.api)).toEqual([])
})

test('what the API refuses stands beside its field, and nothing that was typed is lost', async ({
  app,
  page,
}) => {
  await app.open('/ssh-keys')
  await publicKey(page).fill(KEY)
  await page.route(KEYS, (route) =>
    route.request().method() === 'POST'
      ? route.fulfill({
          status: 422,
          json: { detail: [{ loc: ['body', 'public_key'], msg: 'Key too weak', type: 'value' }] },
        })
      : route.continue(),
  )
  await add(page)
  await expect(publicKey(page)).toHaveAccessibleDescription(/Key too weak/)
  await expect(publicKey(page)).toHaveValue(KEY)
  await page.unroute(KEYS)

  // Another client adds it first: the server's own refusal is shown, and then the key.
  await app.api('POST', '/user/ssh-keys', { name: 'first', public_key: KEY })
  await add(page)
  await expect(form(page).getByRole('alert')).toContainText('This key is there already')
  await expect(page.getByRole('rowheader', { name: 'first' })).toBeVisible()
})

test('a lost answer is looked after, not sent again', async ({ app, page }) => {
  await app.open('/ssh-keys')
  app.expectError(/ERR_FAILED|Failed to load/)
  const requests = sent(page)
  // The server does it, and its answer never arrives.
  const lose = (url: string, method: string) =>
    page.route(url, async (route) => {
      if (route.request().method() !== method) return route.continue()
      await route.fetch()
      return route.abort()
    })
  await lose(KEYS, 'POST')
  await publicKey(page).fill(KEY)
  await add(page)
  await expect(page.getByText('SSH key me@laptop added')).toBeVisible()
  await lose('**/api/v1/user/ssh-keys/*', 'DELETE')
  await page.getByRole('button', { name: 'Delete me@laptop' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click()
  await expect(page.getByText('SSH key me@laptop deleted')).toBeVisible()
  expect(requests.map(([method]) => method)).toEqual(['POST', 'DELETE'])

  // It never reached the server: nothing is there, and that is what it says.
  await page.unroute(KEYS)
  await page.route(KEYS, (route) =>
    route.request().method() === 'POST' ? route.abort() : route.continue(),
  )
  await publicKey(page).fill(OTHER)
  await add(page)
  await expect(form(page).getByRole('alert')).toContainText('No answer came')
  await expect(publicKey(page)).toHaveValue(OTHER)
  expect(requests).toHaveLength(3)
  expect(await keysOf(app.api)).toEqual([])
})

test('keys are imported from a GitHub profile, with what came of it', async ({ app, page }) => {
  await app.open('/ssh-keys')
  const requests = sent(page)
  const card = page.getByRole('region', { name: 'Import from GitHub' })
  const field = card.getByRole('textbox', { name: 'GitHub user name' })
  await field.fill('not--a name')
  await card.getByRole('button', { name: 'Import keys' }).click()
  await expect(field).toHaveAccessibleDescription(/single hyphens/)
  expect(requests).toEqual([])

  await field.fill('@octocat')
  await card.getByRole('button', { name: 'Import keys' }).click()
  await expect(card.getByRole('status')).toContainText('no key added')
  await expect(card.getByRole('status')).toContainText('The sandbox does not reach GitHub')
  expect(requests).toEqual([
    ['POST', '/user/ssh-keys/github-profile', { github_username: 'octocat' }],
  ])

  let status = 400
  await page.route('**/ssh-keys/github-profile', async (route) => {
    if (status === 400) return route.fulfill({ status, json: { detail: 'GitHub user not found' } })
    await app.api('POST', '/user/ssh-keys', { name: 'octocat', public_key: KEY })
    return route.fulfill({
      json: { github_username: 'octocat', keys_added: 1, keys_skipped: 2, errors: [] },
    })
  })
  await card.getByRole('button', { name: 'Import keys' }).click()
  await expect(card.getByRole('alert')).toContainText('GitHub user not found')
  status = 200
  await card.getByRole('button', { name: 'Import keys' }).click()
  await expect(card.getByRole('status')).toContainText('1 key added, 2 keys you have already')
  await expect(page.getByRole('rowheader', { name: 'octocat' })).toBeVisible()
})

test('a delete that is refused or never arrives leaves the key, and says so', async ({
  app,
  page,
}) => {
  await app.api('POST', '/user/ssh-keys', { name: 'stays', public_key: KEY })
  const [key] = await keysOf(app.api)
  await app.open('/ssh-keys')
  app.expectError(/ERR_FAILED|Failed to load/)
  const requests = sent(page)
  let refuse = true
  await page.route('**/api/v1/user/ssh-keys/*', (route) =>
    refuse
      ? route.fulfill({ status: 409, json: { detail: 'The key is being synced' } })
      : route.abort(),
  )
  await page.getByRole('button', { name: 'Delete stays' }).click()
  const dialog = page.getByRole('alertdialog', { name: 'Delete stays?' })
  await dialog.getByRole('button', { name: 'Delete' }).click()
  await expect(dialog.getByRole('alert')).toContainText('The key is being synced')
  refuse = false
  await dialog.getByRole('button', { name: 'Try again' }).click()
  await expect(dialog.getByRole('alert')).toContainText('No answer came')
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByRole('rowheader', { name: 'stays' })).toBeVisible()
  const once = ['DELETE', `/user/ssh-keys/${key?.id}`, undefined]
  expect(requests).toEqual([once, once])
  expect(await keysOf(app.api)).toHaveLength(1)
})

test('an import that is refused or whose answer is lost is looked after, not sent again', async ({
  app,
  page,
}) => {
  await app.open('/ssh-keys')
  await expect(page.getByText('No SSH keys yet')).toBeVisible()
  app.expectError(/ERR_FAILED|Failed to load/)
  const requests = sent(page)
  const card = page.getByRole('region', { name: 'Import from GitHub' })
  const load = card.getByRole('button', { name: 'Import keys' })
  let way: 'refuse' | 'drop' | 'lose' = 'refuse'
  await page.route('**/ssh-keys/github-profile', async (route) => {
    if (way === 'refuse')
      return route.fulfill({ status: 409, json: { detail: 'An import is under way' } })
    if (way === 'lose')
      await app.api('POST', '/user/ssh-keys', { name: 'octocat', public_key: KEY })
    return route.abort()
  })
  await card.getByRole('textbox', { name: 'GitHub user name' }).fill('octocat')
  await load.click()
  await expect(card.getByRole('alert')).toContainText('An import is under way')
  way = 'drop'
  await load.click()
  await expect(card.getByRole('alert')).toContainText('No answer came')
  way = 'lose'
  await load.click()
  await expect(card.getByRole('status')).toContainText('1 key added')
  await expect(card.getByRole('status')).toContainText('The answer never came')
  await expect(page.getByRole('rowheader', { name: 'octocat' })).toBeVisible()
  const once = ['POST', '/user/ssh-keys/github-profile', { github_username: 'octocat' }]
  expect(requests).toEqual([once, once, once])
})
