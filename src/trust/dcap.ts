import { QuoteVerifier, TRUSTED_ROOT_CA_DER, utils } from './dcapLibrary.ts'
import { beginRevocationCheck } from './crl.ts'
import type { QuoteCollateral } from './collateral.ts'
import { bytesOfHex, equalBytes, hexOfBytes } from './hex.ts'
import { isDebug, parseQuote } from './quote.ts'
import type { TdxQuote } from './quote.ts'
import { SANDBOX_ROOT_PEM, SANDBOX_TCB_SIGNER } from './sandboxRoot.ts'
import { moduleIdentity, platformLevel, statusOf, worse } from './tcb.ts'
import type { ModuleVerdict, TcbInfo, TcbStatus } from './tcb.ts'
import { readCertificate } from './x509.ts'

/** `intel`: genuine hardware. `sandbox`: a published key that anyone can sign with. */
export type HardwareRoot = 'intel' | 'sandbox'

export type HardwareVerdict =
  | {
      readonly ok: true
      readonly root: HardwareRoot
      /** The worst of platform, quoting enclave and TDX module. */
      readonly status: TcbStatus
      readonly date: string
      readonly advisories: readonly string[]
      readonly module: ModuleVerdict
      readonly fmspc: string
      /** When the TCB info must be fetched anew: ISO time. */
      readonly next_update: string
      readonly evaluation_number: number
    }
  | {
      readonly ok: false
      readonly root: HardwareRoot | 'unknown'
      readonly reason: string
    }

/**
 * Verifies a quote down to a root: certificates and revocation lists strictly first (`crl.ts`), then
 * everything else by the library, with the certificates that the quote itself carries; then the TDX
 * module, which the library does not look at. `now` is in seconds.
 *
 * The root is the one that the quote's certificates name. A quote under the sandbox's root can hold
 * together perfectly and still be no evidence of any hardware: `root` says so.
 */
export async function verifyHardware(
  quote: TdxQuote,
  collateral: QuoteCollateral,
  now: number,
): Promise<HardwareVerdict> {
  const chain = utils.extractCerts(quote.certificates)
  const root = rootOf(chain)
  const refused = (reason: string): HardwareVerdict => ({ ok: false, root: root.name, reason })
  const expired = expiryOf(collateral, now)
  if (expired) return refused(expired)
  const revocation = await beginRevocationCheck({
    root: root.der,
    pck_chain: chain,
    tcb_chain: utils.extractCerts(collateral.tcb_info_issuer_chain),
    qe_chain: utils.extractCerts(collateral.qe_identity_issuer_chain),
    root_ca_crl: bytesOfHex(collateral.root_ca_crl) ?? new Uint8Array(),
    pck_crl: bytesOfHex(collateral.pck_crl) ?? new Uint8Array(),
    signer_name: root.name === 'sandbox' ? SANDBOX_TCB_SIGNER : 'Intel SGX TCB Signing',
    now,
  })
  // The library works while the browser checks those signatures; its word counts only after theirs.
  const checked = runLibrary(quote, collateral, now, root.der)
  const refusal = await revocation()
  if (refusal) return refused(refusal)
  // The library refuses these too, at its very end; said first, it is clear what is wrong.
  if (isDebug(quote.report)) {
    return refused('this TD runs in debug mode: whoever runs the host can read its memory')
  }
  if (typeof checked === 'string') return refused(checked)
  return judge(quote, collateral, checked, root.name, chain[0])
}

/** Which of Intel's lists a quote has to be checked against. */
export interface Platform {
  /** Family of platforms: 12 hex digits. */
  readonly fmspc: string
  /** The authority that issued the platform's certificate. */
  readonly ca: 'platform' | 'processor'
}

/** By the certificates that a quote carries, unchecked: enough to know what to ask for. */
export function platformOf(bytes: Uint8Array): Platform | undefined {
  const parsed = parseQuote(bytes)
  if (!parsed.ok) return undefined
  try {
    const [leaf, intermediate] = utils.extractCerts(parsed.quote.certificates)
    if (!leaf || !intermediate) return undefined
    const { common_name: issuer } = readCertificate(intermediate)
    return {
      fmspc: hexOfBytes(utils.getFmspc(utils.getIntelExtension(leaf))),
      ca: /platform/i.test(issuer) ? 'platform' : 'processor',
    }
  } catch {
    // A certificate that is none: the check itself says so.
    return undefined
  }
}

/** Said first, because it is the usual case: collateral that was good and has become old. */
function expiryOf({ tcb_info }: QuoteCollateral, now: number): string | undefined {
  try {
    const { nextUpdate } = JSON.parse(tcb_info) as Partial<TcbInfo>
    const expired = nextUpdate !== undefined && Date.parse(nextUpdate) < now * 1000
    return expired ? `TCB info expired on ${nextUpdate}` : undefined
  } catch {
    return 'the TCB info is not JSON'
  }
}

interface RootChoice {
  readonly name: HardwareRoot
  readonly der: Uint8Array
}

/** Intel, unless the chain itself ends in the sandbox's root, byte for byte. */
function rootOf(chain: readonly Uint8Array[]): RootChoice {
  const last = chain.at(-1)
  const [sandbox] = utils.extractCerts(SANDBOX_ROOT_PEM)
  return last && sandbox && equalBytes(last, sandbox)
    ? { name: 'sandbox', der: sandbox }
    : { name: 'intel', der: TRUSTED_ROOT_CA_DER }
}

interface LibraryReport {
  readonly status: string
  readonly advisory_ids: readonly string[]
}

/** The library's report, or its refusal in words. It throws for every refusal. */
function runLibrary(
  quote: TdxQuote,
  collateral: QuoteCollateral,
  now: number,
  root: Uint8Array,
): LibraryReport | string {
  try {
    const verifier = QuoteVerifier.newWithRootCa(root)
    return verifier.verify(quote.bytes, { ...collateral }, now)
  } catch (error) {
    return wordsOf(error)
  }
}

const wordsOf = (error: unknown): string =>
  error instanceof Error
    ? [error.message, error.cause instanceof Error ? error.cause.message : '']
        .filter(Boolean)
        .join(': ')
    : String(error)

function judge(
  quote: TdxQuote,
  collateral: QuoteCollateral,
  checked: LibraryReport,
  root: HardwareRoot,
  leaf: Uint8Array | undefined,
): HardwareVerdict {
  const refused = (reason: string): HardwareVerdict => ({ ok: false, root, reason })
  if (!leaf) return refused('the quote carries no certificate')
  // Signed by Intel (or the sandbox) and verified by the library just now.
  const info = JSON.parse(collateral.tcb_info) as TcbInfo
  const extension = utils.getIntelExtension(leaf)
  const svn = { cpu_svn: utils.getCpuSvn(extension), pce_svn: utils.getPceSvn(extension) }
  const level = platformLevel(info, svn, quote.report)
  if (!level) return refused('no TCB level of Intel’s list fits this platform')
  const module = moduleIdentity(info, quote.report)
  const status = worse(statusOf(checked.status), (module.ok && module.status) || 'UpToDate')
  if (status === 'Revoked') return refused('the security level of this platform is revoked')
  return {
    ok: true,
    root,
    status,
    date: module.ok && module.date && module.date < level.date ? module.date : level.date,
    advisories: [
      ...new Set([...checked.advisory_ids, ...((module.ok && module.advisories) || [])]),
    ].sort(),
    module,
    fmspc: hexOfBytes(utils.getFmspc(extension)),
    next_update: info.nextUpdate,
    evaluation_number: info.tcbEvaluationDataNumber,
  }
}
