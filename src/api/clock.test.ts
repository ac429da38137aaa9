import { afterEach, expect, test, vi } from 'vitest'
import { hearDate, serverNow } from './clock.ts'

const NOW = Date.parse('2026-02-03T04:05:06Z')
vi.useFakeTimers({ now: NOW })
const utc = (ms: number) => new Date(ms).toUTCString()
afterEach(() => hearDate(utc(NOW)))

test('the time is what the last answer said, and goes on from there', () => {
  hearDate(utc(NOW - 30 * 3_600_000))
  expect(serverNow()).toBe(NOW - 30 * 3_600_000)
  vi.setSystemTime(NOW + 60_000)
  expect(serverNow()).toBe(NOW - 30 * 3_600_000 + 60_000)
  vi.setSystemTime(NOW)
})

test('an answer that was under way for a moment moves nothing', () => {
  hearDate(utc(NOW - 4000))
  expect(serverNow()).toBe(NOW)
})

test.each([null, '', 'yesterday'])('a header that is no date moves nothing: %j', (date) => {
  hearDate(date)
  expect(serverNow()).toBe(NOW)
})
