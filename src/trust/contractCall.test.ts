import { expect, test } from 'vitest'
import { addComposeHashCall } from './contractCall.ts'

test('the call that allows a compose hash is the function’s selector and the hash', () => {
  const hash = 'ab'.repeat(32)
  const call = addComposeHashCall(`0x${hash.toUpperCase().replace('0X', '')}`)
  expect(call.argument).toBe(`0x${hash}`)
  expect(call.data).toMatch(/^0x[0-9a-f]{8}/)
  expect(call.data.slice(10)).toBe(hash)
  expect(call.data).toHaveLength(2 + 8 + 64)
  expect(() => addComposeHashCall('12')).toThrow(/64 hexadecimal/)
})
