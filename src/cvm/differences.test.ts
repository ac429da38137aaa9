import { describe, expect, it } from 'vitest'
import type { CvmInfo } from '../contract/cvm.ts'
import { differencesOf, standsOut } from './differences.ts'

const cvm = (id: string, change: Partial<CvmInfo> = {}): CvmInfo => ({
  id,
  name: 'web',
  status: 'running',
  compose_hash: 'aa',
  resource: { instance_type: 'tdx.small', vcpu: 1, memory_in_gb: 2, disk_in_gb: 20 },
  os: { name: 'dstack-0.5.5' },
  gateway: {},
  public_logs: true,
  ...change,
})

describe('differences of replicas', () => {
  it('are none where all are alike, and of one alone', () => {
    expect(differencesOf([cvm('a'), cvm('b')])).toEqual([])
    expect(differencesOf([cvm('a')])).toEqual([])
  })

  it('name the field, and who has what, the most common first', () => {
    const found = differencesOf([
      cvm('old', { compose_hash: 'bb' }),
      cvm('a'),
      cvm('b', { os: { name: 'dstack-dev-0.5.5' } }),
    ])
    expect(found).toEqual([
      {
        field: 'compose_hash',
        groups: [
          { value: 'aa', ids: ['a', 'b'] },
          { value: 'bb', ids: ['old'] },
        ],
      },
      {
        field: 'os',
        groups: [
          { value: 'dstack-0.5.5', ids: ['old', 'a'] },
          { value: 'dstack-dev-0.5.5', ids: ['b'] },
        ],
      },
    ])
    expect(['old', 'a', 'b'].filter((id) => standsOut(found[0], id))).toEqual(['old'])
  })

  it('make all stand out when there is no majority', () => {
    const [difference] = differencesOf([cvm('a'), cvm('b', { public_logs: false })])
    expect(difference?.groups.map(({ value }) => value)).toEqual(['logs', 'nothing'])
    expect(standsOut(difference, 'a') && standsOut(difference, 'b')).toBe(true)
  })

  it('do not count what is deleted, nor what the API does not say', () => {
    expect(
      differencesOf([
        cvm('a'),
        cvm('gone', { status: 'deleted', compose_hash: 'bb' }),
        cvm('unknown', { compose_hash: null, os: null }),
      ]),
    ).toEqual([])
  })
})
