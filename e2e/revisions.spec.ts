import type { Page } from '@playwright/test'
import { expect, test } from './harness/test.ts'

test.use({ seed: 0 })

type Info = { id: string; vm_uuid: string; app_id: string; compose_hash: string; status: string }
type Revision = { revision_id: string; compose_hash: string }
type Api = (method: string, path: string, body?: unknown) => Promise<Response>

const compose = (tag: string) =>
  `services:\n  web:\n    image: nginx:${tag}\n    ports: ["80:80"]\n`

const info = async (api: Api, id: string) =>
  (await (await api('GET', `/cvms/${id}`)).json()) as Info
const settled = (api: Api, id: string) =>
  expect.poll(async () => (await info(api, id)).status).toBe('running')

/** An app whose two replicas run 1.27, the first of which was updated to 1.28 by another client. */
async function twoVersions(api: Api, name: string) {
  const provision = await api('POST', '/cvms/provision', {
    name,
    compose_file: { docker_compose_file: compose('1.27') },
  })
  const { app_id, compose_hash } = (await provision.json()) as Record<string, string>
  const commit = await api('POST', '/cvms', { app_id, compose_hash })
  const { vm_uuid: first } = (await commit.json()) as { vm_uuid: string }
  await settled(api, first)
  const replica = await api('POST', `/cvms/${first}/replicas`, {})
  const { vm_uuid: second } = (await replica.json()) as { vm_uuid: string }
  await settled(api, second)
  await api('PATCH', `/cvms/${first}/docker-compose`, { docker_compose_file: compose('1.28') })
  await settled(api, first)
  const { revisions } = (await (await api('GET', `/apps/${app_id}/revisions`)).json()) as {
    revisions: Revision[]
  }
  const [newest] = revisions
  const oldest = revisions.at(-1)
  if (!newest || !oldest) throw new Error('no revisions')
  return { app_id: String(app_id), first, second, newest, oldest }
}

/** What the page really asks for. */
function asked(page: Page): [string, unknown][] {
  const requests: [string, unknown][] = []
  page.on('request', (request) => {
    const { pathname } = new URL(request.url())
    if (request.method() === 'POST' && pathname.endsWith('/redeploy'))
      requests.push([pathname.replace('/api/v1', ''), request.postDataJSON()])
  })
  return requests
}

async function openDialog(page: Page, revision: Revision) {
  await page.getByRole('button', { name: `Redeploy ${revision.revision_id}` }).click()
  return page.getByRole('dialog', { name: /^Redeploy rev_/ })
}

test('any two revisions are compared, and the address says which', async ({ app, page }) => {
  const { app_id, newest, oldest } = await twoVersions(app.api, 'compare-me')
  await app.open(`/apps/${app_id}/revisions`)
  await expect(page).toHaveTitle('compare-me · Revisions · Apps · CVM Console')
  const changes = page.getByRole('region', { name: 'What changed' })
  await expect(changes).toContainText('nginx:1.27')
  await expect(changes).toContainText('nginx:1.28')
  const table = page.getByRole('table', { name: 'Revisions' })
  await expect(table.getByRole('row', { name: /Compose file updated/ })).toContainText('compare-me')
  await page.getByRole('radio', { name: `Before: ${newest.revision_id}` }).click()
  await page.getByRole('radio', { name: `After: ${oldest.revision_id}` }).click()
  await expect(page).toHaveURL(
    new RegExp(`\\?from=${newest.revision_id}&to=${oldest.revision_id}$`),
  )
  await expect(changes).toContainText('nginx:1.28')
  await page.reload()
  await expect(page.getByRole('radio', { name: `After: ${oldest.revision_id}` })).toBeChecked()
})

test('a revision goes to the chosen CVM only, after it is said what does not come back', async ({
  app,
  page,
}) => {
  const { app_id, first, second, oldest } = await twoVersions(app.api, 'roll-back')
  const before = await info(app.api, second)
  await app.open(`/apps/${app_id}/revisions`)
  const requests = asked(page)
  const dialog = await openDialog(page, oldest)
  await expect(dialog).toContainText('Disks and secrets are not rolled back.')
  await expect(dialog.getByRole('button', { name: 'Redeploy' })).toBeDisabled()
  const { id } = await info(app.api, first)
  const choice = dialog.getByRole('checkbox', { name: new RegExp(`^roll-back`) })
  await expect(choice).toHaveCount(2)
  // Of the two with one name, the first is the one that does not run this file.
  await dialog
    .getByRole('checkbox', { name: /^roll-back/, checked: false })
    .nth(0)
    .check()
  await dialog.getByRole('button', { name: 'Redeploy' }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByText('Redeploying roll-back')).toBeVisible()
  await expect(page.getByText('roll-back updated')).toBeVisible()
  expect(requests).toEqual([
    [`/apps/${app_id}/revisions/${oldest.revision_id}/redeploy`, { vm_uuids: [first] }],
  ])
  expect((await info(app.api, id)).compose_hash).toBe(oldest.compose_hash)
  expect(await info(app.api, second)).toMatchObject({ compose_hash: before.compose_hash })
  await expect(page.getByRole('table', { name: 'Revisions' })).toContainText('all 2 replicas')
})

