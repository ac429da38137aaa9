// Long because it is one list: every call of the vendor’s SDK.
import { sealEnv } from '../../src/trust/sealEnv.ts'
import { expect, test as base } from '../harness/test.ts'
import { call, sdk, type SdkClient } from './sdk.ts'

/**
 * `@phala/cloud` 0.2.9, unmodified, drives the sandbox. Every answer passes the SDK's own schema:
 * what it refuses is a bug in the sandbox. The numbers of the traps are those of the API's notes
 * on what a compatible server must do.
 */
type Clients = { latest: SdkClient; older: SdkClient }

const test = base.extend<{ clients: Clients }>({
  clients: async ({ server }, use) => {
    const options = { apiKey: server.sandboxKey, baseURL: server.sandboxUrl }
    await use({
      latest: sdk.createClient(options),
      older: sdk.createClient({ ...options, version: '2025-10-28' }),
    })
  },
})

test.use({ seed: 0 })

const COMPOSE = 'services:\n  web:\n    image: nginx:1.27\n    ports: ["80:80"]\n'

type Made = { id: number; vm_uuid: string; app_id: string; compose_hash: string }

async function deploy(client: SdkClient, name: string): Promise<Made> {
  const provision = await call<{
    app_id: string
    compose_hash: string
    app_env_encrypt_pubkey: string
  }>(client, 'provisionCvm', {
    name,
    instance_type: 'tdx.small',
    compose_file: { docker_compose_file: COMPOSE, allowed_envs: ['TOKEN'] },
    env_keys: ['TOKEN'],
  })
  const encrypted_env = await call<string>(
    [{ key: 'TOKEN', value: 's3cret' }] as never,
    'encryptEnvVars',
    provision.app_env_encrypt_pubkey,
  )
  const made = await call<Made>(client, 'commitCvmProvision', {
    app_id: provision.app_id,
    compose_hash: provision.compose_hash,
    encrypted_env,
    env_keys: ['TOKEN'],
  })
  await reached(client, made.vm_uuid, 'running')
  return { ...made, compose_hash: provision.compose_hash }
}

/** The SDK's own way to wait. */
const reached = (client: SdkClient, id: string, target: string) =>
  call<{ status: string }>(client, 'watchCvmState', { id, target, interval: 5, timeout: 30 })

test('the SDK deploys and watches a CVM, and every action settles', async ({ clients }) => {
  const { latest } = clients
  const { vm_uuid, id } = await deploy(latest, 'sdk-life')
  expect(typeof id).toBe('number')

  const seen: string[] = []
  const stopped = await call<{ status: string; teepod_id: number }>(latest, 'shutdownCvm', {
    id: vm_uuid,
  })
  expect(stopped.status).toBe('shutting_down')
  expect(typeof stopped.teepod_id).toBe('number')
  const state = await call<{ status: string }>(
    latest,
    'watchCvmState',
    { id: vm_uuid, target: 'stopped', interval: 5, timeout: 30 },
    { onEvent: (event: { type: string }) => seen.push(event.type) },
  )
  expect(state.status).toBe('stopped')
  expect(seen[0]).toBe('state')
  expect(seen.at(-1)).toBe('complete')

  await call(latest, 'startCvm', { id: vm_uuid })
  await reached(latest, vm_uuid, 'running')
  await call(latest, 'restartCvm', { id: vm_uuid })
  await reached(latest, vm_uuid, 'running')
  await call(latest, 'restartCvm', { id: vm_uuid, force: true })
  await reached(latest, vm_uuid, 'running')
  await call(latest, 'stopCvm', { id: vm_uuid })
  await reached(latest, vm_uuid, 'stopped')

  const replica = await call<{ vm_uuid: string }>(latest, 'replicateCvm', { id: vm_uuid })
  await reached(latest, replica.vm_uuid, 'running')
  await call(latest, 'deleteCvm', { id: replica.vm_uuid })
  await expect
    .poll(async () => {
      const found = await call<{ success: boolean }>(latest, 'safeGetCvmInfo', {
        id: replica.vm_uuid,
      })
      return found.success
    })
    .toBe(false)
})

