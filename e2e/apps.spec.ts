// Long because it is one subject, the replicas of an app, with every way in which one can fail to come.
import type { Page } from '@playwright/test'
import { type Api, COMPOSE, running, runningCvm } from './harness/runningCvm.ts'
import { expect, test } from './harness/test.ts'

type Info = {
  id: string
  vm_uuid: string
  name: string
  app_id: string
  compose_hash: string
  status: string
}

const info = async (api: Api, id: string) =>
  (await (await api('GET', `/cvms/${id}`)).json()) as Info
const replicasOf = async (api: Api, appId: string) =>
  (await (await api('GET', `/apps/${appId}/cvms`)).json()) as Info[]

/** A CVM made by another client, running. */
const madeCvm = async (api: Api, name: string): Promise<Info> =>
  info(api, await runningCvm(api, name))

const TRANSACTION = `0x${'c0ffee'.padStart(64, '0')}`

/** The same with keys that a contract on Base decides about. */
async function onChainCvm(api: Api, name: string): Promise<Info> {
  const provision = await api('POST', '/cvms/provision', {
    name,
    kms: 'BASE',
    compose_file: { docker_compose_file: COMPOSE },
  })
  const { compose_hash } = (await provision.json()) as Record<string, string>
  const commit = await api('POST', '/cvms', {
    app_id: 'cd'.repeat(20),
    compose_hash,
    transaction_hash: TRANSACTION,
  })
  const { vm_uuid } = (await commit.json()) as { vm_uuid: string }
  await running(api, vm_uuid)
  return info(api, vm_uuid)
}

/** The replicas that the page really asks for. */
function asked(page: Page): unknown[] {
  const bodies: unknown[] = []
  page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/replicas'))
      bodies.push(request.postDataJSON())
  })
  return bodies
}

async function openDialog(page: Page, name: string) {
  await page.getByRole('button', { name: 'Replicate', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: `Replicate ${name}` })
  await expect(dialog).toBeVisible()
  return dialog
}

const apps = (page: Page) => page.getByRole('table', { name: 'Apps' })

test('apps are searched and filtered by the API, and the address says how', async ({
  app,
  page,
}) => {
  await app.open('/apps')
  await expect(page.getByRole('heading', { level: 1, name: 'Apps' })).toBeVisible()
  const lists: string[] = []
  page.on('request', (request) => {
    const url = new URL(request.url())
    if (url.pathname === '/api/v1/apps') lists.push(url.search)
  })
  await expect(apps(page).getByRole('rowheader', { name: 'storefront' })).toBeVisible()
  await page.getByRole('searchbox', { name: 'Search apps' }).fill('orders')
  await expect(page).toHaveURL(/\/apps\?q=orders$/)
  await expect(apps(page).getByRole('rowheader')).toHaveText(['orders-api'])
  await expect(page.getByRole('main').getByRole('status').first()).toHaveText('1 app')
  await expect(apps(page).getByRole('row', { name: /orders-api/ })).toContainText('2running')
  await page.getByRole('combobox', { name: 'Status' }).selectOption('failed')
  await expect(page.getByText('No app matches')).toBeVisible()
  await expect(page).toHaveURL(/\/apps\?q=orders&status=failed$/)
  expect(lists.at(-1)).toBe('?search=orders&status=failed&page=1&page_size=50')
  await page.goBack()
  await expect(apps(page).getByRole('rowheader')).toHaveText(['orders-api'])
  // One list for two filters: choosing one of them lets go of the other.
  const keys = page.getByRole('combobox', { name: 'Key management' })
  await keys.selectOption('phala')
  await expect(page).toHaveURL(/\?q=orders&kms_type=phala$/)
  await keys.selectOption('KMS base')
  await expect(page.getByText('No app matches')).toBeVisible()
  await expect(page).toHaveURL(/\?q=orders&kms_slug=base$/)
  expect(lists.at(-1)).toBe('?search=orders&kms_slug=base&page=1&page_size=50')
  await keys.selectOption('Any keys')
  await expect(page).toHaveURL(/\/apps\?q=orders$/)
  await apps(page).getByRole('link', { name: 'orders-api' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'orders-api' })).toBeVisible()
  await expect(page).toHaveTitle('orders-api · Apps · CVM Console')
})

