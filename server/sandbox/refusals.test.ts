import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sealEnv } from '../../src/trust/sealEnv.ts'
import { COMPOSE, startSandbox, type TestSandbox } from './testing/startSandbox.ts'

let box: TestSandbox
beforeAll(async () => {
  box = await startSandbox()
  await box.deploy('taken-name')
})
afterAll(() => box.stop())

const deployment = (more: Record<string, unknown> = {}) => ({
  name: 'some-name',
  compose_file: { docker_compose_file: COMPOSE },
  ...more,
})
const compose = (docker_compose_file: string) => ({ compose_file: { docker_compose_file } })

describe('a deployment is refused, with the field and the reason', () => {
  test.each([
    ['a name that is too short', { name: 'abc' }, 422, 'name', /5-63 characters/],
    ['a name that is taken', { name: 'taken-name' }, 'ERR-01-004', 'name', /exists already/],
    ['a name of another case', { name: 'Taken-Name' }, 'ERR-01-004', 'name', /exists already/],
    ['no name', { name: undefined }, 422, 'name', /required/],
    ['a name that is no text', { name: 7 }, 422, 'name', /valid string/],
    ['a name of 64 letters', { name: 'a'.repeat(64) }, 422, 'name', /5-63 characters/],
    ['a name of emoji', { name: '🙂🙂🙂🙂🙂' }, 422, 'name', /5-63 characters/],
    ['a name from right to left', { name: 'שלוםעולם' }, 422, 'name', /5-63 characters/],
    ['no vCPU at all', { vcpu: 0 }, 422, 'vcpu', /whole number from 1/],
    ['fewer than none', { vcpu: -1 }, 422, 'vcpu', /whole number from 1/],
    ['half a vCPU', { vcpu: 1.5 }, 422, 'vcpu', /whole number from 1/],
    ['a billion of them', { vcpu: 1e9 }, 422, 'vcpu', /whole number from 1/],
    ['no memory', { memory: 0 }, 422, 'memory', /whole number from 1024/],
    ['a billion MB', { memory: 1e9 }, 422, 'memory', /whole number from 1024/],
    ['no disk', { disk_size: 0 }, 422, 'disk_size', /whole number from 1/],
    ['a disk of less', { disk_size: -1 }, 422, 'disk_size', /whole number from 1/],
    ['half a GB', { disk_size: 0.5 }, 422, 'disk_size', /whole number from 1/],
    ['a billion GB', { disk_size: 1e9 }, 422, 'disk_size', /whole number from 1/],
    ['an instance type of nothing', { instance_type: '' }, 'ERR-02-001', 'instance_type', /type/],
    ['no compose file', compose(' '), 'ERR-01-002', 'compose_file.docker_compose_file', /required/],
    [
      'text that is not YAML',
      compose('services:\n  web: [\n'),
      'ERR-01-003',
      'compose_file.docker_compose_file',
      /line \d/,
    ],
    [
      'YAML that is not compose',
      compose('hello: world\n'),
      'ERR-01-003',
      'compose_file.docker_compose_file',
      /services/,
    ],
    [
      'more than 200 KB',
      compose(`${COMPOSE}# ${'x'.repeat(205_000)}\n`),
      422,
      'compose_file.docker_compose_file',
      /200KB \(current: 201KB\)/,
    ],
    [
      '200 KB and one byte',
      compose(`${COMPOSE}#${'x'.repeat(204_800 - COMPOSE.length)}`),
      422,
      'compose_file.docker_compose_file',
      /must not exceed 200KB/,
    ],
    ['an unknown type', { instance_type: 'tdx.huge' }, 'ERR-02-001', 'instance_type', /tdx.huge/],
    ['an unknown node', { teepod_id: 99 }, 'ERR-01-001', 'teepod_id', /no node 99/],
    ['a node that is down', { teepod_id: 7 }, 'ERR-02-012', 'teepod_id', /does not answer/],
    ['an unknown region', { region: 'mars' }, 'ERR-02-002', 'region', /mars/],
    [
      'a region that is not the node’s',
      { region: 'eu-west', teepod_id: 1 },
      'ERR-02-009',
      'region',
      /us-west/,
    ],
    ['an unknown image', { image: 'windows' }, 'ERR-02-010', 'image', /windows/],
    [
      'an image without GPU drivers',
      { image: 'dstack-0.5.5', instance_type: 'h200.small' },
      'ERR-02-013',
      'image',
      /GPU/,
    ],
    ['an unknown KMS', { kms: 'NOBODY' }, 'ERR-02-011', 'kms', /NOBODY/],
    [
      'more than a node has',
      { teepod_id: 6, image: 'dstack-0.5.3', instance_type: 'tdx.xlarge' },
      'ERR-02-003',
      'vcpu',
      /2 vCPU left, 8/,
    ],
    ['more disk than the quota', { disk_size: 100_001 }, 422, 'disk_size', /100000/],
    ['memory that is no multiple', { memory: 1500 }, 422, 'memory', /1024/],
    [
      'variables that nobody declared',
      { compose_file: { docker_compose_file: COMPOSE, allowed_envs: ['A'] }, env_keys: ['B'] },
      422,
      'env_keys',
      /not declared in allowed_envs: \["B"\]/,
    ],
    ['a name that asks for it', { name: 'err-04-001-x' }, 'ERR-04-001', 'name', /asked for/],
    ['an app id without a nonce', { app_id: 'ab'.repeat(20) }, 422, 'nonce', /nonce/],
    [
      'a nonce of another app id',
      { app_id: 'ab'.repeat(20), nonce: 1 },
      'ERR-02-008',
      'app_id',
      /belong together/,
    ],
  ])('%s', async (_, more, code, field, message) => {
    const { status, body } = await box.ask('POST', '/cvms/provision', deployment(more))
    expect(status).toBeGreaterThanOrEqual(400)
    const [issue] = body.detail ?? []
    const [detail] = body.details ?? []
    expect(body.error_code ?? 422).toBe(code)
    expect(detail?.field ?? issue.loc.slice(1).join('.')).toBe(field)
    expect(`${body.message} ${detail?.message} ${issue?.msg}`).toMatch(message)
  })

  test('not for its size as long as that is in bounds, nor for its script', async () => {
    const text = (bytes: number) => `${COMPOSE}#${'x'.repeat(bytes - COMPOSE.length - 1)}`
    const keys = Array.from({ length: 10_000 }, (_, n) => `KEY_${n}`)
    for (const [name, docker_compose_file] of [
      ['two-hundred', text(204_800)],
      ['a'.repeat(63), `${COMPOSE}# 🙂 שלום\n`],
    ] as const) {
      const compose_file = { docker_compose_file, allowed_envs: keys }
      const asked = deployment({ name, compose_file, env_keys: keys })
      expect((await box.ask('POST', '/cvms/provision', asked)).status).toBe(200)
    }
  })

  test('a body that is not JSON, and one that is not an object', async () => {
    const broken = await box.ask('POST', '/cvms/provision', '{"name": ')
    expect([broken.status, broken.body.detail[0].type]).toEqual([422, 'json_invalid'])
    const list = await box.ask('POST', '/cvms/provision', '[]')
    expect(list.status).toBe(422)
  })
})

