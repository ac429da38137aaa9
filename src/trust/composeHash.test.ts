import { getComposeHash } from '@phala/dstack-sdk/get-compose-hash'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalJson, composeHash, hashOfString } from './composeHash.ts'
import { trustDataNote, trustDataPresent, trustJson } from './testing/realData.ts'

describe('canonical text of an app_compose', () => {
  test('sorts keys at every depth and leaves arrays in their order', () => {
    expect(canonicalJson({ b: [{ z: 1, a: 2 }], a: { d: null, c: true } })).toBe(
      '{"a":{"c":true,"d":null},"b":[{"a":2,"z":1}]}',
    )
  })

  test('orders keys by code unit: capitals first, and digits as text, not as numbers', () => {
    expect(canonicalJson({ a: 1, B: 2, '10': 3, '9': 4 })).toBe('{"10":3,"9":4,"B":2,"a":1}')
  })

  test('writes what is no number as null, keeps text unescaped, leaves undefined out', () => {
    expect(canonicalJson({ n: Number.NaN, i: -Infinity, u: undefined, s: 'é🔒</>&' })).toBe(
      '{"i":null,"n":null,"s":"é🔒</>&"}',
    )
    expect(canonicalJson([undefined])).toBe('[null]')
  })

  test('keeps a member named __proto__', () => {
    expect(canonicalJson(JSON.parse('{"b":1,"__proto__":{"x":1}}'))).toBe(
      '{"__proto__":{"x":1},"b":1}',
    )
  })

  test('refuses what is not JSON and what is nested beyond any real file', () => {
    expect(() => canonicalJson({ a: 1n })).toThrow('a bigint is not JSON')
    let deep: unknown = 1
    for (let level = 0; level < 300; level++) deep = [deep]
    expect(() => canonicalJson(deep)).toThrow('nested deeper than 200 levels')
  })

  test('says the same as the SDK for every app_compose without its traps', () => {
    const traps = ['__proto__', 'constructor']
    const key = fc.stringMatching(/^[a-z_]{1,12}$/).filter((name) => !traps.includes(name))
    const leaf = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.boolean(),
      fc.constant(null),
      fc.integer(),
    )
    const named = { noNullPrototype: true }
    const nested = fc.dictionary(key, leaf, named)
    const members = fc.dictionary(key, fc.oneof(leaf, fc.array(leaf), nested), named)
    fc.assert(
      fc.property(members, fc.string(), (extra, file) => {
        const compose = { ...extra, runner: 'docker-compose', docker_compose_file: file }
        expect(composeHash(compose)).toBe(getComposeHash(compose))
      }),
    )
  })

  test('disagrees with the SDK exactly where the SDK hashes something else', () => {
    const dropped = JSON.parse('{"runner":"r","__proto__":{"x":1}}') as { runner: string }
    expect(getComposeHash(dropped)).toBe(composeHash({ runner: 'r' }))
    expect(composeHash(dropped)).not.toBe(composeHash({ runner: 'r' }))
    const unsorted = { z: { constructor: 'x', a: 1 }, runner: 'r' }
    expect(getComposeHash(unsorted as never)).toBe(
      hashOfString('{"runner":"r","z":{"constructor":"x","a":1}}'),
    )
    expect(canonicalJson(unsorted)).toBe('{"runner":"r","z":{"a":1,"constructor":"x"}}')
    const reordered = { runner: 'r', '9': 1, '10': 2 }
    expect(getComposeHash(reordered)).toBe(hashOfString('{"9":1,"10":2,"runner":"r"}'))
    expect(composeHash(reordered)).toBe(hashOfString('{"10":2,"9":1,"runner":"r"}'))
  })
})

describe('hash of a delivered string', () => {
  test('is over its bytes as they are', () => {
    expect(hashOfString('')).toBe(
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    )
    expect(hashOfString('{"b":1, "a":2}')).not.toBe(composeHash({ b: 1, a: 2 }))
    expect(hashOfString('{"a":2,"b":1}')).toBe(composeHash({ b: 1, a: 2 }))
  })
})

interface Vector {
  name: string
  normalize: boolean
  app_compose_json: string
  compose_hash: string
}

describe.skipIf(!trustDataPresent)(`compose-hash vectors${trustDataNote}`, () => {
  const vectors = trustDataPresent ? (trustJson('vectors/compose-hash.json') as Vector[]) : []
  test.each(vectors)('$name', ({ normalize, app_compose_json, compose_hash }) => {
    // JSON cannot carry these two numbers: the vector spells them.
    const numbers: Record<string, number> = { NaN: Number.NaN, Infinity: Number.POSITIVE_INFINITY }
    const compose = JSON.parse(app_compose_json, (_, value: unknown) =>
      typeof value === 'string' ? (numbers[value] ?? value) : value,
    ) as { runner: string }
    // Normalising (dropping the members a runner does not read) is the author's choice, made before
    // hashing and not by it: only the SDK offers it.
    const hash = normalize ? getComposeHash(compose, true) : composeHash(compose)
    expect(hash).toBe(compose_hash)
  })
})
