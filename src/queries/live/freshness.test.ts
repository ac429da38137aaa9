import { afterEach, expect, test } from 'vitest'
import { systemClock } from '../../api/clock.ts'
import { setTransport } from '../../api/http.ts'
import { createFreshness } from './freshness.ts'

let restore = () => {}
const at = (ms: number) => {
  restore()
  restore = setTransport({ clock: { ...systemClock, now: () => ms } })
}
afterEach(() => restore())

test('an answer that overtook an older request is not taken back by it', () => {
  at(2_000)
  const freshness = createFreshness()
  expect(freshness.accept('a', 1_500)).toBe(true)
  expect(freshness.accept('a', 1_000)).toBe(false)
  expect(freshness.accept('b', 1_000)).toBe(true)
  expect(freshness.accept('a', 1_500)).toBe(true)
})

test('news of an older operation is older, whenever it was asked for', () => {
  at(3_000)
  const freshness = createFreshness()
  expect(freshness.accept('a', 1_000, '2026-01-02T00:00:00Z')).toBe(true)
  expect(freshness.accept('a', 2_000, '2026-01-01T00:00:00Z')).toBe(false)
})

test('an action makes everything asked before it old', () => {
  at(3_000)
  const freshness = createFreshness()
  freshness.supersede('a', 2_000)
  expect(freshness.accept('a', 1_999)).toBe(false)
  expect(freshness.accept('a', 2_000)).toBe(true)
})

test('a clock that is set back by an hour does not stop the news', () => {
  at(3_600_000)
  const freshness = createFreshness()
  expect(freshness.accept('a', 3_600_000)).toBe(true)
  at(10_000)
  expect(freshness.accept('a', 9_000)).toBe(true)
  expect(freshness.accept('a', 8_000)).toBe(false)
})
