import { describe, expect, it } from 'vitest'
import type { CvmInfo } from '../contract/cvm.ts'
import { matching, search } from './search.ts'

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

  it('knows a UUID with its dashes and without', () => {
    const dashed = '0f8fad5b-d9cb-469f-a165-70867728950e'
    const bare = dashed.replaceAll('-', '')
    const rows = [cvm('one', { vm_uuid: dashed }), cvm('two')]
    for (const q of [dashed, bare, dashed.toUpperCase(), '0f8fad5b-d9', '0f8fad5bd9']) {
      expect(names(search(rows, q))).toEqual(['one'])
    }
  })

  it('can be asked without guesses, for what would be acted on', () => {
    expect(names(matching([cvm('prod-db')], 'prddb'))).toEqual([])
    expect(names(matching([cvm('prod-db')], 'db'))).toEqual(['prod-db'])
  })

  it('takes every word, anywhere in the row', () => {
    const rows = [cvm('web', { status: 'shutting_down' }), cvm('web-2')]
    expect(names(search(rows, 'shutting web'))).toEqual(['web'])
  })
})

it('finds while a text is typed and taken back what it finds when asked anew', () => {
  const parts = ['api', 'web', 'db', 'pi', 'a', 'us-west', 'b-d']
  const fleet = Array.from({ length: 200 }, (_, at) =>
    cvm([0, 3, 5].map((by) => parts[(at * 11 + by * at) % parts.length]).join('-') + at, {
      status: at % 3 ? 'running' : 'stopped',
    }),
  )
  const typed = ['api web', 'a  running', 'running a', 'stop', ' b-d', 'xq', 'pi-1 pi', 'web']
  for (const text of typed) {
    const states = Array.from(text, (_, at) => text.slice(0, at + 1))
    for (const q of [...states, ...states.toReversed()]) {
      expect([q, ...names(matching(fleet, q))]).toEqual([q, ...names(matching([...fleet], q))])
    }
  }
})

it('goes through ten thousand rows', () => {
  const fleet = Array.from({ length: 10_000 }, (_, at) => cvm(`app-${at}`))
  expect(names(search(fleet, 'app-42').slice(0, 3))).toEqual(['app-42', 'app-420', 'app-421'])
})
