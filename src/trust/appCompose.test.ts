import { expect, test } from 'vitest'
import { appComposeOf } from './appCompose.ts'
import { canonicalJson } from './composeHash.ts'

test('fields that were left out get the defaults of the published API description', () => {
  expect(canonicalJson(appComposeOf({ docker_compose_file: 'services: {}' }))).toBe(
    '{"allowed_envs":[],"docker_compose_file":"services: {}","features":["kms","tproxy-net"],' +
      '"gateway_enabled":true,"kms_enabled":true,"local_key_provider_enabled":false,' +
      '"manifest_version":2,"name":"","no_instance_id":false,"public_logs":true,' +
      '"public_sysinfo":true,"public_tcbinfo":true,"runner":"docker-compose","secure_time":false,' +
      '"storage_fs":"zfs","tproxy_enabled":true}',
  )
})

test('what was sent wins, and the old name of the gateway switch follows the new one', () => {
  expect(
    appComposeOf({
      name: 'my-app',
      docker_compose_file: 'x',
      allowed_envs: ['A'],
      gateway_enabled: false,
      storage_fs: 'ext4',
    }),
  ).toMatchObject({
    name: 'my-app',
    allowed_envs: ['A'],
    gateway_enabled: false,
    tproxy_enabled: false,
    storage_fs: 'ext4',
  })
})

test('an empty pre-launch script is none, a given one is kept', () => {
  expect('pre_launch_script' in appComposeOf({ pre_launch_script: '' })).toBe(false)
  expect(appComposeOf({ pre_launch_script: 'echo' })['pre_launch_script']).toBe('echo')
})
