import type { Page } from '@playwright/test'
import { leftBehind, onDisk } from './harness/onDisk.ts'
import { expect, test } from './harness/test.ts'
import { patches, transaction } from './harness/updates.ts'

type Api = (method: string, path: string, body?: unknown) => Promise<Response>
const composeOf = async (api: Api, name: string) =>
  (await (await api('GET', `/cvms/${name}/compose_file`)).json()) as { allowed_envs: string[] }

const apply = (page: Page) => page.getByRole('button', { name: /^Apply/ })
const decision = (page: Page, key: string) =>
  page.getByRole('group', { name: `Decision for ${key}` })

test('every existing key demands a decision; what is sent is sealed and carries the names', async ({
  app,
  page,
}) => {
  const { allowed_envs } = await composeOf(app.api, 'orders-api')
  const wire: string[] = []
  page.on('request', (request) => wire.push(`${request.url()} ${request.postData() ?? ''}`))
  await app.open('/cvms/orders-api/environment')
  const sent = patches(page)
  await expect(page.getByText(`0 of ${allowed_envs.length} decided`)).toBeVisible()
  await expect(apply(page)).toBeDisabled()
  for (const key of allowed_envs) {
    await decision(page, key).getByRole('radio', { name: 'Re-enter' }).check()
    await expect(apply(page)).toBeDisabled()
    await page.getByLabel(`Value of ${key}`, { exact: true }).fill('hunter2-value')
  }
  await page.getByRole('textbox', { name: 'Name of a further variable' }).fill('ADDED_KEY')
  await page.getByRole('button', { name: 'Add variable' }).click()
  await expect(apply(page)).toBeDisabled()
  await page.getByLabel('Value of ADDED_KEY').fill('hunter2-added')
  const review = page.getByRole('region', { name: 'What will change' })
  await expect(review).toContainText('ADDED_KEY')
  await expect(review).toContainText('Signature good')
  await expect(review).toContainText('new compose hash')
  await apply(page).click()
  await expect(page.getByText('orders-api updated')).toBeVisible()
  expect(sent).toHaveLength(1)
  expect(sent[0]?.path).toBe('/envs')
  const body = JSON.parse(sent[0]?.body ?? '') as Record<string, unknown>
  expect(Object.keys(body).sort()).toEqual(['encrypted_env', 'env_keys'])
  expect(body['env_keys']).toEqual([...allowed_envs, 'ADDED_KEY'])
  expect(body['encrypted_env']).toMatch(/^[0-9a-f]{120,}$/)
  // The set that is measured is kept in step, and no value has left the page or stayed in it.
  expect((await composeOf(app.api, 'orders-api')).allowed_envs).toEqual([
    ...allowed_envs,
    'ADDED_KEY',
  ])
  expect(wire.filter((one) => one.includes('hunter2'))).toEqual([])
  expect(await onDisk(page)).not.toContain('hunter2')
  expect(JSON.stringify(await leftBehind(page))).not.toContain('hunter2')
  await expect(page.getByText(`0 of ${allowed_envs.length + 1} decided`)).toBeVisible()
})

test('a .env file is pasted with quotes, several lines, export, comments and duplicates', async ({
  app,
  page,
}) => {
  const { allowed_envs } = await composeOf(app.api, 'trading-agent')
  await app.open('/cvms/trading-agent/environment')
  const sent = patches(page)
  await page.getByRole('button', { name: 'Paste .env' }).click()
  const dialog = page.getByRole('dialog', { name: 'Paste .env' })
  const lines = allowed_envs.map((key) => `export ${key}="quoted # value" # comment`)
  await dialog
    .getByRole('textbox', { name: '.env file' })
    .fill(['# all of them', ...lines, "PEM='line 1\nline 2'", 'TWICE=a', 'TWICE=b', ''].join('\n'))
  await expect(dialog).toContainText('TWICE was set in line')
  await dialog.getByRole('button', { name: /^Take over/ }).click()
  await expect(page.getByLabel('Value of PEM')).toHaveAccessibleDescription(/2 lines/)
  const first = allowed_envs[0] ?? ''
  await expect(page.getByLabel(`Value of ${first}`, { exact: true })).toHaveValue('quoted # value')
  // Dropping what the compose file needs is an error; so is leaving it out.
  await decision(page, first).getByRole('radio', { name: 'Drop' }).check()
  await expect(page.getByText(/The compose file uses it in line .* has no default/)).toBeVisible()
  await expect(apply(page)).toBeDisabled()
  await page.getByRole('button', { name: 'Clear' }).click()
  await expect(page.getByText(`0 of ${allowed_envs.length} decided`)).toBeVisible()
  await expect(page.getByLabel('Value of PEM')).toHaveCount(0)
  await page.getByLabel('.env file to import').setInputFiles({
    name: '.env',
    mimeType: 'text/plain',
    buffer: Buffer.from(lines.join('\n')),
  })
  await dialog.getByRole('button', { name: /^Take over/ }).click()
  await apply(page).click()
  await expect(page.getByText('trading-agent updated')).toBeVisible()
  expect(JSON.parse(sent[0]?.body ?? '')).toMatchObject({ env_keys: allowed_envs })
  expect((await composeOf(app.api, 'trading-agent')).allowed_envs).toEqual(allowed_envs)
})

