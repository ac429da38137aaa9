import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isCvmName } from './cvmName.ts'
import { bareAppId, cvmIdKind, cvmPathId } from './ids.ts'
import { isPathId } from './pathId.ts'

const hex = (length: number) => fc.stringMatching(new RegExp(`^[0-9a-fA-F]{${length}}$`)) // oxlint-disable-line prefer-regex-literals
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string(),
  fc.uuid({ version: 4 }),
  hex(40),
  hex(40).map((id) => `app_${id}`),
  hex(40).map((id) => `instance_${id}`),
  fc.stringMatching(/^cvm_[A-Za-z0-9]{1,20}$/),
  fc.stringMatching(/^[a-zA-Z][a-zA-Z0-9-]{0,64}$/),
)

test('any text is one kind of identifier, and stays it in a path', () => {
  fc.assert(
    fc.property(text, (id) => {
      const kinds = ['id', 'uuid', 'app_id', 'instance_id', 'name', 'opaque']
      expect(kinds).toContain(cvmIdKind(id))
      expect(cvmPathId(cvmPathId(id))).toBe(cvmPathId(id))
      expect(cvmIdKind(cvmPathId(id))).toBe(cvmIdKind(id))
    }),
  )
})

test('every identifier that is one of the known kinds may stand in a path', () => {
  fc.assert(
    fc.property(text, (id) => {
      const refused = cvmIdKind(id) === 'opaque' || cvmIdKind(id) === 'id'
      expect(refused || isPathId(cvmPathId(id))).toBe(true)
    }),
  )
})

test('what may stand in a path is one segment for every reader of addresses', () => {
  fc.assert(
    fc.property(text, (id) => {
      fc.pre(isPathId(id))
      const url = new URL(`https://a.example/cvms/${id}/state?x#y`)
      expect([url.pathname, url.host]).toEqual([`/cvms/${id}/state`, 'a.example'])
      expect(encodeURIComponent(id)).toBe(id)
      expect(decodeURIComponent(id)).toBe(id)
    }),
  )
})

test('a name is what the rule says, letter by letter', () => {
  const near = fc.string({
    unit: fc.constantFrom('a', 'Z', '0', '-', '_', '.', ' ', 'ü'),
    maxLength: 66,
  })
  fc.assert(
    fc.property(near, (name) => {
      const parts = name.split('-')
      const rule =
        name.length >= 5 &&
        name.length <= 63 &&
        /^[a-zA-Z]/.test(name) &&
        parts.every((part) => /^[a-zA-Z0-9]+$/.test(part))
      expect(isCvmName(name)).toBe(rule)
    }),
    { numRuns: 1000 },
  )
})

test('an app id is bare once and for all', () => {
  fc.assert(
    fc.property(hex(40), fc.constantFrom('', 'app_', '0x', 'APP_', '0X'), (id, prefix) => {
      expect(bareAppId(prefix + id)).toBe(id.toLowerCase())
    }),
  )
})
