import { describe, expect, it } from 'vitest'
import type { CvmInfo } from '../../contract/cvm.ts'
import { facetOptions, inOrder, visibleCvms } from './filter.ts'
import { listQuery, nextSort, readListState } from './list-state.ts'

const cvm = (name: string, over: Partial<CvmInfo> = {}): CvmInfo => ({
  id: `cvm_${name}`,
  name,
  status: 'running',
  resource: { vcpu: 1, memory_in_gb: 2, instance_type: 'tdx.small' },
  gateway: {},
  created_at: '2026-01-01T00:00:00Z',
  ...over,
})

const fleet = [
  cvm('web-10', { status: 'stopped', created_at: '2026-03-01T00:00:00Z' }),
  cvm('web-9', { node_info: { object_type: 'node', name: 'prod9', region: 'us-west-1' } }),
  cvm('db', { app_id: 'f00dcafe', status: 'shutting_down', resource: { vcpu: 8 } }),
]
const names = (query: string) =>
  visibleCvms(fleet, readListState(new URLSearchParams(query))).map((one) => one.name)

describe('the list as its address describes it', () => {
  it('shows the newest first when nothing is said', () => {
    expect(names('')).toEqual(['web-10', 'db', 'web-9'])
  })

  it('orders names as people count, and both ways', () => {
    expect(names('sort=name')).toEqual(['db', 'web-9', 'web-10'])
    expect(names('sort=-name')).toEqual(['web-10', 'web-9', 'db'])
  })

  it('puts rows without a value last in either direction', () => {
    expect(names('sort=memory').at(-1)).toBe('db')
    expect(names('sort=-memory').at(-1)).toBe('db')
  })

  it('finds by every word, in names, ids, nodes and the words of a status', () => {
    expect(names('q=WEB+9')).toEqual(['web-9'])
    expect(names('q=f00d')).toEqual(['db'])
    expect(names('q=shutting+down')).toEqual(['db'])
    expect(names('q=nothing')).toEqual([])
  })

  it('takes several values of one facet as or, several facets as and', () => {
    expect(names('status=stopped&status=running&sort=name')).toEqual(['web-9', 'web-10'])
    expect(names('status=running&region=us-west-1')).toEqual(['web-9'])
    expect(names('status=stopped&region=us-west-1')).toEqual([])
  })

  it('offers the values that occur', () => {
    expect(facetOptions(fleet, 'instance_type')).toEqual([{ value: 'tdx.small', count: 2 }])
  })

  it('writes back what it read, and leaves out what is as usual', () => {
    const text = 'q=a&status=running&sort=-name'
    expect(listQuery(readListState(new URLSearchParams(text)), ['cvm_1'])).toMatchObject({
      q: 'a',
      status: ['running'],
      sort: '-name',
      selected: ['cvm_1'],
    })
    expect(listQuery(readListState(new URLSearchParams('sort=bogus')), [])).toMatchObject({
      sort: '',
    })
  })

  it('turns the order of the same column around', () => {
    expect(nextSort({ column: 'name', descending: false }, 'name').descending).toBe(true)
    expect(nextSort({ column: 'name', descending: true }, 'cpu')).toEqual({
      column: 'cpu',
      descending: false,
    })
  })
})

it('orders ten thousand rows as people count, without comparing by language', () => {
  const fleet = Array.from({ length: 10_000 }, (_, at) => cvm(`app-${(at * 7919) % 10_000}`))
  const sorted = inOrder(fleet, { column: 'name', descending: false })
  expect(sorted.slice(0, 3).map(({ name }) => name)).toEqual(['app-0', 'app-1', 'app-2'])
  expect(sorted.at(-1)?.name).toBe('app-9999')
})
