// Long because it is one list: every call that the vendor’s client makes too.
import { expect, test } from '@playwright/test'
import * as account from '../../src/api/account.ts'
import * as actions from '../../src/api/cvmActions.ts'
import * as apps from '../../src/api/apps.ts'
import * as catalogue from '../../src/api/catalogue.ts'
import * as cvms from '../../src/api/cvms.ts'
import * as observe from '../../src/api/observe.ts'
import * as provision from '../../src/api/provision.ts'
import * as sshKeys from '../../src/api/sshKeys.ts'
import { watchCvmState } from '../../src/api/cvmStateStream.ts'
import * as status from '../../src/api/cvmStatus.ts'
import * as updates from '../../src/api/updates.ts'
import { type Recorded, startRecorder } from '../../src/api/testing/recorder.ts'
import { call, sdk, type SdkClient } from './sdk.ts'

/**
 * The API module and the vendor's SDK ask for the same thing of a server that writes it down. Both
 * get a refusal as their answer: here only the question counts.
 */
type Pair = {
  ours: (signal: AbortSignal) => Promise<unknown>
  theirs: (client: SdkClient) => Promise<unknown>
  /** Where the two differ, and why that is right: "field: reason". */
  differences?: Record<string, string>
}

const APP = 'a1'.repeat(20)
const UUID = '7B0E6E1C-9C55-4f0a-8d7e-0123456789ab'
const HASH = 'c0'.repeat(32)
const COMPOSE = 'services:\n  web:\n    image: nginx:1.27\n'
const sealed = 'ab'.repeat(80)