test('replicas stand side by side, and one that an update has reached stands out', async ({
  app,
  page,
}) => {
  const cvm = await info(app.api, 'orders-api-2')
  await app.open(`/apps/app_${cvm.app_id}`)
  const table = page.getByRole('table', { name: 'Replicas' })
  await expect(table.getByRole('rowheader')).toHaveCount(3)
  await expect(page.getByText('The replicas of this app differ.')).toHaveCount(0)
  await app.api('PATCH', `/cvms/${cvm.id}/docker-compose`, { docker_compose_file: COMPOSE })
  await page.getByRole('button', { name: 'Refresh' }).click()
  await expect(page.getByText('The replicas of this app differ.')).toBeVisible()
  const row = table.getByRole('row', { name: /orders-api-2/ })
  await expect(row).toContainText('differs:')
  await expect(row).toContainText('running')
  await expect(table.getByRole('row', { name: /orders-api-3/ })).not.toContainText('differs:')
  // What can be done to each is there too, and its row moves by itself.
  await row.getByRole('button', { name: 'Shut down' }).click()
  await expect(row).toContainText('stopped')
  // On a phone each replica is a card: nothing of it lies beside the screen.
  await page.setViewportSize({ width: 390, height: 800 })
  expect(
    await table.evaluate((all) => all.scrollWidth <= (all.parentElement?.clientWidth ?? 0)),
  ).toBe(true)
})

test('replicas go to the chosen node, each asked for once', async ({ app, page }) => {
  const { app_id } = await madeCvm(app.api, 'more-of-me')
  await app.open(`/apps/${app_id}`)
  const bodies = asked(page)
  const dialog = await openDialog(page, 'more-of-me')
  for (const count of ['0', '-1', '1.5', '21', '1000000000', '']) {
    await dialog.getByLabel('How many').fill(count)
    await dialog.getByRole('button', { name: 'Replicate' }).click()
    await expect(dialog.getByLabel('How many')).toHaveAccessibleDescription(/from 1 to 20/)
  }
  expect(bodies).toEqual([])
  await dialog.getByLabel('Node').selectOption('3')
  await dialog.getByLabel('How many').fill('2')
  await dialog.getByRole('button', { name: 'Replicate' }).click()
  await expect(dialog).toBeHidden()
  expect(bodies).toEqual([{ node_id: 3 }, { node_id: 3 }])
  await expect(page.getByRole('table', { name: 'Replicas' }).getByRole('rowheader')).toHaveCount(3)
  expect((await replicasOf(app.api, app_id)).length).toBe(3)
})

test('a refusal on the way says what became of each, and only the rest is asked for again', async ({
  app,
  page,
}) => {
  const { app_id } = await madeCvm(app.api, 'refused-midway')
  await app.open(`/apps/${app_id}`)
  const bodies = asked(page)
  let answers = 0
  await page.route('**/replicas', (route) => {
    answers++
    if (answers === 2)
      return route.fulfill({
        status: 400,
        json: {
          error_code: 'ERR-02-002',
          message: 'No node has room for a replica',
          details: [{ field: 'node_id', message: 'No node has room.' }],
        },
      })
    if (answers === 3) return route.fulfill({ status: 409, json: { detail: 'It is busy' } })
    return route.continue()
  })
  const dialog = await openDialog(page, 'refused-midway')
  await dialog.getByLabel('How many').fill('3')
  await dialog.getByRole('button', { name: 'Replicate' }).click()
  const results = dialog.getByRole('list', { name: 'Replicas asked for' }).getByRole('listitem')
  await expect(results.nth(0)).toContainText(/made on sandbox-/)
  await expect(results.nth(1)).toContainText('No node has room for a replica')
  await expect(results.nth(2)).toContainText('not asked for')
  await expect(dialog.getByRole('alert')).toContainText('1 of 3 were made')
  await dialog.getByRole('button', { name: 'Try again' }).click()
  await expect(dialog.getByRole('alert')).toContainText('It is busy')
  await dialog.getByRole('button', { name: 'Try again' }).click()
  await expect(dialog).toBeHidden()
  expect(bodies).toHaveLength(5)
  expect((await replicasOf(app.api, app_id)).length).toBe(4)
})