test('a refused, a busy and a lost update say so in the form, and nothing typed is lost', async ({
  app,
  page,
}) => {
  app.expectError(/ERR_CONNECTION_RESET/)
  const { allowed_envs } = await composeOf(app.api, 'team-git')
  await app.open('/cvms/team-git/environment')
  let tries = 0
  await page.route('**/envs', async (route) => {
    tries += 1
    if (tries === 1) {
      const detail = [
        { loc: ['body', 'env_keys'], msg: 'DB_PASSWD is not allowed here', type: 'value_error' },
      ]
      await route.fulfill({ status: 422, json: { detail } })
    } else if (tries === 2) await route.fulfill({ status: 409, json: { detail: 'busy' } })
    else if (tries === 3) {
      await route.fulfill({
        status: 409,
        json: {
          error_code: 'ERR-CONSOLE-IN-PROGRESS',
          message: 'Another operation is in progress',
        },
      })
    } else if (tries === 4) {
      await route.fetch()
      await route.abort('connectionreset')
    } else await route.continue()
  })
  for (const key of allowed_envs) {
    await decision(page, key).getByRole('radio', { name: 'Re-enter' }).check()
    await page.getByLabel(`Value of ${key}`, { exact: true }).fill('typed')
  }
  const value = page.getByLabel(`Value of ${allowed_envs[0]}`, { exact: true })
  await apply(page).click()
  await expect(page.getByText('DB_PASSWD is not allowed here')).toBeVisible()
  await apply(page).click()
  await expect(page.getByText(/It is busy. Trying again/)).toBeVisible()
  await expect(page.getByRole('alert')).toContainText('Another operation is in progress')
  await expect(value).toHaveValue('typed')
  await apply(page).click()
  await expect(page.getByRole('alert')).toContainText(/answer|connection/i)
  await expect(value).toHaveValue('typed')
  // The same environment once more changes nothing that it has not changed already.
  await apply(page).click()
  await expect(page.getByText(`0 of ${allowed_envs.length} decided`)).toBeVisible()
  expect(tries).toBe(5)
})

test('a name that somebody else has added meanwhile is not dropped without a word', async ({
  app,
  page,
}) => {
  const { allowed_envs } = await composeOf(app.api, 'observability')
  await app.open('/cvms/observability/environment')
  const sent = patches(page)
  await page.getByRole('button', { name: 'Paste .env' }).click()
  const dialog = page.getByRole('dialog', { name: 'Paste .env' })
  const text = [...allowed_envs, 'MINE'].map((key) => `${key}=v`).join('\n')
  await dialog.getByRole('textbox', { name: '.env file' }).fill(text)
  await dialog.getByRole('button', { name: /^Take over/ }).click()
  await app.api('PATCH', '/cvms/observability', { allowed_envs: [...allowed_envs, 'THEIRS'] })
  await apply(page).click()
  await expect(page.getByText('Its variables were changed elsewhere meanwhile')).toBeVisible()
  await expect(decision(page, 'THEIRS')).toBeVisible()
  await expect(page.getByLabel('Value of MINE')).toHaveValue('v')
  expect(sent).toEqual([])
  await decision(page, 'THEIRS').getByRole('radio', { name: 'Drop' }).check()
  await apply(page).click()
  await expect(page.getByText('observability updated')).toBeVisible()
  expect(JSON.parse(sent[0]?.body ?? '')).toMatchObject({ env_keys: [...allowed_envs, 'MINE'] })
})

test('another set of names on a contract-owned KMS asks for its transaction first', async ({
  app,
  page,
}) => {
  const { allowed_envs } = await composeOf(app.api, 'treasury-agent')
  await app.open('/cvms/treasury-agent/environment')
  const sent = patches(page)
  await page.getByRole('button', { name: 'Paste .env' }).click()
  const dialog = page.getByRole('dialog', { name: 'Paste .env' })
  await dialog
    .getByRole('textbox', { name: '.env file' })
    .fill([...allowed_envs, 'NEW_ONE'].map((key) => `${key}=v`).join('\n'))
  await dialog.getByRole('button', { name: /^Take over/ }).click()
  await apply(page).click()
  const step = page.getByRole('region', { name: 'On chain first' })
  await step.getByRole('textbox', { name: 'Transaction hash' }).fill(transaction('beef'))
  await step.getByRole('button', { name: 'Confirm' }).click()
  await expect(step.getByRole('alert')).toContainText('does not allow this compose hash')
  await step.getByRole('textbox', { name: 'Transaction hash' }).fill(transaction('c0ffee'))
  await step.getByRole('button', { name: 'Confirm' }).click()
  await expect(page.getByText('treasury-agent updated')).toBeVisible()
  const [first, , last] = sent.map(({ body }) => JSON.parse(body) as Record<string, unknown>)
  expect(last).toEqual({
    ...first,
    compose_hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    transaction_hash: transaction('c0ffee'),
  })
  expect((await composeOf(app.api, 'treasury-agent')).allowed_envs).toContain('NEW_ONE')
})
