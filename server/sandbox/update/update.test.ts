// Long because it is one list: every update with its refusals and boundaries.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sealEnv } from '../../../src/trust/sealEnv.ts'
import { COMPOSE, startSandbox, type TestSandbox } from '../testing/startSandbox.ts'

let box: TestSandbox
let id: string
let chained: string

const TRANSACTION = `0x${'34'.repeat(32)}`

beforeAll(async () => {
  box = await startSandbox()
  id = await box.deploy('update-me', { env: { A: '1' } })
  await box.deploy('taken-name')
  const compose_file = { docker_compose_file: COMPOSE }
  const made = await box.ask('POST', '/cvms/provision', {
    name: 'chain-me',
    compose_file,
    kms: 'BASE',
  })
  const { compose_hash } = made.body
  const committed = await box.ask('POST', '/cvms', {
    app_id: 'ab'.repeat(20),
    compose_hash,
    transaction_hash: TRANSACTION,
  })
  chained = committed.body.vm_uuid
  await Promise.all([box.settled(id, 'running'), box.settled(chained, 'running')])
})
afterAll(() => box.stop())

/** The code, or the status where there is none, with the field and the reason. */
const refusal = async (path: string, body: unknown) => {
  const answer = await box.ask('PATCH', `/cvms/${id}${path}`, body)
  const [detail] = answer.body.details ?? []
  const [issue] = answer.body.detail ?? []
  return {
    code: answer.body.error_code ?? answer.status,
    field: detail?.field ?? issue?.loc.slice(1).join('.'),
    message: `${answer.body.message} ${issue?.msg}`,
  }
}

