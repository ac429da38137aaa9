import { describe, expect, it } from 'vitest'
import { isCvmName } from './cvmName.ts'
import { bareAppId, cvmIdKind, cvmPathId } from './ids.ts'
import { isPathId } from './pathId.ts'

const hex = 'a1'.repeat(20)
const uuid = '7B0E6E1C-9C55-4F0A-8D7E-0123456789ab'

describe('identifiers', () => {
  it.each([
    [uuid, 'uuid', '7B0E6E1C9C554F0A8D7E0123456789ab'],
    [uuid.replaceAll('-', ''), 'uuid', '7B0E6E1C9C554F0A8D7E0123456789ab'],
    [hex, 'app_id', `app_${hex}`],
    [`app_${hex}`, 'app_id', `app_${hex}`],
    [`instance_${hex}`, 'instance_id', `instance_${hex}`],
    ['cvm_Xk29', 'id', 'cvm_Xk29'],
    ['my-app', 'name', 'my-app'],
    ['42', 'opaque', '42'],
    // Not version 4: left alone, as the official clients do.
    ['7b0e6e1c-9c55-1f0a-8d7e-0123456789ab', 'opaque', '7b0e6e1c-9c55-1f0a-8d7e-0123456789ab'],
  ])('%s is a %s and is sent as %s', (id, kind, path) => {
    expect(cvmIdKind(id)).toBe(kind)
    expect(cvmPathId(id)).toBe(path)
  })

  it.each(['..', '.', 'a/b', 'a%2fb', '', 'a b', '../x', 'ü', 'a'.repeat(200)])(
    'refuses %j as a path segment',
    (id) => {
      expect(isPathId(id)).toBe(false)
    },
  )

  it('writes an app id bare and in lower case', () => {
    expect(bareAppId(`app_${hex.toUpperCase()}`)).toBe(hex)
    expect(bareAppId(`0x${hex}`)).toBe(hex)
  })

  it.each([
    ['web', false],
    ['web-1', true],
    ['1web-a', false],
    ['web--a', false],
    ['web-a-', false],
    ['w'.repeat(63), true],
    ['w'.repeat(64), false],
  ])('%s is a name: %s', (name, expected) => {
    expect(isCvmName(name)).toBe(expected)
  })
})
