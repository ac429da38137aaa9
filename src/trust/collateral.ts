import { bytesOfHex } from './hex.ts'

/**
 * What Intel signs about a platform: revocation lists, TCB info, QE identity. The shape (hex for the
 * binary parts, JSON texts byte for byte as signed) is what the API's
 * `/attestations/collateral/{checksum}` and the common PCCS tools hand out.
 */
export interface QuoteCollateral {
  readonly root_ca_crl: string
  readonly pck_crl: string
  readonly tcb_info_issuer_chain: string
  readonly tcb_info: string
  readonly tcb_info_signature: string
  readonly qe_identity_issuer_chain: string
  readonly qe_identity: string
  readonly qe_identity_signature: string
}

const TEXTS = [
  'tcb_info_issuer_chain',
  'tcb_info',
  'qe_identity_issuer_chain',
  'qe_identity',
] as const satisfies readonly (keyof QuoteCollateral)[]
const BINARIES = [
  'root_ca_crl',
  'pck_crl',
  'tcb_info_signature',
  'qe_identity_signature',
] as const satisfies readonly (keyof QuoteCollateral)[]

export type ReadCollateral =
  | { readonly ok: true; readonly collateral: QuoteCollateral }
  | { readonly ok: false; readonly reason: string }

/**
 * Takes the known members and nothing else: in particular not `pck_certificate_chain`, with which
 * whoever serves the collateral could replace the certificates that the quote itself carries.
 */
export function readCollateral(value: unknown): ReadCollateral {
  if (typeof value !== 'object' || value === null)
    return { ok: false, reason: 'it is no JSON object' }
  const given = new Map<string, unknown>(Object.entries(value))
  for (const name of [...TEXTS, ...BINARIES]) {
    if (typeof given.get(name) !== 'string') return { ok: false, reason: `it has no “${name}”` }
  }
  const text = (name: keyof QuoteCollateral) => String(given.get(name))
  for (const name of BINARIES) {
    if (!bytesOfHex(text(name))) return { ok: false, reason: `“${name}” is not hex` }
  }
  return {
    ok: true,
    collateral: {
      root_ca_crl: text('root_ca_crl'),
      pck_crl: text('pck_crl'),
      tcb_info_issuer_chain: text('tcb_info_issuer_chain'),
      tcb_info: text('tcb_info'),
      tcb_info_signature: text('tcb_info_signature'),
      qe_identity_issuer_chain: text('qe_identity_issuer_chain'),
      qe_identity: text('qe_identity'),
      qe_identity_signature: text('qe_identity_signature'),
    },
  }
}

export const looksLikeCollateral = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  'tcb_info' in value &&
  'qe_identity' in value &&
  'pck_crl' in value