describe('values at and beyond the edge are refused with their field, and nothing changes', () => {
  test.each([
    ['no name', '/name', {}, 422, 'name'],
    ['an empty name', '/name', { name: '' }, 422, 'name'],
    ['a name of 64 letters', '/name', { name: 'a'.repeat(64) }, 422, 'name'],
    ['a name of emoji', '/name', { name: '🙂🙂🙂🙂🙂' }, 422, 'name'],
    ['a name from right to left', '/name', { name: 'שלוםעולם' }, 422, 'name'],
    ['a name with a mark that turns text around', '/name', { name: 'abc\u202edef' }, 422, 'name'],
    ['a name that is taken', '/name', { name: 'taken-name' }, 'ERR-01-004', 'name'],
    ['no vCPU', '/resources', { vcpu: 0, allow_restart: true }, 422, 'vcpu'],
    ['fewer than none', '/resources', { vcpu: -1, allow_restart: true }, 422, 'vcpu'],
    ['half a vCPU', '/resources', { vcpu: 1.5, allow_restart: true }, 422, 'vcpu'],
    ['a billion of them', '/resources', { vcpu: 1e9, allow_restart: true }, 422, 'vcpu'],
    ['memory that is no GB', '/resources', { memory: 1500, allow_restart: true }, 422, 'memory'],
    ['a billion MB', '/resources', { memory: 1e9, allow_restart: true }, 422, 'memory'],
    ['a smaller disk', '/resources', { disk_size: 1, allow_restart: true }, 422, 'disk_size'],
    ['a billion GB', '/resources', { disk_size: 1e9, allow_restart: true }, 422, 'disk_size'],
    ['a size while it runs', '/resources', { disk_size: 30 }, 'ERR-02-008', 'allow_restart'],
    [
      'a type nobody has',
      '/resources',
      { instance_type: '🙂', allow_restart: 1 },
      'ERR-02-001',
      'instance_type',
    ],
    ['an image nobody has', '/os-image', { os_image_name: '🙂' }, 'ERR-02-010', 'image'],
    ['no image', '/os-image', { os_image_name: '' }, 422, 'image'],
    ['no environment', '/envs', {}, 422, 'encrypted_env'],
    ['an empty environment', '/envs', { encrypted_env: '' }, 422, 'encrypted_env'],
    ['what is not sealed', '/envs', { encrypted_env: 'ff'.repeat(60) }, 422, 'encrypted_env'],
    [
      'an empty compose file',
      '',
      { docker_compose_file: ' ' },
      'ERR-01-002',
      'docker_compose_file',
    ],
    [
      'one that is none',
      '',
      { docker_compose_file: 'a: b\n' },
      'ERR-01-003',
      'docker_compose_file',
    ],
    ['visibility in words', '', { public_logs: 'yes' }, 422, 'public_logs'],
    ['a configuration that is no JSON', '', { user_config: '{' }, 422, 'user_config'],
    ['one that is a list', '', { user_config: '[]' }, 422, 'user_config'],
    ['a timeout of 9 s', '', { shutdown_timeout: 9 }, 422, 'shutdown_timeout'],
    ['a timeout of 1201 s', '', { shutdown_timeout: 1201 }, 422, 'shutdown_timeout'],
    [
      'a time that is over',
      '/scheduled-delete',
      { scheduled_delete_at: '2020-01-01T00:00:00Z' },
      422,
      'scheduled_delete_at',
    ],
    [
      'a time that is none',
      '/scheduled-delete',
      { scheduled_delete_at: 'soon' },
      422,
      'scheduled_delete_at',
    ],
    ['listed in words', '/listed', { listed: 'yes' }, 422, 'listed'],
  ])('%s', async (_, path, body, code, field) => {
    const before = await box.ask('GET', `/cvms/${id}`)
    expect(await refusal(path, body)).toMatchObject({ code, field })
    expect((await box.ask('GET', `/cvms/${id}`)).body).toEqual(before.body)
  })

  test('200 KB of compose file pass, and one byte more does not', async () => {
    const fill = (bytes: number) => `${COMPOSE}#${'x'.repeat(bytes - COMPOSE.length - 1)}`
    expect(
      (await box.ask('PATCH', `/cvms/${id}`, { docker_compose_file: fill(204_800) })).status,
    ).toBe(202)
    await box.settled(id, 'running')
    expect(await refusal('', { docker_compose_file: fill(204_801) })).toMatchObject({
      code: 422,
      field: 'docker_compose_file',
      message: expect.stringContaining('must not exceed 200KB'),
    })
    // The script counts against the same limit.
    const script = await box.ask('PATCH', `/cvms/${id}/pre-launch-script`, 'x', {
      'content-type': 'text/plain',
    })
    expect(script.status).toBe(422)
    await box.ask('PATCH', `/cvms/${id}`, { docker_compose_file: COMPOSE })
    await box.settled(id, 'running')
  })
})

describe('an environment', () => {
  const keyOf = async () =>
    (await box.ask('GET', `/cvms/${id}`)).body.kms_info.encrypted_env_pubkey as string

  test('of ten thousand keys is taken, and its names are measured', async () => {
    const pairs = Array.from({ length: 10_000 }, (_, n) => ({ key: `KEY_${n}`, value: 'v' }))
    const encrypted_env = await sealEnv(pairs, await keyOf())
    const env_keys = pairs.map(({ key }) => key)
    const answer = await box.ask('PATCH', `/cvms/${id}/envs`, { encrypted_env, env_keys })
    expect([answer.status, answer.body.allowed_envs_changed]).toEqual([202, true])
    await box.settled(id, 'running')
    const file = await box.ask('GET', `/cvms/${id}/compose_file`)
    expect(file.body.allowed_envs).toEqual(env_keys)
  })

  test('with a value of 1 MB is taken', async () => {
    const pairs = [{ key: 'BIG', value: 'x'.repeat(1024 * 1024) }]
    const encrypted_env = await sealEnv(pairs, await keyOf())
    const answer = await box.ask('PATCH', `/cvms/${id}/envs`, { encrypted_env, env_keys: ['BIG'] })
    expect(answer.status).toBe(202)
    await box.settled(id, 'running')
  })

  test('with a name that is not declared is refused, and says which', async () => {
    const encrypted_env = await sealEnv([{ key: 'OTHER', value: '1' }], await keyOf())
    expect(await refusal('/envs', { encrypted_env, env_keys: ['BIG'] })).toMatchObject({
      code: 422,
      field: 'env_keys',
      message: expect.stringContaining('["OTHER"]'),
    })
  })
})

