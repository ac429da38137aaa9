import { p256 } from '@noble/curves/nist'
import { secp256k1 } from '@noble/curves/secp256k1'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bytesOfHex, hexOfBytes } from './hex.ts'
import { checkKmsSignature, kmsSignatureSentence, signEnvKey } from './kmsSignature.ts'
import { kmsRootsFor, PHALA_KMS, SANDBOX_KMS } from './roots.ts'
import type { KmsRoot } from './roots.ts'
import { SANDBOX_KMS_CA_PRIVATE_KEY, SANDBOX_KMS_PRIVATE_KEY } from './sandboxKms.ts'
import { trustDataNote, trustDataPresent, trustJson } from './testing/realData.ts'

const APP = 'ab'.repeat(20)
const KEY = 'cd'.repeat(32)
const NOW = 1_800_000_000
const SECRET = new Uint8Array(32).fill(7)
const ROOT: KmsRoot = {
  name: 'Test KMS',
  source: 'this test',
  k256: hexOfBytes(secp256k1.getPublicKey(SECRET, true)),
}
const signed = (timestamp?: number) =>
  timestamp === undefined
    ? { public_key: KEY, signature: signEnvKey(SECRET, APP, KEY) }
    : { public_key: KEY, timestamp, signature_v1: signEnvKey(SECRET, APP, KEY, timestamp) }

describe('the signature on an encryption key', () => {
  test('by a known root names the root', () => {
    expect(checkKmsSignature(signed(), APP, [PHALA_KMS, ROOT], NOW)).toEqual({
      verdict: 'known root',
      root: ROOT,
      signer: ROOT.k256,
      form: 'legacy',
    })
  })

  test('is the same for an app id written as app_…, 0x… or bare', () => {
    for (const id of [`app_${APP}`, `0x${APP}`, APP.toUpperCase()]) {
      expect(checkKmsSignature(signed(), id, [ROOT], NOW).verdict).toBe('known root')
    }
  })

  test('by anyone else is by an unknown key, however well it is made', () => {
    const verdict = checkKmsSignature(signed(), APP, [PHALA_KMS], NOW)
    expect(verdict).toEqual({ verdict: 'unknown key', signer: ROOT.k256, form: 'legacy' })
  })

  test('for another app or another key is never by the root', () => {
    const other = { ...signed(), public_key: 'ce'.repeat(32) }
    expect(checkKmsSignature(other, APP, [ROOT], NOW).verdict).not.toBe('known root')
    expect(checkKmsSignature(signed(), 'ac'.repeat(20), [ROOT], NOW).verdict).not.toBe('known root')
  })

  test('with any bit flipped is never by the root', () => {
    const { signature } = signed()
    const bytes = bytesOfHex(signature ?? '') ?? new Uint8Array()
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const altered = bytes.slice()
      altered[bit >> 3] = (altered[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      const answer = { public_key: KEY, signature: hexOfBytes(altered) }
      expect(checkKmsSignature(answer, APP, [ROOT], NOW).verdict).not.toBe('known root')
    }
  })

  test('with a time holds for five minutes, and for one in the future', () => {
    const verdictAt = (time: number) => checkKmsSignature(signed(NOW), APP, [ROOT], time)
    expect(verdictAt(NOW)).toMatchObject({ verdict: 'known root', form: 'v1' })
    expect(verdictAt(NOW + 300).verdict).toBe('known root')
    expect(verdictAt(NOW - 60).verdict).toBe('known root')
    expect(verdictAt(NOW + 301)).toMatchObject({
      verdict: 'malformed',
      reason: expect.stringContaining('may be a replay'),
    })
    expect(verdictAt(NOW - 61)).toMatchObject({
      verdict: 'malformed',
      reason: expect.stringContaining('in the future'),
    })
  })

  test('covers its time', () => {
    const moved = { ...signed(NOW), timestamp: NOW + 1 }
    expect(checkKmsSignature(moved, APP, [ROOT], NOW).verdict).not.toBe('known root')
    const { timestamp: _, ...without } = signed(NOW)
    expect(checkKmsSignature(without, APP, [ROOT], NOW).verdict).toBe('malformed')
  })

  test('that is not there, or is none, is told apart', () => {
    expect(checkKmsSignature({ public_key: KEY }, APP, [ROOT], NOW)).toEqual({
      verdict: 'unsigned',
    })
    expect(checkKmsSignature({ public_key: KEY, signature: '' }, APP, [ROOT], NOW).verdict).toBe(
      'unsigned',
    )
    for (const signature of ['00', 'zz'.repeat(65), '00'.repeat(65), `${'ff'.repeat(64)}09`]) {
      expect(checkKmsSignature({ public_key: KEY, signature }, APP, [ROOT], NOW).verdict).toBe(
        'malformed',
      )
    }
  })

  test('never throws and never passes on anything random', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.string(),
        fc.uint8Array({ minLength: 60, maxLength: 70 }),
        (app, key, bytes) => {
          const answer = { public_key: key, signature: hexOfBytes(bytes) }
          expect(checkKmsSignature(answer, app, [ROOT], NOW).verdict).not.toBe('known root')
          const wellFormed = { public_key: KEY, signature: hexOfBytes(bytes) }
          expect(checkKmsSignature(wellFormed, APP, [ROOT], NOW).verdict).not.toBe('known root')
        },
      ),
    )
  })

  test('has a sentence of its own for each verdict', () => {
    const sentences = [
      checkKmsSignature(signed(), APP, [ROOT], NOW),
      checkKmsSignature(signed(NOW), APP, [ROOT], NOW),
      checkKmsSignature(signed(), APP, [], NOW),
      checkKmsSignature({ public_key: KEY }, APP, [ROOT], NOW),
      checkKmsSignature({ public_key: KEY, signature: '00' }, APP, [ROOT], NOW),
    ].map(kmsSignatureSentence)
    expect(new Set(sentences).size).toBe(5)
    expect(sentences[0]).toMatch(/Test KMS.*could be replayed/)
    expect(sentences[2]).toContain('a key that this page does not know')
  })
})