test('a replica whose answer is lost is looked for, and never asked for twice by itself', async ({
  app,
  page,
}) => {
  app.expectError(/ERR_|Failed to load/)
  const { app_id } = await madeCvm(app.api, 'lost-replica-app')
  await app.open(`/apps/${app_id}`)
  const bodies = asked(page)
  const dialog = await openDialog(page, 'lost-replica-app')
  await dialog.getByRole('button', { name: 'Replicate' }).click()
  await expect(dialog).toBeHidden()
  expect(bodies).toHaveLength(1)
  expect((await replicasOf(app.api, app_id)).length).toBe(2)

  // This one never reaches the server: nobody can know, and the person decides.
  await page.route('**/replicas', (route) => route.abort())
  const second = await openDialog(page, 'lost-replica-app')
  await second.getByRole('button', { name: 'Replicate' }).click()
  await expect(second.getByRole('alert')).toContainText('No answer came', { timeout: 15_000 })
  await expect(second).toContainText('No new replica is to be seen')
  expect(bodies).toHaveLength(2)
  await second.getByRole('button', { name: 'Look again' }).click()
  await expect(second.getByRole('button', { name: 'Ask again all the same' })).toBeVisible()
  expect(bodies).toHaveLength(2)
  await page.unroute('**/replicas')
  await second.getByRole('button', { name: 'Ask again all the same' }).click()
  await expect(second).toBeHidden()
  expect(bodies).toHaveLength(3)
  expect((await replicasOf(app.api, app_id)).length).toBe(3)
})

test('a replica that its contract does not allow yet shows the call, and is made with the transaction', async ({
  app,
  page,
}) => {
  const { vm_uuid, app_id, compose_hash } = await onChainCvm(app.api, 'chain-replica')
  await app.open(`/apps/${app_id}`)
  const sent: [string, unknown][] = []
  page.on('request', (request) => {
    if (request.method() === 'POST' && /replica/.test(request.url()))
      sent.push([new URL(request.url()).pathname.replace(/.*\//, ''), request.postDataJSON()])
  })
  const dialog = await openDialog(page, 'chain-replica')
  await dialog.getByLabel('Node').selectOption('4')
  const answer = page.waitForResponse('**/replicas')
  await dialog.getByRole('button', { name: 'Replicate' }).click()
  const { details } = (await (await answer).json()) as {
    details: { commit_token: string; device_id: string }
  }
  const step = dialog.getByRole('region', { name: 'On chain first' })
  await expect(step.getByRole('heading', { name: 'On chain first' })).toBeFocused()
  await expect(step).toContainText('Base (8453)')
  await expect(step).toContainText('not allowed yet')
  await expect(step).toContainText(
    `cast send 0x${app_id} 'addDevice(bytes32)' 0x${details.device_id} --chain 8453`,
  )
  await app.picture('replicate-on-chain')
  const hash = step.getByRole('textbox', { name: 'Transaction hash' })
  await hash.fill('0x12')
  await expect(hash).toHaveAccessibleDescription(/62 more digits/)
  const dead = `0x${'dead'.padStart(64, '0')}`
  await hash.fill(dead)
  await step.getByRole('button', { name: 'Confirm' }).click()
  await expect(step.getByRole('alert')).toContainText('could not be verified')
  const busy = { error_code: 'ERR-CONSOLE-IN-PROGRESS', message: 'Somebody else holds the lock' }
  await page.route('**/commit-replica', (route) => route.fulfill({ status: 409, json: busy }), {
    times: 1,
  })
  await step.getByRole('button', { name: 'Confirm' }).click()
  await expect(step.getByRole('alert')).toContainText('Somebody else holds the lock')
  await expect(hash).toHaveValue(dead)
  // Made, and its answer lost: it is looked for, and not asked for again.
  await page.route('**/commit-replica', async (route) => {
    await route.fetch()
    return route.abort()
  })
  app.expectError(/ERR_FAILED|Failed to load/)
  await hash.fill(TRANSACTION)
  await expect(step.getByRole('alert')).toBeHidden()
  await step.getByRole('button', { name: 'Confirm' }).click()
  await expect(dialog).toBeHidden()
  const { commit_token: token } = details
  expect(sent).toEqual([
    ['replicas', { node_id: 4 }],
    ['commit-replica', { token, compose_hash, transaction_hash: dead }],
    ['commit-replica', { token, compose_hash, transaction_hash: dead }],
    ['commit-replica', { token, compose_hash, transaction_hash: TRANSACTION }],
  ])
  const all = await replicasOf(app.api, app_id)
  expect(all).toHaveLength(2)
  expect(all.map(({ vm_uuid: one }) => one)).toContain(vm_uuid)
})

test('an app that is not there says what that can mean, and leads to its public proof', async ({
  app,
  page,
}) => {
  const id = 'ab'.repeat(20)
  await app.open(`/apps/${id}`)
  await expect(page.getByRole('heading', { level: 1, name: 'App not found' })).toBeVisible()
  await expect(page.getByRole('link', { name: 'What it proves in public' })).toHaveAttribute(
    'href',
    `/verify/${id}`,
  )
})
