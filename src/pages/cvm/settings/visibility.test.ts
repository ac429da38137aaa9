import { expect, test } from 'vitest'
import { visibilityOf, visibilityPatch } from './visibility.ts'

test('what the API leaves out is public, and a change carries nothing else', () => {
  const now = visibilityOf({ public_logs: false })
  expect(now).toEqual({ public_logs: false, public_sysinfo: true, public_tcbinfo: true })
  expect(visibilityPatch(now, { ...now, public_tcbinfo: false })).toEqual({ public_tcbinfo: false })
  expect(visibilityPatch(now, now)).toEqual({})
})
