import { checkCompose } from './claims/compose.ts'
import { checkAppId, checkKeyProvider } from './claims/identity.ts'
import { hardwareClaims } from './claims/hardware.ts'
import { impossibleClaims } from './claims/impossible.ts'
import { checkOsImage } from './claims/osImage.ts'
import { checkRegisters } from './claims/registers.ts'
import type { Claim } from './claim.ts'
import { verifyHardware } from './dcap.ts'
import type { HardwareVerdict } from './dcap.ts'
import { replayEventLog } from './eventLog.ts'
import type { Replay } from './eventLog.ts'
import type { Evidence } from './evidence.ts'
import { parseQuote } from './quote.ts'
import type { TdxQuote } from './quote.ts'
import type { KmsRoot } from './roots.ts'

export interface VerifyOptions {
  /** The clock that certificates, lists and TCB info are held against, in seconds since 1970. */
  readonly now: number
  readonly kms_roots: readonly KmsRoot[]
}

/** What is known once the quote has been looked at; each claim is a function of it. */
export interface Findings extends VerifyOptions {
  readonly evidence: Evidence
  readonly quote: TdxQuote
  /** Undefined when there was no collateral to check against. */
  readonly hardware: HardwareVerdict | undefined
  /** Undefined when no event log was handed out. */
  readonly replay: Replay | undefined
  /** The log was replayed and gives all four registers of the quote. */
  readonly log_holds: boolean
}

export type Verification =
  | {
      readonly ok: true
      readonly claims: readonly Claim[]
      readonly hardware: HardwareVerdict | undefined
      readonly quote: TdxQuote
      readonly replay: Replay | undefined
      readonly now: number
    }
  | { readonly ok: false; readonly reason: string; readonly now: number }

/**
 * Checks everything that a browser can, and says about the rest that it cannot. Nothing is *verified
 * here* unless the quote itself verified: a log that agrees with an unverified quote agrees with
 * something anyone can write.
 */
export async function verifyEvidence(
  evidence: Evidence,
  options: VerifyOptions,
): Promise<Verification> {
  const parsed = parseQuote(evidence.quote)
  if (!parsed.ok) return { ok: false, reason: parsed.reason, now: options.now }
  const { quote } = parsed
  const hardware =
    evidence.collateral && (await verifyHardware(quote, evidence.collateral, options.now))
  const replay = evidence.event_log && replayEventLog(evidence.event_log)
  const registers = checkRegisters(quote, replay, hardware)
  const findings: Findings = {
    ...options,
    evidence,
    quote,
    hardware,
    replay,
    log_holds: registers.log_holds,
  }
  return {
    ok: true,
    claims: [
      ...hardwareClaims(findings),
      registers.claim,
      checkCompose(findings),
      checkAppId(findings),
      checkKeyProvider(findings),
      await checkOsImage(findings),
      ...impossibleClaims(findings),
    ],
    hardware,
    quote,
    replay,
    now: options.now,
  }
}
