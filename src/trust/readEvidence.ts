import { looksLikeCollateral, readCollateral } from './collateral.ts'
import type { Evidence, Reported } from './evidence.ts'
import { bytesOfHex } from './hex.ts'
import { parsedJson, readEventLog } from './readLog.ts'
import { isReceipt, readReceipt } from './receipt.ts'

/** What one pasted text, dropped file or API answer holds: whole evidence or a part of it. */
export interface Bundle extends Partial<Omit<Evidence, 'reported'>> {
  readonly reported: Reported
  /** What it is about, where the input says so: the name or id of an instance. */
  readonly label?: string
  /** The clock that a receipt was made with, in seconds. */
  readonly checked_at?: number
}

export type ReadInput =
  | { readonly ok: true; readonly bundles: readonly Bundle[] }
  | { readonly ok: false; readonly reason: string }

/** Characters. Far above any real attestation; beyond it is somebody's disk image. */
const MAX_INPUT = 8 * 1024 * 1024

const refused = (reason: string): ReadInput => ({ ok: false, reason })
const one = (bundle: Bundle): ReadInput => ({ ok: true, bundles: [bundle] })

/** Reads a binary quote, or any text that `readText` takes. */
export function readFile(bytes: Uint8Array): ReadInput {
  // Version 4 or 5, then key type 2: no text begins like this.
  if ((bytes[0] === 4 || bytes[0] === 5) && bytes[1] === 0)
    return one({ quote: bytes, reported: {} })
  return readText(new TextDecoder().decode(bytes))
}

/**
 * Reads a quote in hex or base64, or JSON: a quote with or without event log and app_compose, an
 * answer of the API, collateral, an app_compose file, or a receipt (whose verdicts are not read).
 */
export function readText(text: string): ReadInput {
  if (text.length > MAX_INPUT) return refused('This is too large to be an attestation.')
  const trimmed = text.trim()
  if (trimmed === '') return refused('There is nothing here yet.')
  if (trimmed.startsWith('{') || trimmed.startsWith('[')) {
    const value = parsedJson(trimmed)
    return value === undefined
      ? refused('This begins like JSON, but is not.')
      : readJson(value, text)
  }
  const quote = bytesOfText(trimmed)
  // Nearly any word is base64 of something; a quote's header alone is longer.
  return quote && quote.length >= 48
    ? one({ quote, reported: {} })
    : refused('This is no quote in hex or base64, and no JSON.')
}

/** An answer of the API, already parsed. */
export const readAnswer = (answer: object): ReadInput => readJson(answer, JSON.stringify(answer))

function readJson(value: unknown, text: string): ReadInput {
  if (Array.isArray(value)) {
    const quote = bytesOfNumbers(value)
    if (quote) return one({ quote, reported: {} })
    const log = readEventLog(value)
    return log?.length
      ? one({ event_log: log, reported: {} })
      : refused('This list is neither a quote nor an event log.')
  }
  if (typeof value !== 'object' || value === null) return refused('This JSON holds no attestation.')
  if (isReceipt(value)) return readReceipt(value)
  if (looksLikeCollateral(value)) {
    const read = readCollateral(value)
    return read.ok
      ? one({ collateral: read.collateral, reported: {} })
      : refused(`This collateral is not usable: ${read.reason}.`)
  }
  const members = value as Readonly<Record<string, unknown>>
  if ('runner' in members && 'docker_compose_file' in members) {
    return one({ app_compose: text, reported: {} })
  }
  if (Array.isArray(members['instances'])) return readInstances(members)
  const bundle = readMembers(members)
  const empty = !bundle.quote && !bundle.event_log && bundle.app_compose === undefined
  return empty ? refused('This JSON holds no quote, event log or compose file.') : one(bundle)
}

/** GET /apps/{app_id}/attestations: one bundle for each instance that has a quote. */
function readInstances(answer: Readonly<Record<string, unknown>>): ReadInput {
  const bundles = (answer['instances'] as readonly unknown[])
    .filter(
      (item): item is Readonly<Record<string, unknown>> =>
        typeof item === 'object' && item !== null,
    )
    .map((item) => readMembers({ app_id: answer['app_id'], ...item }))
    .filter((bundle) => bundle.quote !== undefined)
  return bundles.length > 0
    ? { ok: true, bundles }
    : refused(
        'None of these instances discloses a quote: it may be stopped, or its information private.',
      )
}

/** Everything that is known under any of the names that dstack, the API and verifiers use. */
function readMembers(members: Readonly<Record<string, unknown>>): Bundle {
  const tcb = objectOf(members['tcb_info']) ?? {}
  const leaf = leafOf(members['app_certificates'])
  const quoteText =
    textOf(members['quote']) ?? textOf(members['intel_quote']) ?? textOf(leaf['quote'])
  const quote = quoteText === undefined ? bytesOfNumbers(members['quote']) : bytesOfText(quoteText)
  const log = readEventLog(members['event_log'] ?? members['eventlog'] ?? tcb['event_log'])
  const appCompose = textOf(members['app_compose']) ?? textOf(tcb['app_compose'])
  const config = objectOf(members['vm_config'])
  const vmConfig = config ? JSON.stringify(config) : textOf(members['vm_config'])
  const collateral = readCollateral(members['collateral'])
  const label =
    textOf(members['name']) ?? textOf(members['instance_id']) ?? textOf(members['vm_uuid'])
  return {
    ...(quote ? { quote } : {}),
    ...(log ? { event_log: log } : {}),
    ...(appCompose === undefined ? {} : { app_compose: appCompose }),
    ...(vmConfig === undefined ? {} : { vm_config: vmConfig }),
    ...(collateral.ok ? { collateral: collateral.collateral } : {}),
    ...(label ? { label } : {}),
    reported: reportedOf({ ...tcb, ...members, not_before: leaf['not_before'] }),
  }
}

function reportedOf(members: Readonly<Record<string, unknown>>): Reported {
  const given = {
    app_id: textOf(members['app_id']),
    instance_id: textOf(members['instance_id']),
    compose_hash: textOf(members['compose_hash']),
    os_image_hash: textOf(members['os_image_hash']),
    device_id: textOf(members['device_id']),
    quoted_at: textOf(members['not_before']),
  }
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value))
}

/** The quote is in the certificate of the app itself, not in those of the authority above it. */
function leafOf(certificates: unknown): Readonly<Record<string, unknown>> {
  const list = Array.isArray(certificates) ? certificates.map(objectOf) : []
  return list.find((item) => item?.['is_ca'] === false && textOf(item['quote'])) ?? {}
}

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined

const objectOf = (value: unknown): Readonly<Record<string, unknown>> | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : undefined

/** Hex (with or without 0x, with line breaks) or base64 (also URL-safe). */
function bytesOfText(text: string): Uint8Array | undefined {
  const dense = text.replace(/\s+/g, '')
  if (dense === '') return undefined
  const hex = bytesOfHex(dense)
  if (hex) return hex
  if (!/^[A-Za-z0-9+/_-]+=*$/.test(dense)) return undefined
  try {
    const binary = atob(dense.replaceAll('-', '+').replaceAll('_', '/'))
    return Uint8Array.from(binary, (character) => character.charCodeAt(0))
  } catch {
    // Right alphabet, impossible length: not base64.
    return undefined
  }
}

function bytesOfNumbers(value: unknown): Uint8Array | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined
  const bytes = value.filter(
    (item): item is number => Number.isInteger(item) && item >= 0 && item <= 255,
  )
  return bytes.length === value.length ? Uint8Array.from(bytes) : undefined
}
