import type { Page } from '@playwright/test'
import { expect, test } from './harness/test.ts'
import { loseAnswer, patches, transaction } from './harness/updates.ts'

type Api = (method: string, path: string, body?: unknown) => Promise<Response>
const get = async <T>(api: Api, path: string) => (await (await api('GET', path)).json()) as T

const card = (page: Page, name: string) => page.getByRole('region', { name, exact: true })
const KEY =
  'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl me@laptop'

test('a CVM gets another name at once; a bad or taken one is refused beside the field', async ({
  app,
  page,
}) => {
  await app.open('/cvms/staging-site/settings')
  const sent = patches(page)
  const box = card(page, 'Name')
  const name = box.getByRole('textbox', { name: 'Name' })
  const rename = box.getByRole('button', { name: 'Rename' })
  await expect(rename).toBeDisabled()
  for (const bad of [
    '',
    'abc',
    '1site',
    'a--b-c-d',
    'site-',
    'größe',
    '🙂🙂🙂🙂🙂',
    'a'.repeat(64),
  ]) {
    await name.fill(bad)
    await expect(name).toHaveAccessibleDescription(/Name must be 5-63 characters/)
    await expect(rename).toBeDisabled()
  }
  await name.fill('storefront')
  await rename.click()
  await expect(name).toHaveAccessibleDescription(/has this name/)
  await expect(name).toHaveValue('storefront')
  await name.fill('b'.repeat(63))
  await rename.click()
  await expect(page.getByRole('heading', { level: 1, name: 'b'.repeat(63) })).toBeVisible()
  expect(sent.map(({ path, body }) => [path, body])).toEqual([
    ['/name', '{"name":"storefront"}'],
    ['/name', `{"name":"${'b'.repeat(63)}"}`],
  ])
  expect((await app.api('GET', `/cvms/${'b'.repeat(63)}`)).status).toBe(200)
})

test('a busy CVM is waited for, and an answer that is lost is looked after', async ({
  app,
  page,
}) => {
  app.expectError(/ERR_CONNECTION_RESET/)
  await app.open('/cvms/team-git/settings')
  const box = card(page, 'Name')
  await page.route('**/name', (route) => route.fulfill({ status: 409, json: { detail: 'busy' } }), {
    times: 1,
  })
  await box.getByRole('textbox', { name: 'Name' }).fill('team-forge')
  await box.getByRole('button', { name: 'Rename' }).click()
  await expect(box.getByText(/It is busy. Trying again/)).toBeVisible()
  await expect(page.getByRole('heading', { level: 1, name: 'team-forge' })).toBeVisible()
  await loseAnswer(page, '**/name')
  await box.getByRole('textbox', { name: 'Name' }).fill('team-gitea')
  await box.getByRole('button', { name: 'Rename' }).click()
  await expect(box.getByText('the change has arrived')).toBeVisible()
  await expect(page.getByRole('heading', { level: 1, name: 'team-gitea' })).toBeVisible()
  await expect(box.getByRole('button', { name: 'Rename' })).toBeDisabled()
})

test('turning visibility on says what strangers will see, and sends only what changed', async ({
  app,
  page,
}) => {
  await app.open('/cvms/trading-agent/settings')
  const sent = patches(page)
  const box = card(page, 'Visibility')
  const logs = box.getByRole('checkbox', { name: 'Public logs' })
  await expect(logs).not.toBeChecked()
  await logs.check()
  await box.getByRole('button', { name: 'Apply and restart' }).click()
  const dialog = page.getByRole('alertdialog', { name: 'Make trading-agent public?' })
  await expect(dialog).toContainText('the logs of its containers as they are written')
  await expect(dialog).not.toContainText('measurements')
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  expect(sent).toEqual([])
  await box.getByRole('button', { name: 'Apply and restart' }).click()
  await dialog.getByRole('button', { name: 'Make public' }).click()
  await expect(page.getByText('trading-agent updated')).toBeVisible()
  expect(sent.map(({ path, body }) => [path, body])).toEqual([['/', '{"public_logs":true}']])
  expect(await get(app.api, '/cvms/trading-agent')).toMatchObject({ public_logs: true })
  // Off again needs no question.
  await logs.uncheck()
  await box.getByRole('button', { name: 'Apply and restart' }).click()
  await expect.poll(() => sent.at(-1)?.body).toBe('{"public_logs":false}')
})

test('a contract that must allow it first is a step: 467 and 468 say what to do, then it is confirmed', async ({
  app,
  page,
}) => {
  await app.open('/cvms/treasury-agent/settings')
  const sent = patches(page)
  const box = card(page, 'Visibility')
  await box.getByRole('checkbox', { name: 'Public system info' }).uncheck()
  await box.getByRole('button', { name: 'Apply and restart' }).click()
  const step = page.getByRole('region', { name: 'On chain first' })
  await expect(step.getByRole('heading', { name: 'On chain first' })).toBeFocused()
  await expect(step).toContainText('Base (8453)')
  await expect(step).toContainText('not allowed yet')
  await expect(step).toContainText("'addComposeHash(bytes32)'")
  await step.getByText('Let somebody else confirm').click()
  await expect(step).toContainText('/commit-update')
  const hash = step.getByRole('textbox', { name: 'Transaction hash' })
  await hash.fill('0xabc')
  await expect(hash).toHaveAccessibleDescription(/61 more digits to go/)
  await expect(step.getByRole('button', { name: 'Confirm' })).toBeDisabled()
  for (const [end, words] of [
    ['dead', 'does not prove the approval'],
    ['beef', 'does not allow this compose hash'],
  ] as const) {
    await hash.fill(transaction(end))
    await step.getByRole('button', { name: 'Confirm' }).click()
    await expect(step.getByRole('alert')).toContainText(words)
  }
  await hash.fill(transaction('c0ffee'))
  await step.getByRole('button', { name: 'Confirm' }).click()
  await expect(page.getByText('treasury-agent updated')).toBeVisible()
  await expect(step).toBeHidden()
  const { compose_hash, public_sysinfo } = await get<Record<string, unknown>>(
    app.api,
    '/cvms/treasury-agent',
  )
  expect(public_sysinfo).toBe(false)
  expect(sent[0]).toMatchObject({ path: '/', body: '{"public_sysinfo":false}' })
  expect(sent.at(-1)).toMatchObject({
    path: '/',
    body: '{}',
    headers: {
      'x-compose-hash': compose_hash,
      'x-transaction-hash': transaction('c0ffee'),
    },
  })
})