test('what is refused says why for each CVM, and nothing is sent twice by itself', async ({
  app,
  page,
}) => {
  app.expectError(/ERR_FAILED|Failed to load/)
  const { app_id, first, second, oldest } = await twoVersions(app.api, 'refuse-me')
  await app.open(`/apps/${app_id}/revisions`)
  const requests = asked(page)
  const url = '**/revisions/*/redeploy'
  await page.route(url, (route) =>
    route.fulfill({ status: 409, json: { detail: 'Another operation is in progress' } }),
  )
  const dialog = await openDialog(page, oldest)
  await dialog.getByRole('checkbox', { name: 'All of them' }).check()
  await dialog.getByRole('button', { name: 'Redeploy' }).click()
  await expect(dialog.getByRole('alert')).toContainText('Another operation is in progress')
  await page.unroute(url)
  await page.route(url, (route) =>
    route.fulfill({
      status: 202,
      json: { results: [{ vm_uuid: first }, { vm_uuid: second, error: 'It is restarting' }] },
    }),
  )
  await dialog.getByRole('button', { name: 'Try again' }).click()
  const missed = dialog.getByRole('list', { name: 'Not redeployed' })
  await expect(missed.getByRole('listitem')).toHaveText([/^refuse-me.*It is restarting$/])
  await page.unroute(url)

  // It never reaches the server: each CVM is looked at, and none has begun.
  await page.route(url, (route) => route.abort())
  await dialog.getByRole('button', { name: 'Try again' }).click()
  await expect(dialog.getByRole('alert')).toContainText('No answer came')
  expect(requests.map(([, body]) => body)).toEqual([
    { vm_uuids: [first, second] },
    { vm_uuids: [first, second] },
    { vm_uuids: [second] },
  ])
})

test('a redeployment whose answer is lost is seen on the CVM itself', async ({ app, page }) => {
  app.expectError(/ERR_FAILED|Failed to load/)
  const { app_id, first, oldest } = await twoVersions(app.api, 'lost-answer')
  await app.open(`/apps/${app_id}/revisions`)
  const requests = asked(page)
  await page.route('**/revisions/*/redeploy', async (route) => {
    await route.fetch()
    await route.abort()
  })
  const dialog = await openDialog(page, oldest)
  await dialog
    .getByRole('checkbox', { name: /^lost-answer/ })
    .first()
    .check()
  await dialog.getByRole('button', { name: 'Redeploy' }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByText('lost-answer updated')).toBeVisible()
  expect(requests).toHaveLength(1)
  expect((await info(app.api, first)).compose_hash).toBe(oldest.compose_hash)
})

test('keys that a revision takes and that are not set any more are named before', async ({
  app,
  page,
}) => {
  const { app_id, oldest } = await twoVersions(app.api, 'lacking-keys')
  await page.route(`**/revisions/${oldest.revision_id}`, async (route) => {
    const answer = await route.fetch()
    const body = (await answer.json()) as { compose_file: object }
    await route.fulfill({
      json: { ...body, compose_file: { ...body.compose_file, allowed_envs: ['API_TOKEN'] } },
    })
  })
  await app.open(`/apps/${app_id}/revisions`)
  const dialog = await openDialog(page, oldest)
  await dialog.getByRole('checkbox', { name: 'All of them' }).check()
  await expect(dialog).toContainText('not set now: API_TOKEN')
})

test('where a contract decides, it has to allow the revision first', async ({
  app,
  page,
  server,
}) => {
  const provision = await app.api('POST', '/cvms/provision', {
    name: 'on-chain-app',
    kms: 'BASE',
    compose_file: { docker_compose_file: compose('1.27') },
  })
  const transaction = `0x${'c0ffee'.padStart(64, '0')}`
  const { compose_hash } = (await provision.json()) as Record<string, string>
  const app_id = 'ab'.repeat(20)
  const commit = await app.api('POST', '/cvms', {
    app_id,
    compose_hash,
    transaction_hash: transaction,
    contract_address: `0x${app_id}`,
    deployer_address: `0x${'12'.repeat(20)}`,
  })
  const { vm_uuid } = (await commit.json()) as { vm_uuid: string }
  await settled(app.api, vm_uuid)
  const { revisions } = (await (await app.api('GET', `/apps/${app_id}/revisions`)).json()) as {
    revisions: Revision[]
  }
  const [first] = revisions
  if (!first) throw new Error('no revision')
  await fetch(`${server.sandboxUrl}/cvms/${vm_uuid}/docker-compose`, {
    method: 'PATCH',
    headers: {
      'x-api-key': server.sandboxKey,
      'x-transaction-hash': transaction,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ docker_compose_file: compose('1.28') }),
  })
  await expect
    .poll(async () => (await info(app.api, vm_uuid)).compose_hash)
    .not.toBe(first.compose_hash)
  await settled(app.api, vm_uuid)
  await app.open(`/apps/${app_id}/revisions`)
  const requests: string[] = []
  page.on('request', (request) => {
    if (request.url().includes('/redeploy')) requests.push(new URL(request.url()).search)
  })
  const dialog = await openDialog(page, first)
  await dialog.getByRole('button', { name: 'Redeploy' }).click()
  const step = dialog.getByRole('region', { name: 'On chain first' })
  await expect(step).toContainText(compose_hash?.slice(0, 8) ?? 'no hash')
  const hash = step.getByRole('textbox', { name: 'Transaction hash' })
  await hash.fill(`0x${'dead'.padStart(64, '0')}`)
  await step.getByRole('button', { name: 'Confirm' }).click()
  await expect(step.getByRole('alert')).toContainText('could not be verified')
  await hash.fill(transaction)
  await step.getByRole('button', { name: 'Confirm' }).click()
  await expect(page.getByText('on-chain-app updated')).toBeVisible()
  expect(requests).toEqual([
    '',
    `?transaction_hash=0x${'dead'.padStart(64, '0')}`,
    `?transaction_hash=${transaction}`,
  ])
  expect((await info(app.api, vm_uuid)).compose_hash).toBe(first.compose_hash)
})
