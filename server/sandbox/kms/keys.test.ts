import { describe, expect, test } from 'vitest'
import { checkKmsSignature } from '../../../src/trust/kmsSignature.ts'
import { kmsRootsFor } from '../../../src/trust/roots.ts'
import { sealEnv } from '../../../src/trust/sealEnv.ts'
import { appKeys } from './keys.ts'
import { signedPubkey } from './sign.ts'

const ROOT = new Uint8Array(32).fill(7)
const APP = 'ab'.repeat(20)

describe('keys of an app', () => {
  test('are the same for the same root and app, in every spelling of the app id', () => {
    const { publicKey } = appKeys(ROOT, APP)
    expect(publicKey).toMatch(/^[0-9a-f]{64}$/)
    for (const spelling of [`app_${APP}`, `0x${APP}`, APP.toUpperCase()]) {
      expect(appKeys(ROOT, spelling).publicKey).toBe(publicKey)
    }
  })

  test('differ from app to app and from root to root', () => {
    const keys = [
      appKeys(ROOT, APP),
      appKeys(ROOT, 'ac'.repeat(20)),
      appKeys(new Uint8Array(32).fill(8), APP),
    ]
    expect(new Set(keys.map(({ publicKey }) => publicKey)).size).toBe(3)
  })

  test('open what was sealed for them, and only that', async () => {
    const pairs = [
      { key: 'TOKEN', value: 'sésame 🔑\nsecond line' },
      { key: 'EMPTY', value: '' },
    ]
    const mine = appKeys(ROOT, APP)
    const sealed = await sealEnv(pairs, mine.publicKey)
    expect(await mine.open(sealed)).toEqual(pairs)
    await expect(appKeys(ROOT, 'ac'.repeat(20)).open(sealed)).rejects.toThrow(/another key/)
    await expect(
      mine.open(sealed.slice(0, -1) + (sealed.endsWith('0') ? '1' : '0')),
    ).rejects.toThrow(TypeError)
    await expect(mine.open('not hex')).rejects.toThrow(/hexadecimal/)
    await expect(mine.open('ab')).rejects.toThrow(/too short/)
  })

  test('are refused to anything that is no app id', () => {
    for (const id of ['', 'ab', `${APP}00`, 'zz'.repeat(20), `instance_${APP}`]) {
      expect(() => appKeys(ROOT, id)).toThrow(TypeError)
      expect(() => signedPubkey(ROOT, id)).toThrow(TypeError)
    }
  })

  test('come signed by the sandbox KMS, which is known as one on the sandbox only', () => {
    const answer = signedPubkey(ROOT, `app_${APP}`)
    expect(Object.keys(answer).sort()).toEqual(['public_key', 'signature'])
    expect(checkKmsSignature(answer, APP, kmsRootsFor('sandbox'), 0).verdict).toBe('known root')
    expect(checkKmsSignature(answer, APP, kmsRootsFor('cloud'), 0).verdict).toBe('unknown key')
  })
})
