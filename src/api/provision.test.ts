import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { provisionCvm, toProvisionBody } from './provision.ts'
import { startRecorder } from './testing/recorder.ts'
import type { Recorder } from './testing/recorder.ts'

const least = { name: 'web-app', docker_compose_file: 'services: {}' }

describe('the body of a provision', () => {
  it('says nothing that was not said, except that the CVM is not listed', () => {
    expect(toProvisionBody(least)).toEqual({
      name: 'web-app',
      compose_file: { name: 'web-app', docker_compose_file: 'services: {}' },
      listed: false,
    })
  })

  it('uses both spellings where the API and the Go client differ', () => {
    const body = toProvisionBody({
      ...least,
      kms: 'PHALA',
      secure_time: true,
      storage_fs: 'zfs',
      ssh_authorized_keys: ['ssh-ed25519 AAAA me'],
      app_id: 'ab'.repeat(20),
      nonce: 3,
      env_keys: ['TOKEN'],
    })
    expect(body).toMatchObject({
      kms: 'PHALA',
      kms_type: 'PHALA',
      secure_time: true,
      storage_fs: 'zfs',
      ssh_authorized_keys: ['ssh-ed25519 AAAA me'],
      user_config: '{"ssh_authorized_keys":["ssh-ed25519 AAAA me"]}',
      app_id: 'ab'.repeat(20),
      custom_app_id: 'ab'.repeat(20),
      nonce: 3,
      env_keys: ['TOKEN'],
      compose_file: { secure_time: true, storage_fs: 'zfs', allowed_envs: ['TOKEN'] },
    })
  })

  it('keeps a value of false or zero and leaves out an empty script or list', () => {
    const body = toProvisionBody({
      ...least,
      public_logs: false,
      nonce: 0,
      pre_launch_script: '',
      env_keys: [],
      ssh_authorized_keys: [],
    })
    expect(body).toEqual({
      name: 'web-app',
      compose_file: {
        name: 'web-app',
        docker_compose_file: 'services: {}',
        public_logs: false,
      },
      listed: false,
      nonce: 0,
    })
  })
})

describe('provisioning', () => {
  let server: Recorder
  beforeEach(async () => {
    server = await startRecorder()
  })
  afterEach(() => server.close())

  it('sends the body and reads the answer', async () => {
    server.replies.push({ body: { compose_hash: 'aa', app_id: 'bb', surprise: 1 } })
    expect(await provisionCvm(least)).toEqual({ compose_hash: 'aa', app_id: 'bb' })
    expect(server.requests[0]).toMatchObject({ method: 'POST', url: '/api/v1/cvms/provision' })
    expect(JSON.parse(server.requests[0]?.body ?? '')).toEqual(toProvisionBody(least))
  })
})