const pairs: Record<string, Pair> = {
  provisionCvm: {
    ours: (signal) =>
      provision.provisionCvm(
        {
          name: 'side-by-side',
          docker_compose_file: COMPOSE,
          pre_launch_script: 'echo hi',
          env_keys: ['TOKEN'],
          instance_type: 'tdx.small',
          disk_size: 40,
          teepod_id: 3,
          region: 'us-west',
          image: 'dstack-0.5.4',
          kms: 'PHALA',
          listed: false,
          public_logs: true,
          public_sysinfo: false,
          gateway_enabled: true,
          kms_enabled: true,
          storage_fs: 'zfs',
          app_id: APP,
          nonce: 4,
        },
        signal,
      ),
    theirs: (client) =>
      call(client, 'provisionCvm', {
        name: 'side-by-side',
        compose_file: {
          name: 'side-by-side',
          docker_compose_file: COMPOSE,
          pre_launch_script: 'echo hi',
          allowed_envs: ['TOKEN'],
          public_logs: true,
          public_sysinfo: false,
          gateway_enabled: true,
          kms_enabled: true,
          storage_fs: 'zfs',
        },
        env_keys: ['TOKEN'],
        instance_type: 'tdx.small',
        disk_size: 40,
        node_id: 3,
        region: 'us-west',
        image: 'dstack-0.5.4',
        kms: 'PHALA',
        listed: false,
        app_id: APP,
        nonce: 4,
      }),
    differences: {
      custom_app_id: 'the Go client spells app_id so; both spellings are sent',
      kms_type: 'the Go client spells kms so; both spellings are sent',
      storage_fs: 'the Go client writes it beside compose_file; both places are filled',
    },
  },
  commitCvmProvision: {
    ours: (signal) =>
      provision.commitCvmProvision(
        { app_id: APP, compose_hash: HASH, encrypted_env: sealed, env_keys: ['TOKEN'] },
        signal,
      ),
    theirs: (client) =>
      call(client, 'commitCvmProvision', {
        app_id: APP,
        compose_hash: HASH,
        encrypted_env: sealed,
        env_keys: ['TOKEN'],
      }),
  },
  'startCvm by app id': same('startCvm', APP, (id, signal) => actions.startCvm({ id }, signal)),
  'stopCvm by prefixed app id': same('stopCvm', `app_${APP}`, (id, signal) =>
    actions.stopCvm({ id }, signal),
  ),
  'shutdownCvm by uuid with dashes': same('shutdownCvm', UUID, (id, signal) =>
    actions.shutdownCvm({ id }, signal),
  ),
  'restartCvm by hashed id': {
    ours: (signal) => actions.restartCvm({ id: 'cvm_x1Y2z3' }, signal),
    theirs: (client) => call(client, 'restartCvm', { id: 'cvm_x1Y2z3' }),
  },
  'restartCvm by force': {
    ours: (signal) => actions.restartCvm({ id: UUID, force: true }, signal),
    theirs: (client) => call(client, 'restartCvm', { id: UUID, force: true }),
  },
  'deleteCvm by instance id': same('deleteCvm', `instance_${APP}`, (id, signal) =>
    actions.deleteCvm({ id }, signal),
  ),
  replicateCvm: {
    ours: (signal) => actions.replicateCvm({ id: UUID }, signal),
    theirs: (client) => call(client, 'replicateCvm', { id: UUID }),
  },
  'replicateCvm to a node': {
    ours: (signal) => actions.replicateCvm({ id: UUID, node_id: 4 }, signal),
    theirs: (client) => call(client, 'replicateCvm', { id: UUID, node_id: 4 }),
  },
  'getCvmList, one page': {
    ours: (signal) => cvms.getCvmPage({ page: 2, page_size: 50 }, signal),
    theirs: (client) => call(client, 'getCvmList', { page: 2, page_size: 50 }),
  },
  'getCvmList of a node': {
    ours: (signal) => cvms.getCvmPage({ node_id: 3 }, signal),
    theirs: (client) => call(client, 'getCvmList', { node_id: 3 }),
  },
  'getCvmInfo by name': {
    ours: (signal) => cvms.getCvm({ id: 'side-by-side' }, signal),
    theirs: (client) => call(client, 'getCvmInfo', { name: 'side-by-side' }),
  },
  'getCvmInfo by uuid without dashes': same('getCvmInfo', UUID.replaceAll('-', ''), (id, signal) =>
    cvms.getCvm({ id }, signal),
  ),
  getCvmState: same('getCvmState', UUID, (id, signal) => status.getCvmState({ id }, signal)),
  watchCvmState: {
    ours: async (signal) => {
      const watching = watchCvmState(
        { id: UUID, target: 'running', interval: 10, timeout: 60 },
        signal,
      )
      await watching.next()
    },
    theirs: (client) =>
      call(client, 'watchCvmState', {
        id: UUID,
        target: 'running',
        interval: 10,
        timeout: 60,
        maxRetries: 1,
      }),
  },
  getCvmStatusBatch: {
    ours: (signal) => status.getStatusBatch({ vm_uuids: [UUID] }, signal),
    theirs: (client) => call(client, 'getCvmStatusBatch', { vmUuids: [UUID] }),
  },
  getCvmNetwork: same('getCvmNetwork', UUID, (id, signal) => observe.getCvmNetwork({ id }, signal)),
  getCvmContainersStats: same('getCvmContainersStats', UUID, (id, signal) =>
    observe.getCvmComposition({ id }, signal),
  ),
  getCvmStats: same('getCvmStats', UUID, (id, signal) => observe.getCvmStats({ id }, signal)),
  getCvmAttestation: same('getCvmAttestation', UUID, (id, signal) =>
    observe.getCvmAttestation({ id }, signal),
  ),
  getCvmComposeFile: same('getCvmComposeFile', UUID, (id, signal) =>
    observe.getCvmComposeFile({ id }, signal),
  ),
  getCvmDockerCompose: same('getCvmDockerCompose', UUID, (id, signal) =>
    observe.getCvmDockerCompose({ id }, signal),
  ),
  getCvmPreLaunchScript: same('getCvmPreLaunchScript', UUID, (id, signal) =>
    observe.getCvmPreLaunchScript({ id }, signal),
  ),
  getCvmUserConfig: same('getCvmUserConfig', UUID, (id, signal) =>
    updates.getCvmUserConfig({ id }, signal),
  ),
  getAvailableOsImages: same('getAvailableOsImages', UUID, (id, signal) =>
    updates.getAvailableOsImages({ id }, signal),
  ),
  getCurrentUser: {
    ours: (signal) => account.getCurrentUser(signal),
    theirs: (client) => call(client, 'getCurrentUser'),
  },
  listWorkspaces: {
    ours: (signal) => account.listWorkspaces({ limit: 5 }, signal),
    theirs: (client) => call(client, 'listWorkspaces', { limit: 5 }),
  },
  getWorkspaceQuotas: {
    ours: (signal) => account.getQuotas({ slug: 'my-team' }, signal),
    theirs: (client) => call(client, 'getWorkspaceQuotas', { teamSlug: 'my-team' }),
  },
  listAllInstanceTypeFamilies: {
    ours: (signal) => catalogue.getInstanceTypes(signal),
    theirs: (client) => call(client, 'listAllInstanceTypeFamilies'),
  },
  getAvailableNodes: {
    ours: (signal) => catalogue.getAvailableNodes(signal),
    theirs: (client) => call(client, 'getAvailableNodes'),
  },
  getOsImages: {
    ours: (signal) => catalogue.getOsImages({ page: 1, page_size: 100, is_dev: false }, signal),
    theirs: (client) => call(client, 'getOsImages', { page: 1, page_size: 100, is_dev: false }),
  },
  getKmsList: {
    ours: (signal) => catalogue.getKmsList({ page: 1, page_size: 10, is_onchain: true }, signal),
    theirs: (client) => call(client, 'getKmsList', { page: 1, page_size: 10, is_onchain: true }),
  },
  getAppEnvEncryptPubKey: {
    ours: (signal) => catalogue.getAppEnvPubkey({ kms: 'phala', app_id: APP }, signal),
    theirs: (client) => call(client, 'getAppEnvEncryptPubKey', { kms: 'phala', app_id: APP }),
  },
  nextAppIds: {
    ours: (signal) => catalogue.getNextAppIds({ counts: 2 }, signal),
    theirs: (client) => call(client, 'nextAppIds', { counts: 2 }),
  },
  checkAppIsAllowed: {
    ours: (signal) =>
      apps.checkAppIsAllowed({ app_id: APP, compose_hash: HASH, chain_id: 8453 }, signal),
    theirs: (client) =>
      call(client, 'checkAppIsAllowed', { appId: APP, compose_hash: HASH, chain_id: 8453 }),
  },
  listSshKeys: {
    ours: (signal) => sshKeys.listSshKeys(signal),
    theirs: (client) => call(client, 'listSshKeys'),
  },
  getAppList: {
    ours: (signal) => apps.getAppPage({ page: 1, page_size: 20, search: 'web' }, signal),
    theirs: (client) => call(client, 'getAppList', { page: 1, page_size: 20, search: 'web' }),
  },
  getAppCvms: {
    ours: (signal) => apps.getAppCvms({ app_id: APP }, signal),
    theirs: (client) => call(client, 'getAppCvms', { appId: APP }),
  },
  getAppRevisions: {
    ours: (signal) => apps.getAppRevisions({ app_id: APP, page: 1, page_size: 20 }, signal),
    theirs: (client) => call(client, 'getAppRevisions', { appId: APP, page: 1, page_size: 20 }),
  },
  patchCvm: {
    ours: (signal) =>
      updates.patchCvm({ id: UUID, docker_compose_file: COMPOSE, public_logs: false }, signal),
    theirs: (client) =>
      call(client, 'patchCvm', { id: UUID, docker_compose_file: COMPOSE, public_logs: false }),
  },
  updateCvmEnvs: {
    ours: (signal) =>
      updates.updateCvmEnvs({ id: UUID, encrypted_env: sealed, env_keys: ['A'] }, signal),
    theirs: (client) =>
      call(client, 'updateCvmEnvs', { id: UUID, encrypted_env: sealed, env_keys: ['A'] }),
  },
  updateDockerCompose: {
    ours: (signal) => updates.updateDockerCompose({ id: UUID, text: COMPOSE }, signal),
    theirs: (client) =>
      call(client, 'updateDockerCompose', { id: UUID, docker_compose_file: COMPOSE }),
  },
  updatePreLaunchScript: {
    ours: (signal) => updates.updatePreLaunchScript({ id: UUID, text: 'echo hi' }, signal),
    theirs: (client) =>
      call(client, 'updatePreLaunchScript', { id: UUID, pre_launch_script: 'echo hi' }),
  },
  updateCvmResources: {
    ours: (signal) => updates.updateCvmResources({ id: UUID, disk_size: 60 }, signal),
    theirs: (client) => call(client, 'updateCvmResources', { id: UUID, disk_size: 60 }),
    differences: { id: 'the SDK leaks how it was called into the body' },
  },
  updateOsImage: {
    ours: (signal) => updates.updateOsImage({ id: UUID, os_image_name: 'dstack-0.5.4' }, signal),
    theirs: (client) => call(client, 'updateOsImage', { id: UUID, os_image_name: 'dstack-0.5.4' }),
  },
}