describe('a contract-owned KMS', () => {
  const change = { docker_compose_file: `${COMPOSE}# changed\n` }
  const confirm = (hash: string, transaction: string) =>
    box.ask(
      'PATCH',
      `/cvms/${chained}`,
      {},
      {
        'x-compose-hash': hash,
        'x-transaction-hash': transaction,
      },
    )

  test('asks for a transaction, and tells apart what is wrong with it', async () => {
    const asked = await box.ask('PATCH', `/cvms/${chained}`, change)
    expect([asked.status, asked.body.error_code]).toEqual([465, 'ERR-01-005'])
    const { compose_hash, onchain_status } = asked.body.details
    expect(onchain_status).toMatchObject({ is_allowed: false })
    for (const [hash, transaction, status, code] of [
      ['cd'.repeat(32), TRANSACTION, 466, 'ERR-01-006'],
      [compose_hash, '0x12', 467, 'ERR-01-007'],
      [compose_hash, `${TRANSACTION.slice(0, -4)}dead`, 467, 'ERR-01-007'],
      [compose_hash, `${TRANSACTION.slice(0, -4)}beef`, 468, 'ERR-01-008'],
    ] as const) {
      const answer = await confirm(hash, transaction)
      expect([answer.status, answer.body.error_code]).toEqual([status, code])
    }
    expect((await box.ask('GET', `/cvms/${chained}`)).body.compose_hash).not.toBe(compose_hash)
    expect((await confirm(compose_hash, TRANSACTION)).status).toBe(202)
    await box.settled(chained, 'running')
    expect((await box.ask('GET', `/cvms/${chained}`)).body.compose_hash).toBe(compose_hash)
    // It waits once: what has been carried out is not there any more.
    expect((await confirm(compose_hash, TRANSACTION)).status).toBe(466)
  })

  test('has to allow the device of a replica, and makes it once with the token', async () => {
    const path = `/cvms/${chained}`
    const { app_id, compose_hash } = (await box.ask('GET', path)).body
    const asked = await box.ask('POST', `${path}/replicas`, {})
    expect(asked.status).toBe(465)
    const { commit_token: token, device_id, onchain_status } = asked.body.details
    expect(onchain_status).toEqual({
      compose_hash_allowed: true,
      device_id_allowed: false,
      is_allowed: false,
    })
    const commit = (by: object) =>
      box.ask('POST', `${path}/commit-replica`, {
        token,
        compose_hash,
        transaction_hash: TRANSACTION,
        ...by,
      })
    expect((await commit({ token: 'another' })).status).toBe(466)
    expect((await commit({ transaction_hash: '0x12' })).status).toBe(467)
    const made = (await commit({})).body
    expect(made.app_id).toBe(app_id)
    expect((await commit({})).status).toBe(466)
    // The contract allows that device now.
    const now = await box.ask('POST', `${path}/is-allowed`, { compose_hash, device_id })
    expect(now.body.is_allowed).toBe(true)
    const again = await box.ask('POST', `${path}/replicas`, { node_id: made.teepod_id })
    expect(again.status).toBe(200)
  })

  test('has to allow the new compose file of a further instance, which is made once with the token', async () => {
    const { app_id, compose_hash: before } = (await box.ask('GET', `/cvms/${chained}`)).body
    const path = `/apps/${app_id}/instances`
    const docker_compose_file = `${COMPOSE}# another\n`
    const asked = await box.ask('POST', path, { docker_compose_file, node_id: 1 })
    expect(asked.status).toBe(465)
    const { commit_token: token, compose_hash, onchain_status } = asked.body.details
    expect(compose_hash).not.toBe(before)
    expect(onchain_status.compose_hash_allowed).toBe(false)
    const commit = (by: object) =>
      box.ask('POST', path, { token, compose_hash, transaction_hash: TRANSACTION, ...by })
    for (const [by, status] of [
      [{ token: 'another' }, 466],
      [{ compose_hash: before }, 400],
      [{ transaction_hash: '0x12' }, 467],
      [{ transaction_hash: `${TRANSACTION.slice(0, -4)}beef` }, 468],
      [{}, 200],
      [{}, 466],
    ] as const) {
      expect((await commit(by)).status).toBe(status)
    }
    const cvms = (await box.ask('GET', `/apps/${app_id}/cvms`)).body as { compose_hash: string }[]
    expect(cvms.filter((one) => one.compose_hash === compose_hash)).toHaveLength(1)
    // Whoever only prepares makes nothing, and may leave the transaction out where it was allowed.
    const prepared = await box.ask('POST', path, { compose_hash }, { 'x-prepare-only': 'true' })
    expect(prepared.status).toBe(465)
    const { commit_token } = prepared.body.details
    expect((await box.ask('POST', path, { token: commit_token })).body).toMatchObject({ app_id })
    expect((await box.ask('GET', `/apps/${app_id}/cvms`)).body).toHaveLength(cvms.length + 1)
  })

  test('can be asked what a contract allows before there is an app of it', async () => {
    const path = `/apps/0x${'ef'.repeat(20)}/is-allowed`
    const body = { compose_hash: 'ab'.repeat(32), device_id: 'cd'.repeat(32), chain_id: 8453 }
    expect((await box.ask('POST', path, body)).body).toMatchObject({
      compose_hash_allowed: false,
      device_id_allowed: false,
      is_allowed: false,
    })
    const { chain_id: _, ...unnamed } = body
    expect((await box.ask('POST', path, unnamed)).status).toBe(404)
  })

  test('takes the token from somebody without a key, once, and not after it has expired', async () => {
    let late = 0
    const now = () => Date.now() + late
    const other = await startSandbox({ now, dataDir: box.dataDir, key: 'phak_other' })
    const ask = async () =>
      (await other.ask('PATCH', `/cvms/${chained}`, { pre_launch_script: `echo ${late}\n` })).body
        .details
    const commit = async ({ commit_token: token, compose_hash }: Record<string, string>) =>
      other.sandbox.fetch(
        new Request(`http://sandbox.invalid/cvms/${chained}/commit-update`, {
          method: 'POST',
          body: JSON.stringify({ token, compose_hash, transaction_hash: TRANSACTION }),
        }),
      )
    const first = await ask()
    expect((await commit(first)).status).toBe(202)
    await other.settled(chained, 'running')
    expect((await commit(first)).status).toBe(466)
    late = 1
    const second = await ask()
    late = 15 * 24 * 3_600_000
    expect((await commit(second)).status).toBe(466)
    await other.stop()
  })

  test('asks for nothing where the compose hash stays', async () => {
    const answer = await box.ask('PATCH', `/cvms/${chained}`, { user_config: '{"motd":"hi"}' })
    expect(answer.status).toBe(202)
    await box.settled(chained, 'running')
  })
})

test('while one update is under way another is refused with a code, so nobody tries again blindly', async () => {
  const first = box.ask('PATCH', `/cvms/${id}`, { public_logs: false })
  const second = box.ask('PATCH', `/cvms/${id}`, { public_sysinfo: false })
  const answers = await Promise.all([first, second])
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([202, 409])
  expect(answers.find(({ status }) => status === 409)?.body.error_code).toBe(
    'ERR-CONSOLE-IN-PROGRESS',
  )
  await box.settled(id, 'running')
})
