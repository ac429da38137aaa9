import type { Page } from '@playwright/test'
import { expect, test } from './harness/cloudTest.ts'
import { refuse } from './harness/cloud.ts'
import { type Mutation, outcomesOf } from './harness/outcomes.ts'

/** What the pages can change beside a CVM that is there: keys of the account, and a new CVM. */

const everyOutcome = (mutation: Mutation) => test(...outcomesOf(mutation))

const KEYS = ['GKJl me@one', 'GKJm me@two'].map(
  (end) => `ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9${end}`,
)
const [FIRST = '', SECOND = ''] = KEYS
const at = ['/ssh-keys', '/ssh-keys'] as const
const card = (page: Page, name: string) => page.getByRole('region', { name, exact: true })
const dialog = (page: Page) => page.getByRole('alertdialog')

const publicKey = (page: Page) => page.getByRole('textbox', { name: 'Public key' })
everyOutcome({
  what: 'An SSH key',
  at,
  request: {
    method: 'POST',
    path: /^\/user\/ssh-keys$/,
    bodies: [
      { name: 'me@one', public_key: FIRST },
      { name: 'me@two', public_key: SECOND },
    ],
  },
  field: { name: 'public_key', at: publicKey },
  change: async (page, turn) => {
    await publicKey(page).fill(turn === 0 ? FIRST : SECOND)
    await page.getByRole('button', { name: 'Add key' }).click()
  },
  again: (page) => page.getByRole('button', { name: 'Add key' }).click(),
  where: (page) => card(page, 'Add a key'),
  kept: (page) => expect(publicKey(page)).toHaveValue(FIRST),
  done: (page) => expect(page.getByText('SSH key me@one added')).toBeVisible(),
  // It is in the list after all: that is what is told.
  found: (page) => expect(page.getByText('SSH key me@two added')).toBeVisible(),
})

everyOutcome({
  what: 'The delete of an SSH key',
  at,
  request: { method: 'DELETE', path: /^\/user\/ssh-keys\/[^/]+$/, bodies: ['', ''] },
  prepare: async (api) => {
    for (const [n, public_key] of KEYS.entries()) {
      const key = public_key.replace('dh2l9', 'dh2l8')
      await api('POST', '/user/ssh-keys', { name: `goes-${n}`, public_key: key })
    }
  },
  change: async (page, turn) => {
    await page.getByRole('button', { name: `Delete goes-${turn}` }).click()
    await dialog(page).getByRole('button', { name: 'Delete', exact: true }).click()
  },
  again: (page) => dialog(page).getByRole('button', { name: 'Try again' }).click(),
  where: dialog,
  done: (page) => expect(page.getByText('SSH key goes-0 deleted')).toBeVisible(),
  found: (page) => expect(page.getByText('SSH key goes-1 deleted')).toBeVisible(),
})

const user = (page: Page) => page.getByRole('textbox', { name: 'GitHub user name' })
everyOutcome({
  what: 'An import from GitHub',
  at,
  request: {
    method: 'POST',
    path: /^\/user\/ssh-keys\/github-profile$/,
    bodies: [{ github_username: 'octocat' }, { github_username: 'octodog' }],
  },
  field: { name: 'github_username', at: user },
  change: async (page, turn) => {
    await user(page).fill(turn === 0 ? 'octocat' : 'octodog')
    await page.getByRole('button', { name: 'Import keys' }).click()
  },
  again: (page) => page.getByRole('button', { name: 'Import keys' }).click(),
  where: (page) => card(page, 'Import from GitHub'),
  kept: (page) => expect(user(page)).toHaveValue('octocat'),
  done: (page) =>
    expect(card(page, 'Import from GitHub').getByRole('status')).toContainText('no key added'),
  // The sandbox adds none, so that nobody can know.
  found: async (page) => {
    await expect(card(page, 'Import from GitHub')).toContainText('No answer came')
    await expect(user(page)).toHaveValue('octodog')
  },
})

const next = (page: Page) => page.getByRole('button', { name: 'Next' })
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

test('Provision and Commit are sent once each time, whether refused, busy, unanswered or done', async ({
  page,
  cloud,
  openCloud,
}) => {
  await openCloud('/deploy?template=web&name=ends-well')
  const alert = page.getByRole('main').getByRole('alert').filter({ hasText: 'Details' })
  const fault = refuse(400, {
    error_code: 'ERR-01-004',
    message: 'Not this one, says the API',
    details: [{ field: 'name', message: 'Not this one, says the API' }],
  })
  const busy = refuse(409, {
    error_code: 'ERR-CONSOLE-IN-PROGRESS',
    message: 'Somebody else holds the lock',
  })
  const posts = (end: string) =>
    cloud.requests.filter(({ method, path }) => method === 'POST' && path === end)

  await next(page).click()
  await next(page).click()
  await next(page).click()
  for (const [answer, words] of [
    [fault, 'Not this one, says the API'],
    [busy, 'Somebody else holds the lock'],
    [(response) => void response.destroy(), 'No answer came'],
  ] as const satisfies [Parameters<typeof cloud.rule>[0]['answer'], string][]) {
    cloud.rule({ method: 'POST', path: /^\/cvms\/provision$/, times: 1, answer })
    await button(page, 'Provision').click()
    await expect(alert).toContainText(words)
  }
  await button(page, 'Provision').click()
  await expect(page.getByText('They agree')).toBeVisible()
  const provisions = posts('/cvms/provision')
  expect(provisions).toHaveLength(4)
  expect(new Set(provisions.map(({ body }) => body)).size).toBe(1)

  await next(page).click()
  for (const [answer, words] of [
    [fault, 'Not this one, says the API'],
    [busy, 'Somebody else holds the lock'],
  ] as const) {
    cloud.rule({ method: 'POST', path: /^\/cvms$/, times: 1, answer })
    await button(page, 'Commit').click()
    await expect(alert).toContainText(words)
  }
  await expect(alert.getByRole('button', { name: /^Go to/ })).toHaveCount(0)
  await button(page, 'Commit').click()
  await expect(page.getByRole('link', { name: 'Open CVM' })).toBeVisible()
  const commits = posts('/cvms')
  expect(commits).toHaveLength(3)
  expect(new Set(commits.map(({ body }) => body)).size).toBe(1)
})