test('the SDK reads everything of a CVM in both versions of the API', async ({ clients }) => {
  const { latest, older } = clients
  const { vm_uuid, app_id } = await deploy(latest, 'sdk-reads')
  const one = { id: vm_uuid }

  const info = await call<{ id: unknown; status: string }>(latest, 'getCvmInfo', one)
  expect(typeof info.id, 'trap 2: the id of an info is a string').toBe('string')
  const old = await call<{ id: unknown; syslog_endpoint: string; encrypted_env_pubkey: string }>(
    older,
    'getCvmInfo',
    one,
  )
  expect(typeof old.id, 'trap 2: and a number in the older form').toBe('number')
  expect(old.syslog_endpoint, 'trap 3').toContain('?')
  expect(old.encrypted_env_pubkey, 'trap 3').toMatch(/^[0-9a-f]{64}$/)

  const batch = await call<Record<string, { vm_uuid: string }>>(latest, 'getCvmStatusBatch', {
    vmUuids: [vm_uuid, 'ffffffff-ffff-4fff-8fff-ffffffffffff'],
  })
  expect(Object.keys(batch), 'trap 11: the keys are the strings asked for').toEqual([vm_uuid])

  for (const action of [
    'getCvmState',
    'getCvmStats',
    'getCvmNetwork',
    'getCvmContainersStats',
    'getCvmAttestation',
    'getCvmComposeFile',
    'getCvmUserConfig',
    'getAvailableOsImages',
  ]) {
    for (const client of [latest, older]) await call(client, action, one)
  }
  await call(latest, 'checkCvmIsAllowed', { cvmId: vm_uuid })
  expect(await call(latest, 'getCvmDockerCompose', one), 'trap 7').toBe(COMPOSE)
  expect(typeof (await call(latest, 'getCvmPreLaunchScript', one)), 'trap 7').toBe('string')

  for (const client of [latest, older]) {
    await call(client, 'getCurrentUser')
    const list = await call<{ items: unknown[] }>(client, 'getCvmList', { page: 1, page_size: 10 })
    expect(list.items.length).toBeGreaterThan(0)
    await call(client, 'getAppList', { page: 1, page_size: 20 })
    await call(client, 'getAppInfo', { appId: app_id })
    await call(client, 'getAppCvms', { appId: app_id })
  }
})

test('the SDK reads the catalogue, the workspace and the apps', async ({ clients }) => {
  const { latest } = clients
  const { app_id } = await deploy(latest, 'sdk-catalogue')
  for (const action of [
    'getAvailableNodes',
    'listAllInstanceTypeFamilies',
    'getOsImages',
    'getKmsList',
    'listSshKeys',
    'nextAppIds',
    'getAppFilterOptions',
  ]) {
    await call(latest, action)
  }
  await call(latest, 'listFamilyInstanceTypes', { family: 'cpu' })
  const { data } = await call<{ data: { slug: string }[] }>(latest, 'listWorkspaces')
  const slug = data[0]?.slug ?? ''
  await call(latest, 'getWorkspace', slug)
  await call(latest, 'getWorkspaceNodes', { teamSlug: slug })
  await call(latest, 'getWorkspaceQuotas', { teamSlug: slug })
  const { items } = await call<{ items: { id: string; slug: string }[] }>(latest, 'getKmsList')
  await call(latest, 'getKmsInfo', { kms_id: items[0]?.id })
  await call(latest, 'getAppEnvEncryptPubKey', { kms: 'phala', app_id })
  await call(latest, 'getKmsOnChainDetail', { chain: 'base' })

  const revisions = await call<{ revisions: { revision_id: string }[] }>(
    latest,
    'getAppRevisions',
    { appId: app_id },
  )
  await call(latest, 'getAppRevisionDetail', {
    appId: app_id,
    revisionId: revisions.revisions[0]?.revision_id,
  })
  await call(latest, 'getAppAttestation', { appId: app_id })
  await call(latest, 'getAppDeviceAllowlist', { appId: app_id })
  await call(latest, 'checkAppCvmsIsAllowed', { appId: app_id })
})

