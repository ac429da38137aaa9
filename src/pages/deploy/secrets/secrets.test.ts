import { describe, expect, test } from 'vitest'
import { rowsOf, whyBadKey } from './rows.ts'
import { sshKeysIn, whyBadSshKeys } from './sshKeys.ts'
import { referencesIn } from '../../../compose/references.ts'

const ED25519 =
  'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl me@laptop'

describe('rows of the Secrets step', () => {
  const rows = rowsOf(
    referencesIn(
      'services:\n  a:\n    image: x\n    environment:\n' +
        '      A: ${A}\n      B: ${B:-b}\n      C: ${C:?give C}\n      D: $$D\n      E: "${A}${E-}"\n',
    ),
    { added: ['LATER', 'A'], filled: [], ssh_authorized_keys: '' },
  )

  test('every variable of the file has one, then those added by hand, each once', () => {
    expect(rows.map(({ key, without }) => [key, without])).toEqual([
      ['A', 'empty'],
      ['B', 'default'],
      ['C', 'required'],
      ['E', 'default'],
      ['LATER', 'empty'],
    ])
  })

  test('a row knows its default, what is wanted, and its lines', () => {
    expect(rows[1]).toMatchObject({ fallback: 'b', lines: [6] })
    expect(rows[2]).toMatchObject({ wanted: 'give C' })
    expect(rows[0]?.lines).toEqual([5, 9])
  })

  test('a variable that is added needs a name of its own', () => {
    expect(whyBadKey('NEW_1', rows)).toBeUndefined()
    expect(whyBadKey('', rows)).toBeDefined()
    expect(whyBadKey('1ST', rows)).toBeDefined()
    expect(whyBadKey('A-B', rows)).toBeDefined()
    expect(whyBadKey('LATER', rows)).toBe('LATER is in the list already.')
  })
})

describe('SSH authorized keys', () => {
  test('keys are read one a line, without comments', () => {
    expect(sshKeysIn(`# mine\n${ED25519}\n\n  `)).toEqual([ED25519])
    expect(whyBadSshKeys(`# mine\n${ED25519}\n`)).toBeUndefined()
  })

  test.each([
    ['not-a-key', 'must start with a key type'],
    ['ssh-ed25519', 'missing'],
    ['ssh-ed25519 !!!!', 'not complete'],
    ['ssh-ed25519 AAAAC3NzaC1lZDI1NTE5', 'not complete'],
    [ED25519.replace('ssh-ed25519 ', 'ssh-rsa '), 'the key inside is ssh-ed25519'],
    ['-----BEGIN OPENSSH PRIVATE KEY-----', 'private key'],
    [`${ED25519}\n${ED25519}`, 'Line 2: the same key as in line 1'],
  ])('%j is refused: %s', (text, why) => {
    expect(whyBadSshKeys(text)).toContain(why)
  })
})