describe('a commit is refused', () => {
  const provision = async (name: string, more: Record<string, unknown> = {}) => {
    const { body } = await box.ask('POST', '/cvms/provision', deployment({ name, ...more }))
    return body as { app_id: string; compose_hash: string; app_env_encrypt_pubkey: string }
  }

  test('for a hash that nobody provisioned, and for one that was committed', async () => {
    const { app_id, compose_hash } = await provision('once-only')
    const unknown = await box.ask('POST', '/cvms', { app_id, compose_hash: 'ab'.repeat(32) })
    expect([unknown.status, unknown.body.error_code]).toEqual([466, 'ERR-01-006'])
    expect(
      (await box.ask('POST', '/cvms', { app_id, compose_hash: `0x${compose_hash}` })).status,
    ).toBe(200)
    const again = await box.ask('POST', '/cvms', { app_id, compose_hash })
    expect(again.body.error_code).toBe('ERR-01-006')
  })

  test('of two at once, one makes the CVM', async () => {
    const body = await provision('race-me')
    const both = await Promise.all([1, 2].map(() => box.ask('POST', '/cvms', body)))
    expect(new Set(both.map(({ status }) => status))).toEqual(new Set([200, 466]))
  })

  test('with secrets that were sealed for another app, or that the file does not allow', async () => {
    const compose_file = { docker_compose_file: COMPOSE, allowed_envs: ['A'] }
    const made = await provision('sealed-app', { compose_file })
    const other = await provision('other-app')
    const pairs = [{ key: 'A', value: '1' }]
    const foreign = await sealEnv(pairs, other.app_env_encrypt_pubkey)
    const refused = await box.ask('POST', '/cvms', { ...made, encrypted_env: foreign })
    expect(refused.status).toBe(422)
    expect(refused.body.detail[0].loc).toEqual(['body', 'encrypted_env'])
    const more = await sealEnv([...pairs, { key: 'B', value: '2' }], made.app_env_encrypt_pubkey)
    const undeclared = await box.ask('POST', '/cvms', { ...made, encrypted_env: more })
    expect(undeclared.body.detail[0].msg).toContain('["B"]')
    const good = await sealEnv(
      [{ key: 'A', value: 'x'.repeat(1024 * 1024) }],
      made.app_env_encrypt_pubkey,
    )
    expect((await box.ask('POST', '/cvms', { ...made, encrypted_env: good })).status).toBe(200)
  })

  test('on chain without a transaction, with what has to be registered', async () => {
    const { body } = await box.ask(
      'POST',
      '/cvms/provision',
      deployment({ name: 'on-chain', kms: 'BASE' }),
    )
    expect(body.app_id).toBeNull()
    const commit = { app_id: 'cd'.repeat(20), compose_hash: body.compose_hash }
    const asked = await box.ask('POST', '/cvms', commit)
    expect([asked.status, asked.body.error_code]).toEqual([465, 'ERR-01-005'])
    expect(asked.body.details).toMatchObject({ compose_hash: body.compose_hash })
    const bad = await box.ask('POST', '/cvms', { ...commit, transaction_hash: '0x12' })
    expect([bad.status, bad.body.error_code]).toEqual([467, 'ERR-01-007'])
    const transaction_hash = `0x${'12'.repeat(32)}`
    expect((await box.ask('POST', '/cvms', { ...commit, transaction_hash })).status).toBe(200)
  })
})