describe('roots', () => {
  test('the sandbox root is the published key, and counts on the sandbox only', () => {
    expect(hexOfBytes(secp256k1.getPublicKey(SANDBOX_KMS_PRIVATE_KEY, true))).toBe(SANDBOX_KMS.k256)
    expect(SANDBOX_KMS.ca_spki?.slice(-130)).toBe(
      hexOfBytes(p256.getPublicKey(SANDBOX_KMS_CA_PRIVATE_KEY, false)),
    )
    expect(kmsRootsFor('sandbox')).toEqual([SANDBOX_KMS])
    expect(kmsRootsFor('cloud')).toEqual([PHALA_KMS])
    expect(kmsRootsFor('cloud', [SANDBOX_KMS, ROOT])).toEqual([PHALA_KMS, ROOT])
  })

  test('the sandbox signs as a KMS does, and the page says what that is worth', () => {
    const answer = { public_key: KEY, signature: signEnvKey(SANDBOX_KMS_PRIVATE_KEY, APP, KEY) }
    const verdict = checkKmsSignature(answer, APP, kmsRootsFor('sandbox'), NOW)
    expect(kmsSignatureSentence(verdict)).toContain('this is a sandbox, nothing more')
    expect(checkKmsSignature(answer, APP, kmsRootsFor('cloud'), NOW).verdict).toBe('unknown key')
  })
})

interface Vector {
  kms_signer_private_key?: string
  kms_signer_pubkey: string
  app_id: string
  public_key: string
  timestamp?: number
  signature: string
  signature_v1?: string
}

describe.skipIf(!trustDataPresent)(`KMS signature vectors${trustDataNote}`, () => {
  const vectors = trustDataPresent
    ? (trustJson('vectors/kms-pubkey-signature.json') as Vector[])
    : []
  for (const vector of vectors) {
    const root = {
      name: 'vector',
      source: 'vector',
      k256: vector.kms_signer_pubkey.replace(/^0x/, ''),
    }
    const { public_key, signature } = vector
    test(`${vector.app_id} is recovered and made again`, () => {
      expect(checkKmsSignature({ public_key, signature }, vector.app_id, [root], 0)).toMatchObject({
        verdict: 'known root',
        form: 'legacy',
      })
      if (vector.timestamp === undefined) return
      expect(checkKmsSignature(vector, vector.app_id, [root], vector.timestamp)).toMatchObject({
        verdict: 'known root',
        form: 'v1',
      })
      const secret = bytesOfHex(vector.kms_signer_private_key ?? '') ?? new Uint8Array()
      expect(signEnvKey(secret, vector.app_id, public_key)).toBe(signature)
      expect(signEnvKey(secret, vector.app_id, public_key, vector.timestamp)).toBe(
        vector.signature_v1,
      )
    })
  }
})