test('the SDK changes a CVM in every way', async ({ clients }) => {
  const { latest } = clients
  const { vm_uuid } = await deploy(latest, 'sdk-change')
  const settled = () =>
    expect
      .poll(async () => {
        const batch = await call<Record<string, { status: string; in_progress: boolean }>>(
          latest,
          'getCvmStatusBatch',
          { vmUuids: [vm_uuid] },
        )
        return `${batch[vm_uuid]?.status} ${batch[vm_uuid]?.in_progress}`
      })
      .toBe('running false')
  const one = { id: vm_uuid }

  await call(latest, 'updateDockerCompose', {
    ...one,
    docker_compose_file: COMPOSE.replace('1.27', '1.28'),
  })
  await settled()
  expect(await call(latest, 'getCvmDockerCompose', one)).toContain('nginx:1.28')

  await call(latest, 'updatePreLaunchScript', { ...one, pre_launch_script: 'echo first' })
  await settled()
  expect(await call(latest, 'getCvmPreLaunchScript', one)).toBe('echo first')

  const { kms_info } = await call<{ kms_info: { encrypted_env_pubkey: string } }>(
    latest,
    'getCvmInfo',
    one,
  )
  const sealed = await sealEnv([{ key: 'TOKEN', value: 'new' }], kms_info.encrypted_env_pubkey)
  await call(latest, 'updateCvmEnvs', { ...one, encrypted_env: sealed, env_keys: ['TOKEN'] })
  await settled()

  await call(latest, 'updateCvmResources', { ...one, disk_size: 80, allow_restart: true })
  await settled()
  await call(latest, 'updateCvmVisibility', {
    ...one,
    public_sysinfo: false,
    public_logs: false,
    public_tcbinfo: false,
  })
  await settled()
  await call(latest, 'patchCvm', { ...one, public_logs: true })
  await settled()
  const info = await call<{ public_logs: boolean; resource: { disk_in_gb: number } }>(
    latest,
    'getCvmInfo',
    one,
  )
  expect([info.public_logs, info.resource.disk_in_gb]).toEqual([true, 80])

  const provision = await call<{ compose_hash: string }>(latest, 'provisionCvmComposeFileUpdate', {
    ...one,
    app_compose: { docker_compose_file: COMPOSE, name: 'sdk-change' },
  })
  await call(latest, 'commitCvmComposeFileUpdate', { ...one, compose_hash: provision.compose_hash })
  await settled()

  const key = await call<{ id: string }>(latest, 'createSshKey', {
    name: 'laptop',
    public_key: `ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI${'A'.repeat(43)} me@here`,
  })
  await call(latest, 'deleteSshKey', { keyId: key.id })
})

test('the SDK understands every refusal', async ({ clients, server }) => {
  const { latest } = clients
  type Failure = { success: false; error: Record<string, unknown> & { message: string } }
  const refused = async (action: string, params: unknown, client = latest) => {
    const answer = await call<Failure>(client, action, params)
    expect(answer.success).toBe(false)
    return answer.error
  }
  const missing = await refused('safeGetCvmInfo', { id: 'cvm_nothing' })
  expect(missing).toMatchObject({ status: 404, errorCode: 'ERR-03-001', isResourceError: true })

  const stranger = sdk.createClient({ apiKey: 'phak_wrong', baseURL: server.sandboxUrl })
  expect(await refused('safeGetCurrentUser', undefined, stranger)).toMatchObject({
    status: 401,
    isAuthError: true,
  })

  const compose = await refused('safeProvisionCvm', {
    name: 'sdk-broken',
    compose_file: { docker_compose_file: 'services: [' },
  })
  expect(compose).toMatchObject({ errorCode: 'ERR-01-003' })

  const invalid = await refused('safeCommitCvmProvision', { app_id: 'x', compose_hash: 'y' })
  expect(invalid.message).not.toBe('Unknown API error')
})

test('every form of an identifier finds the same CVM', async ({ clients, app }) => {
  const { latest } = clients
  const { vm_uuid, app_id, id } = await deploy(latest, 'sdk-names')
  const info = await call<{ id: string; instance_id: string }>(latest, 'getCvmInfo', {
    id: vm_uuid,
  })
  const forms = [
    info.id,
    String(id),
    vm_uuid,
    vm_uuid.replaceAll('-', ''),
    vm_uuid.toUpperCase(),
    app_id,
    `app_${app_id}`,
    `instance_${info.instance_id}`,
    `app_${info.instance_id}`,
    'sdk-names',
  ]
  for (const form of forms) {
    const answer = await app.api('GET', `/cvms/${form}`)
    expect([form, ((await answer.json()) as { id: string }).id], 'trap 12').toEqual([form, info.id])
  }
})
