import { expect, test } from 'vitest'
import { offer, publicOffer } from './offer.ts'

test.each([
  ['GET', '/cvms/paginated'],
  ['GET', '/cvms/cvm_abc'],
  ['GET', '/cvms/7ab1f9c4-2f60-4a7b-9a53-5df1b8f5a0c1/state'],
  ['DELETE', '/cvms/app_0123456789012345678901234567890123456789'],
  ['POST', '/cvms/my-app/restart'],
  ['POST', '/apps/abc/cvms/def/replicas'],
  ['POST', '/apps/abc/cvms/is-allowed'],
  ['GET', '/kms/phala/next_app_id'],
  ['GET', '/kms/kms_1/pubkey/0xabc'],
  ['PATCH', '/cvms/instance-ids'],
])('%s %s is passed on', (method, path) => {
  expect(offer(method, path)).toEqual({ kind: 'offered' })
})

test.each([
  ['GET', '/'],
  ['GET', ''],
  ['GET', '/cvms/a/b'],
  ['GET', '/cvms//state'.slice(0, 6)],
  ['GET', '/admin/users'],
  ['GET', '/workspace/webhooks'],
  ['POST', '/auth/device/token'],
  ['GET', '/cvms/:id/secret'],
  ['GET', '/__proto__/x'],
  ['GET', '/constructor'],
])('%s %s is nothing that the console knows', (method, path) => {
  expect(offer(method, path).kind).not.toBe('offered')
})

test.each(['..', '.', '%2e%2e', 'a%2fb', 'a b', 'a;b', 'a\\b', '', 'x'.repeat(129), 'ü', '-a'])(
  'the identifier %j is refused',
  (id) => {
    expect(offer('GET', `/cvms/${id}/state`)).toEqual({ kind: 'badId', segment: id })
  },
)

test('a wrong method is told which ones there are', () => {
  expect(offer('PUT', '/cvms/x/restart')).toEqual({ kind: 'method', allow: ['POST'] })
  expect(offer('TRACE', '/cvms/x')).toMatchObject({ kind: 'method' })
})

test('without a session only what proves something can be read', () => {
  expect(publicOffer('GET', '/apps/abc/attestations')).toEqual({ kind: 'offered' })
  expect(publicOffer('GET', '/instance-types')).toEqual({ kind: 'offered' })
  expect(publicOffer('GET', '/apps/abc').kind).toBe('unknown')
  expect(publicOffer('GET', '/cvms/paginated').kind).toBe('unknown')
  expect(publicOffer('POST', '/apps/abc/attestations').kind).toBe('method')
})
