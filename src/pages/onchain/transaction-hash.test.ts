import { expect, test } from 'vitest'
import { whyBadTransactionHash } from './transaction-hash.ts'

test.each([
  ['', /Enter the hash/],
  ['12', /starts with 0x/],
  ['0x', /64 more digits to go/],
  [`0x${'a'.repeat(63)}`, /1 more digit to go/],
  [`0x${'a'.repeat(65)}`, /1 digit too many/],
  [`0x${'a'.repeat(66)}`, /2 digits too many/],
  [`0x${'a'.repeat(63)}g`, /“g” is no hexadecimal digit/],
  [`0x${'a'.repeat(62)} 1`, /“ ” is no/],
  [`0x${'a'.repeat(60)}🙂`, /is no hexadecimal digit/],
  [`0x${'א'.repeat(64)}`, /“א” is no/],
])('a transaction hash is checked as typed: %j', (text, why) => {
  expect(whyBadTransactionHash(text)).toMatch(why)
})

test('0x and 64 hexadecimal digits of either case are one', () => {
  expect(whyBadTransactionHash(`0x${'aB09'.repeat(16)}`)).toBeUndefined()
})
