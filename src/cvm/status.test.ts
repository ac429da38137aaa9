import { describe, expect, it } from 'vitest'
import { isInTransition, statusTone, statusWord } from './status.ts'

describe('status', () => {
  it.each([
    ['running', false],
    ['stopped', false],
    ['created', false],
    ['starting', true],
    ['shutting_down', true],
    ['deleting', true],
    ['something-new', false],
  ])('%s in transition: %s', (status, expected) => {
    expect(isInTransition({ status })).toBe(expected)
  })

  it('counts any status as in transition while the API says that an operation is under way', () => {
    expect(isInTransition({ status: 'running', in_progress: true })).toBe(true)
    expect(isInTransition({ status: 'running', progress: { target: 'stopped' } })).toBe(true)
    expect(isInTransition({ status: 'running', progress: { target: null } })).toBe(false)
  })

  it('shows a boot error as bad and an unknown status as unknown, never as an error', () => {
    expect(statusTone({ status: 'exited', boot_error: 'no such image' })).toBe('bad')
    expect(statusTone({ status: 'hibernated' })).toBe('unknown')
  })

  it('writes snake case as words and leaves the unknown as it came', () => {
    expect(statusWord('shutting_down')).toBe('shutting down')
    expect(statusWord('HALF_OPEN?')).toBe('HALF_OPEN?')
  })
})