test('the pre-launch script is sent as text; what somebody else changed meanwhile is shown first', async ({
  app,
  page,
}) => {
  await app.open('/cvms/observability/settings')
  const sent = patches(page)
  const box = card(page, 'Pre-launch script')
  await page.getByRole('checkbox', { name: 'Use plain text' }).first().check()
  const script = box.getByRole('textbox', { name: 'Pre-launch script' })
  await script.fill('echo mine\n')
  await app.api('PATCH', '/cvms/observability', { pre_launch_script: 'echo theirs\n' })
  await box.getByRole('button', { name: 'Apply and restart' }).click()
  const choice = box.getByRole('region', { name: 'The pre-launch script was changed elsewhere' })
  await expect(choice).toContainText('echo theirs')
  await expect(choice).toContainText('echo mine')
  await expect(box.getByRole('button', { name: 'Apply and restart' })).toBeDisabled()
  expect(sent).toEqual([])
  await choice.getByRole('button', { name: 'Keep mine' }).click()
  await box.getByRole('button', { name: 'Apply and restart' }).click()
  await expect(page.getByText('observability updated')).toBeVisible()
  expect(sent).toMatchObject([
    { path: '/pre-launch-script', body: 'echo mine\n', headers: { 'content-type': 'text/plain' } },
  ])
  await script.fill('x'.repeat(200 * 1024))
  await expect(box.getByText(/200 KB is the limit/).first()).toBeVisible()
  await expect(box.getByRole('button', { name: 'Apply and restart' })).toBeDisabled()
})

test('SSH keys are checked as typed and sent with everything else of the configuration', async ({
  app,
  page,
}) => {
  await app.open('/cvms/orders-api/settings')
  const sent = patches(page)
  const box = card(page, 'User configuration')
  const keys = box.getByRole('textbox', { name: 'SSH authorized keys' })
  await keys.fill('ssh-ed25519 nonsense')
  await expect(keys).toHaveAccessibleDescription(/Line 1: the key is not complete/)
  await expect(box.getByRole('button', { name: 'Apply and restart' })).toBeDisabled()
  await keys.fill(KEY)
  await box.getByRole('button', { name: 'Apply and restart' }).click()
  await expect(page.getByText('orders-api updated')).toBeVisible()
  expect(sent).toHaveLength(1)
  const { user_config } = JSON.parse(sent[0]?.body ?? '') as { user_config: string }
  expect(JSON.parse(user_config)).toEqual({ hostname: 'orders-api', ssh_authorized_keys: [KEY] })
  expect(await get(app.api, '/cvms/orders-api/user_config')).toMatchObject({
    ssh_authorized_keys: [KEY],
  })
  await expect(keys).toHaveValue(KEY)
})

test('a delete is scheduled after a question, called off, and never for a time that is over', async ({
  app,
  page,
}) => {
  await app.open('/cvms/nightly-prover/settings')
  const sent = patches(page)
  const box = card(page, 'Scheduled delete')
  await box.getByLabel('Delete at').fill('2020-01-01T10:00')
  await expect(box.getByLabel('Delete at')).toHaveAccessibleDescription(/over already/)
  await box.getByLabel('Delete at').fill('2099-01-01T10:00')
  await box.getByRole('button', { name: 'Schedule delete' }).click()
  const dialog = page.getByRole('alertdialog', { name: 'Schedule the delete of nightly-prover?' })
  await dialog.getByRole('button', { name: 'Schedule delete' }).click()
  await expect(box.getByText(/is deleted on/)).toBeVisible()
  const at = new Date('2099-01-01T10:00').toISOString()
  expect(sent[0]).toMatchObject({
    path: '/scheduled-delete',
    body: JSON.stringify({ scheduled_delete_at: at }),
  })
  await box.getByRole('button', { name: 'Do not delete' }).click()
  await expect(box.getByText(/is deleted on/)).toBeHidden()
  expect(sent.at(-1)?.body).toBe('{"scheduled_delete_at":null}')
})

test('what is refused because something is under way says so in the form', async ({
  app,
  page,
}) => {
  await app.open('/cvms/orders-api-2/settings')
  await page.route('**/listed', (route) =>
    route.fulfill({
      status: 409,
      json: { error_code: 'ERR-CONSOLE-IN-PROGRESS', message: 'Another operation is in progress' },
    }),
  )
  const box = card(page, 'Directory')
  await box.getByRole('checkbox', { name: 'Publicly listed' }).check()
  await box.getByRole('button', { name: 'Save' }).click()
  await expect(box.getByRole('alert')).toContainText('Another operation is in progress')
  await page.unroute('**/listed')
  const sent = patches(page)
  await box.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('orders-api-2 is listed')).toBeVisible()
  expect(sent).toMatchObject([{ path: '/listed', body: '{"listed":true}' }])
})
