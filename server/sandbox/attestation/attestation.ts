import { sha256 } from '@noble/hashes/sha2'
import type { QuoteCollateral } from '../../../src/trust/collateral.ts'
import { hashOfString } from '../../../src/trust/composeHash.ts'
import type { LoggedEvent } from '../../../src/trust/eventLog.ts'
import { bytesOfHex, concatBytes, hexOfBytes } from '../../../src/trust/hex.ts'
import { makeCollateral } from './collateral.ts'
import { bootLog, registersOf, runtime } from './eventLog.ts'
import { lieOf } from './lies.ts'
import type { Lie } from './lies.ts'
import { makeQuote } from './quote.ts'
import { ROOT } from './pki.ts'

/** What the sandbox knows of a running CVM, as far as its attestation depends on it. */
export interface Attested {
  /** Decides whether, and how, the CVM lies (`lies.ts`). */
  readonly name: string
  /** 40 hex digits. */
  readonly app_id: string
  /** 40 hex digits, or empty where the compose file asks for none. */
  readonly instance_id: string
  /** The stored app_compose text, byte for byte. */
  readonly app_compose: string
  /** 64 hex digits. */
  readonly os_image_hash: string
  /** What decides RTMR0: vCPUs, memory, any stable spelling. */
  readonly hardware: string
}

export interface SandboxAttestation {
  /** Lower-case hex, without a prefix. */
  readonly quote: string
  readonly event_log: readonly LoggedEvent[]
  readonly tcb_info: {
    readonly mrtd: string
    readonly rtmr0: string
    readonly rtmr1: string
    readonly rtmr2: string
    readonly rtmr3: string
    readonly os_image_hash: string
    readonly compose_hash: string
    readonly device_id: string
    readonly event_log: readonly LoggedEvent[]
    readonly app_compose: string
  }
}

/** The sandbox's one imaginary machine. */
export const DEVICE_ID = hexOfBytes(sha256('sandbox platform'))

/** A TD's quote and log. The same input gives the same bytes. */
export function attestationFor(cvm: Attested): SandboxAttestation {
  const lie = lieOf(cvm.name)
  const composeHash = hashOfString(cvm.app_compose)
  const truth = bootLog({ ...cvm, compose_hash: composeHash })
  const measured = lie === 'lie-late-event' ? recordedLate(truth, composeHash) : truth
  const registers = registersOf(measured)
  const quote = makeQuote({
    instance: `${cvm.app_id}/${cvm.instance_id}`,
    os_image_hash: cvm.os_image_hash,
    mr_config_id: configIdOf(composeHash, lie),
    registers,
    debug: lie === 'lie-debug-td',
    root: lie === 'lie-foreign-root' ? FOREIGN_ROOT : ROOT,
  })
  const shown = lie === 'lie-truncated-quote' ? quote.subarray(0, 700) : quote
  const log = lie === 'lie-event-payload' ? payloadSwapped(measured) : measured
  const [rtmr0 = '', rtmr1 = '', rtmr2 = '', rtmr3 = ''] = registers.map(hexOfBytes)
  return {
    quote: hexOfBytes(shown),
    event_log: log,
    tcb_info: {
      mrtd: hexOfBytes(quote.subarray(MRTD_AT, MRTD_AT + 48)),
      rtmr0,
      rtmr1,
      rtmr2,
      rtmr3,
      os_image_hash: cvm.os_image_hash,
      compose_hash: composeHash,
      device_id: DEVICE_ID,
      event_log: log,
      app_compose: lie === 'lie-compose' ? otherCompose(cvm.app_compose) : cvm.app_compose,
    },
  }
}

/** Collateral for any sandbox quote; `name` is the CVM's, `now` in seconds. */
export function collateralFor(name: string, now: number): QuoteCollateral {
  const lie = lieOf(name)
  return makeCollateral(now, {
    expired_crl: lie === 'lie-expired-crl',
    revoked_pck: lie === 'lie-revoked-pck',
  })
}

/** Header, then tee_tcb_svn, mr_seam, mr_signer_seam and three attribute words. */
const MRTD_AT = 48 + 16 + 48 + 48 + 8 + 8 + 8

const FOREIGN_ROOT = { name: 'Somebody’s Root CA', secret: sha256('a root that nobody knows') }

/** 01 and the hash; zero (as on older hosts) for the lie that is about the event log alone. */
const configIdOf = (composeHash: string, lie: Lie | undefined): Uint8Array =>
  lie === 'lie-late-event'
    ? new Uint8Array(48)
    : concatBytes(
        new Uint8Array([1]),
        bytesOfHex(composeHash) ?? new Uint8Array(),
        new Uint8Array(15),
      )

const recordedLate = (events: readonly LoggedEvent[], composeHash: string): LoggedEvent[] => [
  ...events.filter(({ event }) => event !== 'compose-hash'),
  runtime('compose-hash', composeHash),
]

const payloadSwapped = (events: readonly LoggedEvent[]): LoggedEvent[] =>
  events.map((event) =>
    event.event === 'app-id' ? { ...event, event_payload: 'ab'.repeat(20) } : event,
  )

/** Still an app_compose, with one image exchanged: what a liar would show. */
const otherCompose = (appCompose: string): string =>
  appCompose.includes('image:') ? appCompose.replace('image:', 'image: trusted/') : `${appCompose} `