test('a new compose hash on chain waits for its transaction, by token and by header', async () => {
  const { body } = await box.ask(
    'POST',
    '/cvms/provision',
    deployment({ name: 'chain-two', kms: 'ETHEREUM' }),
  )
  const transaction_hash = `0x${'34'.repeat(32)}`
  const made = await box.ask('POST', '/cvms', {
    app_id: 'ef'.repeat(20),
    compose_hash: body.compose_hash,
    transaction_hash,
  })
  const id = made.body.vm_uuid
  await box.settled(id, 'running')
  const change = { docker_compose_file: `${COMPOSE}# changed\n` }
  const asked = await box.ask('PATCH', `/cvms/${id}`, change)
  expect(asked.status).toBe(465)
  const { compose_hash, commit_token } = asked.body.details
  const confirmed = await box.ask('POST', `/cvms/${id}/commit-update`, {
    token: commit_token,
    compose_hash,
    transaction_hash,
  })
  expect(confirmed.status).toBe(202)
  await box.settled(id, 'running')
  expect((await box.ask('GET', `/cvms/${id}`)).body.compose_hash).toBe(compose_hash)
})

test('unknown and ambiguous identifiers are told apart', async () => {
  const id = await box.deploy('twice-here')
  const { body } = await box.ask('POST', `/cvms/${id}/replicas`, {})
  const get = async (given: string) => (await box.ask('GET', `/cvms/${given}`)).body
  expect((await get(id)).name).toBe('twice-here')
  expect((await get(id.replaceAll('-', '').toUpperCase())).name).toBe('twice-here')
  expect((await get(String(body.id))).name).toBe('twice-here')
  expect((await get(`instance_${body.instance_id}`)).vm_uuid).toBe(body.vm_uuid)
  expect((await get(`app_${body.instance_id}`)).vm_uuid).toBe(body.vm_uuid)
  expect((await get('twice-here')).error_code).toBe('ERR-03-002')
  expect((await get(`app_${body.app_id}`)).error_code).toBe('ERR-03-010')
  expect((await get(body.app_id.toUpperCase())).error_code).toBe('ERR-03-010')
  for (const nobody of ['cvm_000000000000', 'nobody-here', 'ab'.repeat(20), '999999'])
    expect((await get(nobody)).error_code).toBe('ERR-03-001')
})
