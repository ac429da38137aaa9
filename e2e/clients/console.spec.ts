import type { Page } from '@playwright/test'
import { press } from '../harness/press.ts'
import { expect, test as base } from '../harness/test.ts'
import { type Cli, createCli } from './cli.ts'
import { call, sdk, type SdkClient } from './sdk.ts'

/** What is changed in the console is what the vendor's own clients, unmodified, read afterwards. */
const test = base.extend<{ cli: Cli; client: SdkClient }>({
  cli: async ({ server }, use) => {
    const cli = createCli(server)
    await use(cli)
    cli.dispose()
  },
  client: async ({ server }, use) =>
    use(sdk.createClient({ apiKey: server.sandboxKey, baseURL: server.sandboxUrl })),
})

test.describe.configure({ timeout: 180_000 })

const KEY =
  'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl me@laptop'
const COMPOSE = 'services:\n  web:\n    image: nginx:1.28\n'

const card = (page: Page, name: string) => page.getByRole('region', { name, exact: true })
const applyIn = (page: Page, name: string) =>
  card(page, name).getByRole('button', { name: /^(Apply|Resize|Switch image)/ })
/** It was told that it is done, and that is put away. */
async function updated(page: Page): Promise<void> {
  const said = page.getByText('team-forge updated')
  await expect(said).toBeVisible()
  await page.getByRole('button', { name: 'Dismiss' }).evaluateAll(press)
  await expect(said).toHaveCount(0)
}

test('names, settings, sizes, images, files, variables and keys that the console changes', async ({
  app,
  page,
  cli,
  client,
}) => {
  const { id, app_id } = await call<{ id: string; app_id: string }>(client, 'getCvmInfo', {
    id: 'team-git',
  })
  const one = { id }

  await app.open(`/cvms/${id}/settings`)
  await card(page, 'Name').getByRole('textbox', { name: 'Name' }).fill('team-forge')
  await page.getByRole('button', { name: 'Rename' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'team-forge' })).toBeVisible()
  await page.getByRole('checkbox', { name: 'Publicly listed' }).check()
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('team-forge is listed')).toBeVisible()
  await page.getByRole('checkbox', { name: 'Public system info' }).uncheck()
  await applyIn(page, 'Visibility').click()
  await updated(page)
  await card(page, 'Pre-launch script').getByRole('checkbox', { name: 'Use plain text' }).check()
  await page.getByRole('textbox', { name: 'Pre-launch script' }).fill('echo first\n')
  await applyIn(page, 'Pre-launch script').click()
  await updated(page)
  await page.getByRole('textbox', { name: 'SSH authorized keys' }).fill(KEY)
  await applyIn(page, 'User configuration').click()
  await updated(page)

  await page.goto(`/cvms/${id}/resources`)
  await page.getByRole('textbox', { name: 'Disk size (GB)' }).fill('110')
  await applyIn(page, 'Size').click()
  await updated(page)
  await page.getByRole('radio', { name: 'dstack-0.5.4', exact: true }).check()
  await applyIn(page, 'OS image').click()
  await updated(page)

  await page.goto(`/cvms/${id}/compose`)
  await page.getByLabel('Compose file to upload').setInputFiles({
    name: 'docker-compose.yml',
    mimeType: 'text/yaml',
    buffer: Buffer.from(COMPOSE),
  })
  await page.getByRole('button', { name: 'Review changes' }).click()
  await page.getByRole('button', { name: /^Apply/ }).click()
  await updated(page)

  await page.goto(`/cvms/${id}/environment`)
  await page.getByRole('button', { name: 'Paste .env' }).click()
  const box = page.getByRole('dialog', { name: 'Paste .env' })
  await box.getByRole('textbox', { name: '.env file' }).fill('DB_PASSWORD=a\nTOKEN=b')
  await box.getByRole('button', { name: /^Take over/ }).click()
  await page.getByRole('button', { name: /^Apply/ }).click()
  await updated(page)

  await page.goto('/ssh-keys')
  await page.getByRole('textbox', { name: 'Public key' }).fill(KEY)
  await page.getByRole('button', { name: 'Add key' }).click()
  await expect(page.getByText('SSH key me@laptop added')).toBeVisible()

  expect(await call(client, 'getCvmInfo', one)).toMatchObject({
    name: 'team-forge',
    listed: true,
    public_sysinfo: false,
    resource: { disk_in_gb: 110 },
    os: { name: 'dstack-0.5.4' },
  })
  expect(await call(client, 'getCvmDockerCompose', one)).toBe(COMPOSE)
  expect(await call(client, 'getCvmPreLaunchScript', one)).toBe('echo first\n')
  expect(await call(client, 'getCvmComposeFile', one)).toMatchObject({
    allowed_envs: ['DB_PASSWORD', 'TOKEN'],
  })
  expect(await call(client, 'getCvmUserConfig', one)).toMatchObject({ ssh_authorized_keys: [KEY] })
  expect(await call(client, 'listSshKeys')).toMatchObject([{ name: 'me@laptop', public_key: KEY }])
  const { revisions } = await call<{ revisions: { revision_id: string }[] }>(
    client,
    'getAppRevisions',
    { appId: app_id },
  )
  expect(revisions.length).toBeGreaterThan(3)

  expect(await cli.json('cvms', 'get', id)).toMatchObject({
    name: 'team-forge',
    public_sysinfo: false,
    resource: { disk_in_gb: 110 },
    os: { name: 'dstack-0.5.4' },
  })
  expect(await cli.ok('runtime-config', id)).toContain('me@laptop')
  expect(await cli.ok('ssh-keys', 'list')).toContain('me@laptop')
})

