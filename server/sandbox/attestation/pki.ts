import { p256 } from '@noble/curves/nist'
import { sha256 } from '@noble/hashes/sha2'
import { concatBytes } from '../../../src/trust/hex.ts'
import { SANDBOX_ROOT_NAME, SANDBOX_TCB_SIGNER } from '../../../src/trust/sandboxRoot.ts'
import {
  bits,
  boolean,
  integer,
  name,
  octets,
  oid,
  sequence,
  smallInteger,
  tagged,
  utcTime,
} from './derWriter.ts'

/**
 * The sandbox's certificate authority, shaped as Intel's: a root, a PCK CA, the PCK certificate of
 * one imaginary platform, and a certificate that signs TCB info. All private keys are hashes of
 * published labels: whoever reads this can sign the same, which is why the page calls a quote under
 * this root what it is, and never a TEE. ECDSA here is deterministic (RFC 6979), so the same input
 * gives the same bytes.
 */
export interface Identity {
  readonly name: string
  readonly secret: Uint8Array
}

const labelled = (label: string): Uint8Array =>
  sha256(`cvm-console sandbox ${label}: published, not a secret`)

export const ROOT: Identity = { name: SANDBOX_ROOT_NAME, secret: labelled('root CA') }
export const PCK_CA: Identity = { name: 'Sandbox PCK CA', secret: labelled('PCK CA') }
export const PCK: Identity = { name: 'Sandbox PCK certificate', secret: labelled('PCK') }
export const TCB_SIGNER: Identity = { name: SANDBOX_TCB_SIGNER, secret: labelled('TCB signing') }

/** A platform's security versions: what its PCK certificate says and what the TCB info lists. */
export const PLATFORM = {
  fmspc: new Uint8Array([0x5a, 0x4e, 0xdb, 0x0c, 0x00, 0x00]),
  cpu_svn: new Uint8Array(16).fill(3),
  pce_svn: 13,
}

const START = Date.UTC(2025, 0, 1) / 1000
const END = Date.UTC(2049, 11, 31) / 1000
const ECDSA_SHA256 = sequence(oid('1.2.840.10045.4.3.2'))
const SGX = '1.2.840.113741.1.13.1'

export const publicKey = (identity: Identity): Uint8Array =>
  p256.getPublicKey(identity.secret, false).slice()

/** ECDSA P-256 with SHA-256 over `message`, as r‖s. */
export const sign = (secret: Uint8Array, message: Uint8Array): Uint8Array =>
  p256.sign(sha256(message), secret).toCompactRawBytes().slice()

export const rootCertificate = (root: Identity = ROOT): Uint8Array => certificate(root, root, true)

/** Leaf, intermediate and root, the leaf first, as a quote carries them. */
export const pckChain = (root: Identity = ROOT): Uint8Array[] => [
  certificate(PCK, PCK_CA, false, sgxExtension()),
  certificate(PCK_CA, root, true),
  rootCertificate(root),
]

export const tcbChain = (root: Identity = ROOT): Uint8Array[] => [
  certificate(TCB_SIGNER, root, false),
  rootCertificate(root),
]

export const pem = (ders: readonly Uint8Array[]): string =>
  ders
    .map((bytes) => {
      const lines =
        Buffer.from(bytes)
          .toString('base64')
          .match(/.{1,64}/g) ?? []
      return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`
    })
    .join('')

export const serialOf = (identity: Identity): Uint8Array => sha256(identity.name).slice(0, 16)

/** A revocation list of `issuer`; times in seconds. */
export function revocationList(
  issuer: Identity,
  thisUpdate: number,
  nextUpdate: number,
  revoked: readonly Identity[] = [],
): Uint8Array {
  const entries = revoked.map((identity) =>
    sequence(integer(serialOf(identity)), utcTime(thisUpdate)),
  )
  return signed(
    issuer,
    sequence(
      smallInteger(1),
      ECDSA_SHA256,
      name(issuer.name),
      utcTime(thisUpdate),
      utcTime(nextUpdate),
      ...(entries.length > 0 ? [sequence(...entries)] : []),
    ),
  )
}

function certificate(
  subject: Identity,
  issuer: Identity,
  isCa: boolean,
  ...extensions: readonly Uint8Array[]
): Uint8Array {
  const key = sequence(oid('1.2.840.10045.2.1'), oid('1.2.840.10045.3.1.7'))
  const constraints = sequence(
    oid('2.5.29.19'),
    boolean(true),
    octets(sequence(...(isCa ? [boolean(true)] : []))),
  )
  return signed(
    issuer,
    sequence(
      tagged(0, smallInteger(2)),
      integer(serialOf(subject)),
      ECDSA_SHA256,
      name(issuer.name),
      sequence(utcTime(START), utcTime(END)),
      name(subject.name),
      sequence(key, bits(publicKey(subject))),
      tagged(3, sequence(constraints, ...extensions)),
    ),
  )
}

function signed(issuer: Identity, tbs: Uint8Array): Uint8Array {
  const signature = sign(issuer.secret, tbs)
  const pair = sequence(integer(signature.subarray(0, 32)), integer(signature.subarray(32)))
  return sequence(tbs, ECDSA_SHA256, bits(pair))
}

/** Intel's extension of a PCK certificate: who the platform is and how current (its specification, 1.3). */
function sgxExtension(): Uint8Array {
  const item = (suffix: string, value: Uint8Array) => sequence(oid(`${SGX}.${suffix}`), value)
  const components = [...PLATFORM.cpu_svn].map((svn, index) =>
    item(`2.${index + 1}`, smallInteger(svn)),
  )
  const tcb = sequence(
    ...components,
    item('2.17', smallInteger(PLATFORM.pce_svn)),
    item('2.18', octets(PLATFORM.cpu_svn)),
  )
  return sequence(
    oid(SGX),
    octets(
      sequence(
        item('1', octets(sha256('sandbox platform').slice(0, 16))),
        item('2', tcb),
        item('3', octets(new Uint8Array(2))),
        item('4', octets(PLATFORM.fmspc)),
        item('5', concatBytes(new Uint8Array([0x0a, 1, 1]))),
      ),
    ),
  )
}
