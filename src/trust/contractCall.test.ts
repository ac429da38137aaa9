import { expect, test } from 'vitest'
import { allowingCall } from './contractCall.ts'

test('a call that allows something is its function’s selector and the hash', () => {
  const hash = 'ab'.repeat(32)
  const call = allowingCall('addComposeHash(bytes32)', `0x${hash.toUpperCase().replace('0X', '')}`)
  expect(call.argument).toBe(`0x${hash}`)
  expect(call.data).toMatch(/^0x[0-9a-f]{8}/)
  expect(call.data.slice(10)).toBe(hash)
  expect(call.data).toHaveLength(2 + 8 + 64)
  const device = allowingCall('addDevice(bytes32)', hash)
  expect(device.data.slice(10)).toBe(hash)
  expect(device.data.slice(0, 10)).not.toBe(call.data.slice(0, 10))
  expect(() => allowingCall('addDevice(bytes32)', '12')).toThrow(/64 hexadecimal/)
})
