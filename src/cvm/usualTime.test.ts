import { describe, expect, test } from 'vitest'
import { slowAgainst, usualMs } from './usualTime.ts'

const took = (duration_ms: number | null, status = 'completed', operation_type = 'restart') => ({
  operation_type,
  status,
  duration_ms,
})
const restarting = { status: 'restarting', operation_type: 'restart' }

describe('the usual time of an operation', () => {
  test('is the median of the same kind on the same CVM, once there are three', () => {
    expect(usualMs(restarting, [took(9000), took(4000), took(5000)])).toBe(5000)
    expect(usualMs(restarting, [took(9000), took(4000)])).toBe(90_000)
  })

  test('counts neither other kinds, nor what failed, nor what is under way', () => {
    const past = [
      took(1, 'failed'),
      took(null, 'in_progress'),
      took(2, 'completed', 'stop'),
      took(4000),
      took(5000),
    ]
    expect(usualMs(restarting, past)).toBe(90_000)
    expect(usualMs(restarting, [...past, took(6000)])).toBe(5000)
  })

  test('is that of the operation under way where the CVM does not name it', () => {
    const past = [took(null, 'in_progress'), took(4000), took(5000), took(6000)]
    expect(usualMs({ status: 'restarting' }, past)).toBe(5000)
    expect(usualMs({ status: 'restarting' }, past.slice(1))).toBe(90_000)
  })

  test('of a transition that nobody has heard of is a minute', () => {
    expect(usualMs({ status: 'levitating' })).toBe(60_000)
  })
})

describe('an operation', () => {
  const began = Date.parse('2026-01-01T00:00:00Z')
  const stopping = { status: 'stopping', started_at: '2026-01-01T00:00:00Z' }

  test('is slow when it takes more than twice its usual time, not before', () => {
    expect(slowAgainst(stopping, [], began + 30_000)).toBeUndefined()
    expect(slowAgainst(stopping, [], began + 30_001)).toBe(15_000)
  })

  test('whose beginning is unknown, or in the future, is not called slow', () => {
    expect(slowAgainst({ status: 'stopping' }, [], began)).toBeUndefined()
    expect(slowAgainst(stopping, [], began - 100_000)).toBeUndefined()
  })
})
