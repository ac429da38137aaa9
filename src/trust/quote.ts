import { hexOfBytes } from './hex.ts'

/** The registers and settings that a TD's quote signs; every field as the bytes in the quote. */
export interface TdReport {
  readonly tee_tcb_svn: Uint8Array
  readonly mr_seam: Uint8Array
  readonly mr_signer_seam: Uint8Array
  readonly seam_attributes: Uint8Array
  readonly td_attributes: Uint8Array
  readonly xfam: Uint8Array
  readonly mrtd: Uint8Array
  readonly mr_config_id: Uint8Array
  readonly mr_owner: Uint8Array
  readonly mr_owner_config: Uint8Array
  readonly rtmr0: Uint8Array
  readonly rtmr1: Uint8Array
  readonly rtmr2: Uint8Array
  readonly rtmr3: Uint8Array
  readonly report_data: Uint8Array
}

/** A stretch of the quote: [from, to) in bytes. */
export type Region = readonly [from: number, to: number]

export type RegionName =
  | 'header'
  | 'body'
  | 'signature'
  | 'attestation_key'
  | 'qe_report'
  | 'qe_report_signature'
  | 'qe_auth_data'
  | 'certificates'
  | 'padding'

export interface TdxQuote {
  readonly bytes: Uint8Array
  readonly version: 4 | 5
  readonly report: TdReport
  readonly regions: Readonly<Record<RegionName, Region>>
  /** PEM certificates as the quote carries them: leaf, intermediate, a copy of the root. */
  readonly certificates: Uint8Array
}

export type ParsedQuote =
  | { readonly ok: true; readonly quote: TdxQuote }
  | { readonly ok: false; readonly reason: string }

const HEADER = 48
const QE_REPORT = 384
const QE_AUTH_DATA = 32
const TDX = 0x81
const ECDSA_P256 = 2
const INTEL_QE_VENDOR = '939a7233f79c4ca9940a0db3957f0607'
/** Bytes of a TD report 1.0 and 1.5, by the body type that a version 5 quote announces. */
const BODY_SIZES: Readonly<Record<number, number>> = { 2: 584, 3: 648 }
/** Far above any real quote (about 5 kB): larger input is refused before it is read. */
const MAX_QUOTE = 64 * 1024

const FIELDS = [
  ['tee_tcb_svn', 16],
  ['mr_seam', 48],
  ['mr_signer_seam', 48],
  ['seam_attributes', 8],
  ['td_attributes', 8],
  ['xfam', 8],
  ['mrtd', 48],
  ['mr_config_id', 48],
  ['mr_owner', 48],
  ['mr_owner_config', 48],
  ['rtmr0', 48],
  ['rtmr1', 48],
  ['rtmr2', 48],
  ['rtmr3', 48],
  ['report_data', 64],
] as const satisfies readonly (readonly [keyof TdReport, number])[]

class QuoteError extends Error {}

/**
 * Reads a TDX quote of version 4 or 5 (Intel TDX DCAP Quoting Library API, appendix A). Stricter than
 * the verification library: every length must be exact, so that nothing can hide in slack; only
 * what follows the signature data (hosts pad quotes with zeros) is left open.
 */
export function parseQuote(bytes: Uint8Array): ParsedQuote {
  try {
    return { ok: true, quote: read(bytes) }
  } catch (error) {
    if (error instanceof QuoteError) return { ok: false, reason: error.message }
    throw error
  }
}

function read(bytes: Uint8Array): TdxQuote {
  if (bytes.length > MAX_QUOTE) throw new QuoteError(`longer than ${MAX_QUOTE} bytes`)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let at = 0
  const take = (length: number, what: string): Region => {
    if (at + length > bytes.length)
      throw new QuoteError(`cut off in ${what}, at byte ${bytes.length}`)
    at += length
    return [at - length, at]
  }
  const u16 = (what: string) => view.getUint16(take(2, what)[0], true)
  const u32 = (what: string) => view.getUint32(take(4, what)[0], true)

  const header = take(HEADER, 'the header')
  const version = view.getUint16(0, true)
  if (version !== 4 && version !== 5) throw new QuoteError(notAQuote(bytes, version))
  if (view.getUint16(2, true) !== ECDSA_P256)
    throw new QuoteError('signed with an unknown key type')
  if (view.getUint32(4, true) !== TDX) throw new QuoteError('not a quote of a TDX guest')
  if (hexOfBytes(bytes.subarray(12, 28)) !== INTEL_QE_VENDOR) {
    throw new QuoteError('not made by Intel’s quoting enclave')
  }

  const size = version === 4 ? 584 : bodySize(u16('the body type'), u32('the body size'))
  const report = take(size, 'the body')
  const signatureData = u32('the signature data’s length')
  const end = at + signatureData
  if (end > bytes.length)
    throw new QuoteError(`cut off: ${end} bytes announced, ${bytes.length} there`)
  const signature = take(64, 'the signature')
  const attestationKey = take(64, 'the attestation key')
  expect(u16('the certification type'), 6, 'certification type')
  expect(u32('the certification length') + at, end, 'end of the certification data')
  const qeReport = take(QE_REPORT, 'the QE report')
  const qeSignature = take(64, 'the QE report’s signature')
  expect(u16('the QE authentication data'), QE_AUTH_DATA, 'length of the QE authentication data')
  const qeAuthData = take(QE_AUTH_DATA, 'the QE authentication data')
  expect(u16('the certificate type'), 5, 'certificate type')
  expect(u32('the certificates’ length') + at, end, 'end of the certificates')
  const certificates = take(end - at, 'the certificates')

  return {
    bytes,
    version,
    report: readReport(bytes.subarray(...report)),
    regions: {
      header,
      // The type and size that a version 5 quote announces are signed as well.
      body: [HEADER, report[1]],
      signature,
      attestation_key: attestationKey,
      qe_report: qeReport,
      qe_report_signature: qeSignature,
      qe_auth_data: qeAuthData,
      certificates,
      padding: [end, bytes.length],
    },
    certificates: bytes.subarray(...certificates),
  }
}

/** dstack 0.6 can hand out an attestation container instead of the quote itself: it starts with 00. */
const notAQuote = (bytes: Uint8Array, version: number): string =>
  bytes[0] === 0
    ? 'a versioned attestation container and not a bare quote: this page cannot read it yet'
    : `not a TDX quote (version ${version}, known are 4 and 5)`

function bodySize(type: number, size: number): number {
  const expected = BODY_SIZES[type]
  if (expected === undefined) throw new QuoteError(`a body of unknown type ${type}`)
  if (expected !== size) throw new QuoteError(`a body of ${size} bytes where ${expected} belong`)
  return size
}

function expect(actual: number, wanted: number, what: string): void {
  if (actual !== wanted) throw new QuoteError(`inconsistent: ${what} is ${actual}, not ${wanted}`)
}

function readReport(body: Uint8Array): TdReport {
  let at = 0
  const fields: Partial<Record<keyof TdReport, Uint8Array>> = {}
  for (const [name, length] of FIELDS) {
    fields[name] = body.subarray(at, at + length)
    at += length
  }
  return fields as TdReport
}

/** True when the TD runs in debug mode: whoever runs the host can then read its memory. */
export const isDebug = (report: TdReport): boolean => ((report.td_attributes[0] ?? 0) & 1) !== 0

export const isZero = (bytes: Uint8Array): boolean => bytes.every((byte) => byte === 0)
