import { describe, expect, it } from 'vitest'
import { ACTIONS, actionOf, likelyNext, whyNot } from './actions.ts'

const allowedIn = (status: string, extra = {}) =>
  ACTIONS.filter((a) => a.allowed({ status, ...extra })).map((a) => a.label)

describe('the action table', () => {
  it.each([
    ['stopped', ['Start', 'Replicate', 'Delete']],
    ['exited', ['Start', 'Replicate', 'Delete']],
    ['failed', ['Start', 'Replicate', 'Delete']],
    ['error', ['Start', 'Replicate', 'Delete']],
    ['created', ['Replicate', 'Delete']],
    ['deleted', []],
    ['deleting', ['Delete']],
    ['running', ['Shut down', 'Force stop', 'Restart', 'Force restart', 'Replicate', 'Delete']],
    ['starting', ['Force stop', 'Force restart', 'Replicate', 'Delete']],
    ['shutting_down', ['Force stop', 'Force restart', 'Replicate', 'Delete']],
    ['defragmenting', ['Force stop', 'Force restart', 'Replicate', 'Delete']],
    ['hibernated', ['Replicate', 'Delete']],
  ])('%s allows %j', (status, labels) => {
    expect(allowedIn(status)).toEqual(labels)
  })

  it('keeps the stronger actions while an operation is under way in a settled status', () => {
    expect(allowedIn('running', { in_progress: true })).toEqual([
      'Force stop',
      'Force restart',
      'Replicate',
      'Delete',
    ])
    expect(allowedIn('stopped', { progress: { target: 'running' } })).not.toContain('Start')
  })

  it('says why not in words that name the state', () => {
    expect(whyNot(actionOf('start'), { status: 'shutting_down' })).toBe(
      'Only a stopped CVM can be started; it is shutting down.',
    )
    expect(whyNot(actionOf('shutdown'), { status: 'running', in_progress: true })).toBe(
      'Only a running CVM can be shut down; it is running with an operation under way.',
    )
    expect(whyNot(actionOf('start'), { status: 'stopped' })).toBeUndefined()
  })

  it('offers the likely next action, and none where nothing is likely', () => {
    expect(likelyNext({ status: 'stopped' })).toBe('start')
    expect(likelyNext({ status: 'running' })).toBe('shutdown')
    expect(likelyNext({ status: 'restarting' })).toBe('stop')
    expect(likelyNext({ status: 'deleted' })).toBeUndefined()
  })
})
