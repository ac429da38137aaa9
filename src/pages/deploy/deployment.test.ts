import { describe, expect, test } from 'vitest'
import { toProvisionBody } from '../../api/provision.ts'
import { composeHash } from '../../trust/composeHash.ts'
import { deploymentOf, expectedAppCompose, fingerprintOf } from './deployment.ts'
import { type Draft, emptyDraft } from './draft/draft.ts'

const start = emptyDraft('a', 'me', 0)
const draft: Draft = {
  ...start,
  compose: { docker_compose_file: 'services: {}\n', pre_launch_script: '' },
  resources: { ...start.resources, name: 'my-app', instance_type: 'tdx.small', disk_size: '20' },
}
const nothing = {
  instanceTypes: undefined,
  available: undefined,
  images: undefined,
  kms: undefined,
}
const bodyOf = (one: Draft) => toProvisionBody(deploymentOf(one, ['A'], nothing))

describe('the request made of a draft', () => {
  test('says every switch itself, also those that were left as they were', () => {
    expect(bodyOf(draft)).toMatchObject({
      name: 'my-app',
      instance_type: 'tdx.small',
      disk_size: 20,
      listed: false,
      kms: 'PHALA',
      env_keys: ['A'],
      prefer_dev: false,
      compose_file: {
        allowed_envs: ['A'],
        public_logs: true,
        public_sysinfo: true,
        public_tcbinfo: true,
        gateway_enabled: true,
        kms_enabled: true,
        secure_time: false,
        storage_fs: 'zfs',
      },
    })
  })

  test('typed vCPU and memory take the place of the instance type', () => {
    const own = { ...draft, resources: { ...draft.resources, vcpu: '2', memory: '4096' } }
    expect(bodyOf(own)).toMatchObject({ vcpu: 2, memory: 4096 })
    expect(bodyOf(own)).not.toHaveProperty('instance_type')
  })

  test('the hash this page foretells is of exactly what was sent', () => {
    const expected = expectedAppCompose(draft, ['A'])
    for (const [key, value] of Object.entries(bodyOf(draft).compose_file)) {
      expect(expected[key]).toEqual(value)
    }
    expect(composeHash(expected)).toMatch(/^[0-9a-f]{64}$/)
  })

  test('a provision fits until something that was sent changes', () => {
    const before = fingerprintOf(draft, ['A'])
    const later: Draft = { ...draft, revision: 9, secrets: { ...draft.secrets, filled: ['A'] } }
    expect(fingerprintOf(later, ['A'])).toBe(before)
    expect(fingerprintOf(draft, ['A', 'B'])).not.toBe(before)
    const resized = { ...draft, resources: { ...draft.resources, disk_size: '40' } }
    expect(fingerprintOf(resized, ['A'])).not.toBe(before)
  })
})