function same(
  action: string,
  id: string,
  ours: (id: string, signal: AbortSignal) => Promise<unknown>,
): Pair {
  return { ours: (signal) => ours(id, signal), theirs: (client) => call(client, action, { id }) }
}

const refusal = { status: 404, body: { detail: 'nothing is here' } }

for (const [name, pair] of Object.entries(pairs)) {
  test(`${name} asks the API what the SDK asks`, async () => {
    const recorder = await startRecorder()
    try {
      const client = sdk.createClient({ apiKey: 'phak_test', baseURL: `${recorder.origin}/api/v1` })
      recorder.replies.push(refusal)
      await expect(pair.ours(new AbortController().signal)).rejects.toThrow()
      recorder.replies.push(refusal)
      await expect(pair.theirs(client)).rejects.toThrow()
      const [ours, theirs, ...more] = recorder.requests
      expect(more).toEqual([])
      if (!ours || !theirs) throw new Error('one of the two did not ask')
      expect(question(ours)).toEqual(question(theirs))
      expect(differing(ours.body, theirs.body)).toEqual(Object.keys(pair.differences ?? {}).sort())
    } finally {
      await recorder.close()
    }
  })
}

test('the functions that the SDK lacks ask what the Go client documents', async () => {
  const recorder = await startRecorder()
  try {
    recorder.replies.push(refusal)
    const asked = actions.replicateAppCvm({ app_id: `app_${APP}`, vm_uuid: UUID, node_id: 2 })
    await expect(asked).rejects.toThrow()
    expect(recorder.requests.map((one) => [one.method, one.url, one.body])).toEqual([
      ['POST', `/api/v1/apps/${APP}/cvms/${UUID}/replicas`, '{"node_id":2}'],
    ])
  } finally {
    await recorder.close()
  }
})

