import { x25519 } from '@noble/curves/ed25519'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseEnvKey } from './envKey.ts'
import { hexOfBytes } from './hex.ts'
import { openEnv } from './openEnv.ts'
import { sealEnv } from './sealEnv.ts'
import { trustDataNote, trustDataPresent, trustJson } from './testing/realData.ts'

const PRIVATE = '11'.repeat(32)
const PUBLIC = hexOfBytes(x25519.getPublicKey(PRIVATE))

// The points of order 1, 2, 4 and 8 on Curve25519, low to high, in canonical encoding.
const SMALL_ORDER = [
  '0100000000000000000000000000000000000000000000000000000000000000',
  'e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800',
  '5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
]

describe('the key that secrets are sealed for', () => {
  test('is taken with and without 0x, in either case, with blanks around it', () => {
    for (const text of [PUBLIC, `0x${PUBLIC}`, PUBLIC.toUpperCase(), ` ${PUBLIC}\n`]) {
      const key = parseEnvKey(text)
      expect(key.ok && hexOfBytes(key.bytes)).toBe(PUBLIC)
    }
  })

  test.each([
    '',
    '0x',
    PUBLIC.slice(2),
    `${PUBLIC}00`,
    `zz${PUBLIC.slice(2)}`,
    `${PUBLIC.slice(1)} `,
  ])('is refused unless it is 64 hex digits: %j', async (text) => {
    expect(parseEnvKey(text)).toEqual({
      ok: false,
      reason: 'the encryption key must be 64 hexadecimal digits',
    })
    await expect(sealEnv([], text)).rejects.toThrow('64 hexadecimal digits')
  })

  test('is refused when zero', async () => {
    await expect(sealEnv([], '00'.repeat(32))).rejects.toThrow('all zeros')
  })

  test.each(SMALL_ORDER)('is refused when everybody would know the secret: %s', async (point) => {
    await expect(sealEnv([], point)).rejects.toThrow('small-order point')
  })
})

describe('sealing', () => {
  test('gives back every pair, in order, to the holder of the private key', async () => {
    const pairs = fc.array(
      fc.record({ key: fc.string(), value: fc.string({ unit: 'grapheme', maxLength: 2000 }) }),
    )
    await fc.assert(
      fc.asyncProperty(pairs, async (env) => {
        expect(await openEnv(await sealEnv(env, PUBLIC), PRIVATE)).toEqual(env)
      }),
      { numRuns: 40 },
    )
  })

  test('carries nothing of its input but key and value, and never repeats itself', async () => {
    const pair = { key: 'A', value: 'b', note: 'not to be sent' }
    const [first, second] = await Promise.all([sealEnv([pair], PUBLIC), sealEnv([pair], PUBLIC)])
    expect(first).not.toBe(second)
    expect(first).toMatch(/^[0-9a-f]+$/)
    expect(first.length / 2).toBe(32 + 12 + '{"env":[{"key":"A","value":"b"}]}'.length + 16)
  })

  test('opens for nobody else, and not when a single bit was changed', async () => {
    const sealed = await sealEnv([{ key: 'A', value: 'b' }], PUBLIC)
    await expect(openEnv(sealed, '22'.repeat(32))).rejects.toThrow('sealed for another key')
    for (let at = 0; at < sealed.length; at += 2) {
      // The top bit of an X25519 public key is ignored by definition: flip the lowest.
      const flipped = (Number.parseInt(sealed.slice(at, at + 2), 16) ^ 1)
        .toString(16)
        .padStart(2, '0')
      const altered = sealed.slice(0, at) + flipped + sealed.slice(at + 2)
      await expect(openEnv(altered, PRIVATE)).rejects.toThrow('altered')
    }
  })

  test('refuses what was never sealed', async () => {
    await expect(openEnv('xyz', PRIVATE)).rejects.toThrow('must be hexadecimal')
    await expect(openEnv('00'.repeat(59), PRIVATE)).rejects.toThrow('too short')
    await expect(openEnv('00'.repeat(60), PRIVATE)).rejects.toThrow('altered')
    await expect(openEnv('00'.repeat(60), '00')).rejects.toThrow('private key')
  })
})

interface Vector {
  name: string
  recipient_private_key: string
  recipient_public_key: string
  plaintext: string
  ciphertext: string
}

describe.skipIf(!trustDataPresent)(`sealed-secret vectors${trustDataNote}`, () => {
  const vectors = trustDataPresent ? (trustJson('vectors/encrypted-env.json') as Vector[]) : []
  test.each(vectors)('$name', async ({ plaintext, ciphertext, ...key }) => {
    const env = (JSON.parse(plaintext) as { env: { key: string; value: string }[] }).env
    expect(hexOfBytes(x25519.getPublicKey(key.recipient_private_key))).toBe(
      key.recipient_public_key,
    )
    expect(await openEnv(ciphertext, key.recipient_private_key)).toEqual(env)
    const again = await sealEnv(env, key.recipient_public_key)
    expect(await openEnv(again, key.recipient_private_key)).toEqual(env)
    expect(again.length).toBe(ciphertext.length)
  })
})
