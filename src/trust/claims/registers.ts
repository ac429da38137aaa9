import { claim } from '../claim.ts'
import type { Claim } from '../claim.ts'
import type { HardwareVerdict } from '../dcap.ts'
import type { Replay } from '../eventLog.ts'
import { hexOfBytes } from '../hex.ts'
import type { TdxQuote } from '../quote.ts'
import { rootWords, sentence } from './hardware.ts'

const CHECKED_BY = 'this page’s own replay, SHA-384 by @noble/hashes'

/** Whether the event log gives the registers of the quote; `log_holds` also when the quote is unverified. */
export function checkRegisters(
  quote: TdxQuote,
  replay: Replay | undefined,
  hardware: HardwareVerdict | undefined,
): { claim: Claim; log_holds: boolean } {
  const { rtmr0, rtmr1, rtmr2, rtmr3 } = quote.report
  const signed = [rtmr0, rtmr1, rtmr2, rtmr3].map(hexOfBytes)
  const replayed = replay?.ok ? replay.registers : []
  const differing = signed.flatMap((register, index) =>
    replayed[index] === register ? [] : [`RTMR${index}`],
  )
  const common = {
    checked_by: CHECKED_BY,
    trust_root: rootWords(hardware),
    evidence: signed.flatMap((register, index) => [
      { label: `RTMR${index} in the quote`, value: register },
      { label: `RTMR${index} replayed`, value: replayed[index] ?? 'not replayed' },
    ]),
  }
  const row = (verdict: Claim['verdict'], summary: string) => ({
    claim: claim('registers', { ...common, verdict, summary }),
    log_holds: replay?.ok === true && differing.length === 0,
  })
  if (!replay) return row('reported, not verified', 'The event log is not disclosed.')
  if (!replay.ok) return row('failed', sentence(replay.reason))
  if (differing.length > 0) {
    return row('failed', `The event log does not give ${differing.join(', ')} of the quote.`)
  }
  if (!hardware?.ok) {
    return row(
      'reported, not verified',
      'The log agrees with the quote, but the quote is not verified.',
    )
  }
  return row(
    'verified here',
    'All four registers follow from the event log. Digests of runtime events were computed from their payloads; payloads of boot events are not bound to anything.',
  )
}
