import fc from 'fast-check'
import { expect, test } from 'vitest'
import { paths } from '../paths.ts'
import { listQuery, readListState } from './cvms/list-state.ts'
import { prefillOf, withoutPrefill } from './deploy/prefill.ts'
import { safeNext } from './sign-in/next.ts'

const ORIGIN = 'https://console.example'
const pieces = fc.constantFrom(
  '/',
  '\\',
  '//',
  '.',
  '..',
  ':',
  '@',
  '?',
  '#',
  '%2f',
  '%5c',
  '\t',
  '\n',
  'https:',
  'javascript:',
  'evil.example',
  'cvms',
  'sign-in',
  '\u2028',
  ' ',
)
const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: pieces }), fc.webUrl())

test('wherever a link leads after signing in, it is on this origin and no sign-in', () => {
  fc.assert(
    fc.property(text, fc.boolean(), (given, slash) => {
      const next = safeNext(slash ? `/${given}` : given, ORIGIN)
      expect(next).toMatch(/^\/(?![/\\])/)
      const url = new URL(next, ORIGIN)
      expect(url.origin).toBe(ORIGIN)
      expect(url.pathname).not.toBe(paths.signIn())
      expect(safeNext(next, ORIGIN)).toBe(next)
    }),
    { numRuns: 2000 },
  )
})

test('an identifier in an address is one segment, and comes out as it went in', () => {
  // A lone half of a surrogate pair is no text, and no address can hold it.
  const id = fc.string({ unit: 'grapheme', minLength: 1 }).filter((one) => !/^\.{1,2}$/.test(one))
  fc.assert(
    fc.property(id, (cvmId) => {
      const { pathname, host } = new URL(paths.cvm(cvmId, 'logs'), ORIGIN)
      const segments = pathname.split('/')
      expect([host, segments.length]).toEqual(['console.example', 4])
      expect(decodeURIComponent(segments[2] ?? '')).toBe(cvmId)
    }),
  )
})

const searchOf = (names: readonly string[]) =>
  fc.array(fc.tuple(fc.oneof(fc.constantFrom(...names, '__proto__'), fc.string()), text))

test('any address of the list is a state of it, and is written as it was read', () => {
  fc.assert(
    fc.property(searchOf(['q', 'status', 'region', 'instance_type', 'sort']), (pairs) => {
      const state = readListState(new URLSearchParams(pairs))
      const { search } = new URL(paths.cvms(listQuery(state, [])), ORIGIN)
      const again = readListState(new URLSearchParams(search))
      // An empty word is left out of an address.
      const full = (words: readonly string[]) => words.filter((one) => one !== '')
      expect(again).toEqual({
        ...state,
        status: full(state.status),
        region: full(state.region),
        instance_type: full(state.instance_type),
      })
    }),
  )
})

test('no address fills in the value of a variable, and what it filled in is gone from it', () => {
  const names = ['template', 'compose', 'name', 'instance_type', 'region', 'env']
  const env = fc.oneof(
    text,
    fc.tuple(fc.stringMatching(/^[A-Z_]{1,9}$/), text).map(([name, value]) => `${name}=${value}`),
  )
  fc.assert(
    fc.property(searchOf(names), fc.array(env), (pairs, variables) => {
      const params = new URLSearchParams([
        ...pairs,
        ...variables.map((one) => ['env', one] as [string, string]),
      ])
      const prefill = prefillOf(params)
      for (const name of prefill?.env ?? []) expect(name).toMatch(/^[A-Za-z_]\w*$/)
      const rest = withoutPrefill(params)
      expect(prefillOf(rest)).toBeUndefined()
      const others = (search: URLSearchParams) =>
        [...search].filter(([name]) => !names.includes(name))
      expect([...rest]).toEqual(others(params))
    }),
  )
})