/** Method, path, query in any order, and the headers that mean something. */
function question(request: Recorded) {
  const url = new URL(request.url, 'http://host')
  return {
    method: request.method,
    path: url.pathname,
    query: [...url.searchParams].sort(([a], [b]) => a.localeCompare(b)),
    version: isStream(request) ? undefined : request.headers['x-phala-version'],
    accept: isStream(request) ? 'stream' : undefined,
    type: isStream(request) ? undefined : request.headers['content-type'],
  }
}

/** The SDK sends neither version nor content type with its stream. */
const isStream = (request: Recorded) => request.headers.accept === 'text/event-stream'

/** The names of the fields that are not in both bodies, or not the same in both. */
function differing(a: string, b: string): string[] {
  const [left, right] = [parsed(a), parsed(b)]
  const names = new Set([...Object.keys(left), ...Object.keys(right)])
  return [...names]
    .filter((name) => JSON.stringify(sorted(left[name])) !== JSON.stringify(sorted(right[name])))
    .sort()
}

function parsed(body: string): Record<string, unknown> {
  if (body === '') return {}
  return body.startsWith('{') ? (JSON.parse(body) as Record<string, unknown>) : { text: body }
}

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  const entries = Object.entries(value as Record<string, unknown>)
  return Object.fromEntries(
    entries.sort(([a], [b]) => a.localeCompare(b)).map(([name, one]) => [name, sorted(one)]),
  )
}