test('starts, replicas, redeployments and deletes that the console asks for', async ({
  app,
  page,
  cli,
  client,
}) => {
  type Info = { id: string; vm_uuid: string; app_id: string; compose_hash: string; status: string }
  const info = (id: string) => call<Info>(client, 'getCvmInfo', { id })
  const { id, app_id, compose_hash } = await info('storefront')
  await call(client, 'updateDockerCompose', { id, docker_compose_file: COMPOSE })
  await expect.poll(async () => (await info(id)).status).toBe('running')

  await app.open(`/apps/${app_id}/revisions`)
  await page
    .getByRole('button', { name: /^Redeploy / })
    .last()
    .click()
  await page.getByRole('dialog').getByRole('button', { name: 'Redeploy' }).click()
  await expect(page.getByText('storefront updated')).toBeVisible()
  expect((await info(id)).compose_hash).toBe(compose_hash)

  await page.goto(`/cvms/${id}`)
  const action = (name: string) =>
    page
      .getByRole('group', { name: 'Everything for storefront' })
      .getByRole('button', { name, exact: true })
  await action('Shut down').click()
  await expect(page.getByText('storefront shut down')).toBeVisible()
  expect(await cli.json('cvms', 'get', id)).toMatchObject({ status: 'stopped' })
  await action('Start').click()
  await expect(page.getByText('storefront started')).toBeVisible()
  expect((await info(id)).status).toBe('running')

  await action('Replicate').click()
  await page.getByRole('dialog').getByRole('button', { name: 'Replicate' }).click()
  await expect(page.getByRole('dialog')).toBeHidden()
  const replicas = await cli.ok('instances', 'ls', '--app-id', app_id)
  expect(replicas.match(/storefront/g)?.length).toBeGreaterThanOrEqual(2)

  await action('Delete').click()
  const dialog = page.getByRole('alertdialog')
  await dialog.getByRole('textbox', { name: 'Type storefront to confirm' }).fill('storefront')
  await dialog.getByRole('button', { name: 'Delete', exact: true }).click()
  await expect(dialog).toBeHidden()
  await expect
    .poll(async () => (await cli.run('cvms', 'get', id)).stderr, { timeout: 60_000 })
    .toContain('not found')
})
