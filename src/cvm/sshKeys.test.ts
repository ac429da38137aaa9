import { describe, expect, test } from 'vitest'
import {
  isSameSshKey,
  sshKeyComment,
  sshKeysIn,
  whyBadPublicKey,
  whyBadSshKeys,
} from './sshKeys.ts'

const ED25519 =
  'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl me@laptop'

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

/** An RSA key with a modulus of that many bits. */
function rsa(bits: number): string {
  const modulus = new Uint8Array(bits / 8 + 1).fill(0xff).fill(0, 0, 1)
  const part = (bytes: Uint8Array) => [0, 0, bytes.length >> 8, bytes.length & 255, ...bytes]
  const type = new TextEncoder().encode('ssh-rsa')
  const bytes = [...part(type), ...part(new Uint8Array([1, 0, 1])), ...part(modulus)]
  return `ssh-rsa ${btoa(String.fromCharCode(...bytes))}`
}

describe('one public key', () => {
  test.each([ED25519, `  ${ED25519}\n`, `# mine\n${ED25519}`, rsa(2048), rsa(4096)])(
    '%j is one',
    (text) => expect(whyBadPublicKey(text)).toBeUndefined(),
  )

  test.each([
    ['', 'Paste a public key.'],
    ['# only a comment', 'Paste a public key.'],
    [`${ED25519}\n${rsa(2048)}`, 'These are 2 keys. Add them one at a time.'],
    [rsa(1024), 'An RSA key needs 2048 bits at least; this one has 1024.'],
    ['command="ls" ' + ED25519, 'It must start with a key type such as ssh-ed25519'],
    [rsa(2048).slice(0, -40), 'The key is not complete'],
    ['-----BEGIN OPENSSH PRIVATE KEY-----', 'This is a private key.'],
  ])('%j is not: %s', (text, why) => {
    expect(whyBadPublicKey(text)).toContain(why)
  })

  test('its comment is what follows it, and does not count in a comparison', () => {
    expect(sshKeyComment(ED25519)).toBe('me@laptop')
    expect(sshKeyComment(rsa(2048))).toBe('')
    expect(isSameSshKey(ED25519, ED25519.replace('me@laptop', 'work'))).toBe(true)
    expect(isSameSshKey(ED25519, rsa(2048))).toBe(false)
  })
})
