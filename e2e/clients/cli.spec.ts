import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test as base } from '../harness/test.ts'
import { type Cli, createCli } from './cli.ts'

/** `phala` 1.1.18, unmodified, drives the sandbox. */
const test = base.extend<{ cli: Cli }>({
  cli: async ({ server }, use) => {
    const cli = createCli(server)
    await use(cli)
    cli.dispose()
  },
})

test.use({ seed: 0 })
test.describe.configure({ timeout: 120_000 })

const COMPOSE = `services:
  web:
    image: nginx:1.27
    environment:
      - TOKEN=\${TOKEN}
    ports:
      - "80:80"
`

/** Deploys with the CLI and waits until it runs; answers its uuid and app id. */
async function deploy(cli: Cli, name: string) {
  writeFileSync(join(cli.folder, 'compose.yml'), COMPOSE)
  const made = await cli.json<{ vm_uuid: string; app_id: string }>(
    'deploy',
    '-n',
    name,
    '-c',
    'compose.yml',
    '-e',
    'TOKEN=s3cret',
  )
  await settled(cli, made.vm_uuid, 'running')
  return made
}

const statusOf = async (cli: Cli, id: string) =>
  (await cli.json<{ status: string }>('cvms', 'get', id)).status

const settled = (cli: Cli, id: string, status: string) =>
  expect.poll(() => statusOf(cli, id), { timeout: 30_000 }).toBe(status)

test('phala login and status know the workspace', async ({ server }) => {
  const cli = createCli(server, undefined)
  try {
    await cli.ok('login', server.sandboxKey, '--url', server.sandboxUrl)
    expect(await cli.ok('status')).toContain('sandbox')
    const wrong = await cli.run('login', 'phak_wrong', '--url', server.sandboxUrl)
    expect(wrong.status).toBe(1)
  } finally {
    cli.dispose()
  }
})

test('phala login without a key goes through the device login', async ({ server }) => {
  const cli = createCli(server, undefined)
  try {
    await cli.ok('login', '--no-open', '--url', server.sandboxUrl)
    expect(await cli.ok('status')).toContain('sandbox')
  } finally {
    cli.dispose()
  }
})

test('phala deploys, lists, stops, starts, restarts, resizes, replicates and deletes', async ({
  cli,
}) => {
  const { vm_uuid, app_id } = await deploy(cli, 'cli-life')

  const list = await cli.json<{ items: { cvmName: string; status: string }[] }>('cvms', 'list')
  expect(list.items.map((one) => [one.cvmName, one.status])).toContainEqual(['cli-life', 'running'])

  await cli.ok('cvms', 'stop', vm_uuid)
  await settled(cli, vm_uuid, 'stopped')
  await cli.ok('cvms', 'start', vm_uuid)
  await settled(cli, vm_uuid, 'running')
  await cli.ok('cvms', 'restart', vm_uuid)
  await settled(cli, vm_uuid, 'running')

  await cli.ok('cvms', 'resize', vm_uuid, '--disk-size', '60', '-y', '--json')
  await expect
    .poll(async () => {
      const info = await cli.json<{ resource: { disk_in_gb: number } }>('cvms', 'get', vm_uuid)
      return info.resource.disk_in_gb
    })
    .toBe(60)
  await settled(cli, vm_uuid, 'running')

  await cli.ok('cvms', 'replicate', vm_uuid)
  const replicas = await cli.ok('instances', 'ls', '--app-id', app_id)
  expect(replicas.match(/cli-life/g)?.length).toBeGreaterThanOrEqual(2)

  await cli.ok('cvms', 'delete', vm_uuid, '-y')
  await expect
    .poll(async () => (await cli.run('cvms', 'get', vm_uuid)).stderr, { timeout: 30_000 })
    .toContain('not found')
})

test('phala updates a CVM: compose file, then secrets', async ({ cli, app }) => {
  const { vm_uuid } = await deploy(cli, 'cli-update')
  const before = await cli.json<{ compose_hash: string }>('cvms', 'get', vm_uuid)

  writeFileSync(join(cli.folder, 'compose.yml'), COMPOSE.replace('1.27', '1.28'))
  await cli.ok('deploy', '--cvm-id', vm_uuid, '-c', 'compose.yml', '-e', 'TOKEN=again', '--wait')
  const after = await cli.json<{ compose_hash: string }>('cvms', 'get', vm_uuid)
  expect(after.compose_hash).not.toBe(before.compose_hash)
  const compose = await app.api('GET', `/cvms/${vm_uuid}/docker-compose.yml`)
  expect(await compose.text()).toContain('nginx:1.28')

  await settled(cli, vm_uuid, 'running')
  await cli.ok('envs', 'update', vm_uuid, '-e', 'TOKEN=third')
  await settled(cli, vm_uuid, 'running')
})

test('phala reads logs, containers, nodes and sizes', async ({ cli }) => {
  const { vm_uuid } = await deploy(cli, 'cli-reads')
  expect(await cli.ok('logs', '--cvm-id', vm_uuid, '-n', '20')).toContain('docker-entrypoint')
  expect(await cli.ok('logs', '--serial', '--cvm-id', vm_uuid)).toMatch(/linux|dstack|boot/i)
  expect(await cli.ok('ps', vm_uuid)).toContain('web')
  expect(await cli.ok('nodes', 'list')).toMatch(/prod|sandbox|node/i)
  expect(await cli.ok('cvms', 'list-nodes')).not.toBe('')
  expect(await cli.ok('instance-types')).toContain('tdx.small')
  expect(await cli.ok('instance-types', 'cpu')).toContain('tdx.medium')
  expect(await cli.ok('os-images')).toContain('dstack')
  expect(await cli.ok('ssh-keys', 'list')).toBeDefined()
  expect(await cli.ok('cvms', 'attestation', vm_uuid)).toMatch(/rtmr|certificate|attestation/i)
})

test('what the sandbox refuses, phala says in its own words', async ({ cli }) => {
  writeFileSync(join(cli.folder, 'compose.yml'), 'services: [')
  const bad = await cli.run('deploy', '-n', 'cli-broken', '-c', 'compose.yml')
  expect(bad.status).toBe(1)
  expect(bad.stdout + bad.stderr).toContain('ERR-01-003')

  const missing = await cli.run('cvms', 'get', 'cvm_nothing')
  expect(missing.status).toBe(1)
  expect(missing.stderr).toContain('CVM cvm_nothing not found')
})
