import { readCollateral } from '../collateral.ts'
import type { LoggedEvent } from '../eventLog.ts'
import type { Evidence } from '../evidence.ts'
import { bytesOfHex } from '../hex.ts'
import { trustJson, trustText } from './realData.ts'

/** Clocks inside the validity of the two real samples, in seconds. */
export const NEAR_CLOCK = Date.parse('2026-08-25T00:00:00Z') / 1000
export const DCAP_CLOCK = Date.parse('2025-07-01T00:00:00Z') / 1000

function collateralOf(path: string) {
  const read = readCollateral(trustJson(path))
  if (!read.ok) throw new Error(read.reason)
  return read.collateral
}

/** A real CVM of near/mpc: quote, collateral, log, compose. */
export function nearSample() {
  const tcb = trustJson('near-mpc/tcb_info.json') as {
    event_log: LoggedEvent[]
    app_compose: string
    compose_hash: string
    os_image_hash: string
  }
  return {
    quote: Uint8Array.from(trustJson('near-mpc/quote.json') as number[]),
    collateral: collateralOf('near-mpc/collateral.json'),
    event_log: tcb.event_log,
    app_compose: tcb.app_compose,
    reported: { compose_hash: tcb.compose_hash, os_image_hash: tcb.os_image_hash },
  } satisfies Evidence
}

export const dcapSample = () =>
  ({
    quote: bytesOfHex(trustText('dcap-qvl/tdx_quote.hex').trim()) ?? new Uint8Array(),
    collateral: collateralOf('dcap-qvl/tdx_quote_collateral.json'),
    reported: {},
  }) satisfies Evidence

/** A real quote with its log, without collateral. */
export function dstackSample() {
  const report = trustJson('dstack/quote-report.json') as {
    quote: string
    event_log: string
    vm_config: string
  }
  return {
    quote: bytesOfHex(report.quote) ?? new Uint8Array(),
    event_log: JSON.parse(report.event_log) as LoggedEvent[],
    vm_config: report.vm_config,
    reported: {},
  } satisfies Evidence
}
