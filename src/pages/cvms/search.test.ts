import { describe, expect, it } from 'vitest'
import type { CvmInfo } from '../../contract/cvm.ts'
import { inOrder } from './filter.ts'
import { search } from './search.ts'

const cvm = (name: string, over: Partial<CvmInfo> = {}): CvmInfo => ({
  id: `cvm_${name}`,
  name,
  status: 'running',
  resource: {},
  gateway: {},
  ...over,
})
const names = (cvms: readonly CvmInfo[]) => cvms.map(({ name }) => name)

describe('the search', () => {
  const fleet = ['my-api-old', 'rapid', 'api-gateway', 'api', 'web'].map((name) => cvm(name))

  it('puts the exact name first, then prefixes, then words, then whatever contains it', () => {
    expect(names(search(fleet, 'API'))).toEqual(['api', 'api-gateway', 'my-api-old', 'rapid'])
  })

  it('keeps the order of rows that match equally well', () => {
    expect(
      names(
        search(
          ['b-x', 'a-x'].map((name) => cvm(name)),
          'x',
        ),
      ),
    ).toEqual(['b-x', 'a-x'])
  })

  it('knows an id by its beginning, with its kind and without', () => {
    const rows = [cvm('one', { app_id: 'app_f00dcafe' }), cvm('two', { app_id: 'app_00f00d' })]
    expect(names(search(rows, 'f00d'))).toEqual(['one', 'two'])
    expect(names(search(rows, 'app_f00dcafe'))).toEqual(['one'])
  })

  it('guesses only when nothing matches', () => {
    const rows = ['proud-beacon', 'prod-db'].map((name) => cvm(name))
    expect(names(search(rows, 'prod'))).toEqual(['prod-db'])
    expect(names(search(rows, 'prddb'))).toEqual(['prod-db'])
    expect(names(search(rows, 'zz'))).toEqual([])
  })

  it('takes every word, anywhere in the row', () => {
    const rows = [cvm('web', { status: 'shutting_down' }), cvm('web-2')]
    expect(names(search(rows, 'shutting web'))).toEqual(['web'])
  })
})

it('goes through ten thousand rows once for a search, and orders them without comparing by language', () => {
  const fleet = Array.from({ length: 10_000 }, (_, at) => cvm(`app-${(at * 7919) % 10_000}`))
  const sorted = inOrder(fleet, { column: 'name', descending: false })
  expect(names(sorted.slice(0, 3))).toEqual(['app-0', 'app-1', 'app-2'])
  expect(sorted.at(-1)?.name).toBe('app-9999')
  expect(names(search(sorted, 'app-42').slice(0, 3))).toEqual(['app-42', 'app-420', 'app-421'])
})
