import { p256 } from '@noble/curves/nist'
import { sha256, sha384, sha512 } from '@noble/hashes/sha2'
import { concatBytes } from '../../../src/trust/hex.ts'
import { PCK, pckChain, pem, PLATFORM, ROOT, sign } from './pki.ts'
import type { Identity } from './pki.ts'

/** What differs from one sandbox TD to the next. */
export interface TdValues {
  readonly instance: string
  readonly os_image_hash: string
  readonly mr_config_id: Uint8Array
  readonly registers: readonly Uint8Array[]
  readonly debug?: boolean
  readonly root?: Identity
}

/** Security versions of the sandbox's TDX module: version 1.5 (index 1), listed in its TCB info. */
export const TEE_TCB_SVN = new Uint8Array([11, 1, 4, ...Array.from({ length: 13 }, () => 0)])

/** The quoting enclave's measurements; its QE identity lists the same. */
export const QE = {
  mr_signer: sha256('sandbox quoting enclave signer'),
  isv_prod_id: 2,
  isv_svn: 4,
}

const QE_VENDOR = Uint8Array.from(Buffer.from('939a7233f79c4ca9940a0db3957f0607', 'hex'))
/** Hosts pad quotes to a fixed buffer; the parser has to live with it. */
const PADDING = 32

/** A TDX quote of version 4, signed as a platform signs, under the sandbox's root. */
export function makeQuote(values: TdValues): Uint8Array {
  const attestationSecret = sha256(
    `cvm-console sandbox attestation key of ${values.instance}: published, not a secret`,
  )
  const attestationKey = p256.getPublicKey(attestationSecret, false).slice(1)
  const signedPart = concatBytes(header(), report(values))
  const authData = new Uint8Array(32).map((_, index) => index)
  const qe = qeReport(sha256(concatBytes(attestationKey, authData)))
  const certificates = concatBytes(text(pem(pckChain(values.root ?? ROOT))), new Uint8Array(1))
  const certification = concatBytes(
    qe,
    sign(PCK.secret, qe),
    u16(authData.length),
    authData,
    u16(5),
    u32(certificates.length),
    certificates,
  )
  const signatureData = concatBytes(
    sign(attestationSecret, signedPart),
    attestationKey,
    u16(6),
    u32(certification.length),
    certification,
  )
  return concatBytes(signedPart, u32(signatureData.length), signatureData, new Uint8Array(PADDING))
}

const header = (): Uint8Array =>
  concatBytes(u16(4), u16(2), u32(0x81), u16(0), u16(0), QE_VENDOR, new Uint8Array(20))

function report(values: TdValues): Uint8Array {
  const septVeDisable = 0x10
  return concatBytes(
    TEE_TCB_SVN,
    sha384('sandbox TDX module'),
    new Uint8Array(48),
    new Uint8Array(8),
    new Uint8Array([values.debug ? 1 : 0, 0, 0, septVeDisable, 0, 0, 0, 0]),
    new Uint8Array([0xe7, 0x02, 0x06, 0, 0, 0, 0, 0]),
    sha384(`sandbox firmware of ${values.os_image_hash}`),
    values.mr_config_id,
    new Uint8Array(48),
    new Uint8Array(48),
    ...values.registers,
    sha512(`sandbox report data of ${values.instance}`),
  )
}

function qeReport(reportData: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(384)
  bytes.set(PLATFORM.cpu_svn, 0)
  bytes.set([0x15, 0, 0, 0, 0, 0, 0, 0, 0xe7], 48)
  bytes.set(sha256('sandbox quoting enclave'), 64)
  bytes.set(QE.mr_signer, 128)
  bytes.set(u16(QE.isv_prod_id), 256)
  bytes.set(u16(QE.isv_svn), 258)
  bytes.set(reportData, 320)
  return bytes
}

const text = (value: string): Uint8Array => new TextEncoder().encode(value)
const u16 = (value: number): Uint8Array => new Uint8Array([value & 0xff, value >> 8])
const u32 = (value: number): Uint8Array =>
  new Uint8Array([value & 0xff, (value >> 8) & 0xff, (value >> 16) & 0xff, value >>> 24])
