import { sha384 } from '@noble/hashes/sha2'
import { bytesOfHex, concatBytes, hexOfBytes } from './hex.ts'

/** One entry of a TD's event log, as the API and dstack spell it. */
export interface LoggedEvent {
  readonly imr: number
  readonly event_type: number
  readonly digest: string
  readonly event: string
  readonly event_payload: string
  /** 2 for events whose digest is over JSON; absent for the first form. */
  readonly version?: number
}

/** What the log says about who the TD is; only from events that count (see `readIdentity`). */
export type IdentityName =
  | 'app-id'
  | 'compose-hash'
  | 'instance-id'
  | 'key-provider'
  | 'os-image-hash'
  | 'storage-fs'

export type Replay =
  | {
      readonly ok: true
      /** RTMR0 to RTMR3 as the log gives them, lower-case hex. */
      readonly registers: readonly [string, string, string, string]
      /** Payloads (hex) of the identity events. */
      readonly identity: Readonly<Partial<Record<IdentityName, string>>>
      /** Identity names that appear only where the app can write them: they are ignored. */
      readonly late: readonly IdentityName[]
      /** Names of the events that the app itself added after it was up. */
      readonly by_app: readonly string[]
    }
  | { readonly ok: false; readonly reason: string }

/** dstack's runtime events, the only ones that may be in IMR 3. */
export const RUNTIME_EVENT = 0x08000001
const IDENTITY: readonly string[] = [
  'app-id',
  'compose-hash',
  'instance-id',
  'key-provider',
  'os-image-hash',
  'storage-fs',
] satisfies IdentityName[]
const READY = 'system-ready'
/** Real logs have about 30 events; a log beyond this is refused instead of being worked through. */
const MAX_EVENTS = 10_000

class LogError extends Error {}

/**
 * Replays an event log: each register is SHA-384(register ‖ digest) over its events, from zero.
 *
 * The digests of runtime events are computed here from name and payload, and a digest in the log
 * must agree: replaying the log's own digests would accept any payload beside them. The payloads
 * of boot events (IMR 0 to 2) are not bound to their digests by anything; nothing here reads them.
 */
export function replayEventLog(events: readonly LoggedEvent[]): Replay {
  try {
    if (events.length > MAX_EVENTS) throw new LogError(`the log has more than ${MAX_EVENTS} events`)
    const identity = readIdentity(events)
    return { ok: true, registers: replay(events), ...identity }
  } catch (error) {
    if (error instanceof LogError) return { ok: false, reason: error.message }
    throw error
  }
}

function replay(events: readonly LoggedEvent[]): [string, string, string, string] {
  const registers = [0, 1, 2, 3].map(() => new Uint8Array(48))
  for (const [index, event] of events.entries()) {
    const register = registers[event.imr]
    if (!register)
      throw new LogError(`event ${index} is for a register ${event.imr} that does not exist`)
    const added = event.imr === 3 ? runtimeDigest(event, index) : bootDigest(event, index)
    register.set(sha384(concatBytes(register, added)))
  }
  const [r0 = '', r1 = '', r2 = '', r3 = ''] = registers.map(hexOfBytes)
  return [r0, r1, r2, r3]
}

function bootDigest(event: LoggedEvent, index: number): Uint8Array {
  const bytes = bytesOfHex(event.digest)
  if (!bytes || bytes.length === 0 || bytes.length > 48) {
    throw new LogError(`the digest of event ${index} is not one`)
  }
  // Shorter digests are padded with zeros to the register's width.
  return concatBytes(bytes, new Uint8Array(48 - bytes.length))
}

function runtimeDigest(event: LoggedEvent, index: number): Uint8Array {
  const name = `event ${index} (${event.event})`
  if (event.event_type !== RUNTIME_EVENT) {
    throw new LogError(`${name} is in IMR 3 but is no runtime event`)
  }
  const computed = digestOfEvent(event)
  if (!computed) throw new LogError(`the payload of ${name} is not hex, or its version is unknown`)
  // Newer firmware leaves the digest out.
  if (event.digest !== '' && event.digest.toLowerCase() !== hexOfBytes(computed)) {
    throw new LogError(`the payload of ${name} is not what was measured: its digest is another one`)
  }
  return computed
}

/** The digest of a runtime event; undefined when the payload is not hex or the version unknown. */
export function digestOfEvent(
  event: Pick<LoggedEvent, 'event' | 'event_payload' | 'version'>,
): Uint8Array | undefined {
  const payload = bytesOfHex(event.event_payload)
  if (!payload) return undefined
  const text = new TextEncoder()
  switch (event.version ?? 1) {
    case 1: {
      const type = new Uint8Array([1, 0, 0, 8])
      const name = text.encode(`:${event.event}:`)
      return sha384(concatBytes(type, name, payload))
    }
    case 2: {
      const canonical = `{"name":${JSON.stringify(event.event)},"payload":"${hexOfBytes(payload)}","type":${RUNTIME_EVENT}}`
      return sha384(text.encode(canonical))
    }
    default:
      return undefined
  }
}

/**
 * Identity events count only before `system-ready`, and only once: afterwards the app itself can add
 * events of any name, so a later `compose-hash` says nothing about the system.
 */
function readIdentity(events: readonly LoggedEvent[]) {
  const names = events.filter((event) => event.imr === 3).map(({ event }) => event)
  const ready = names.indexOf(READY)
  const afterwards = ready === -1 ? [] : names.slice(ready + 1)
  const identity: Partial<Record<IdentityName, string>> = {}
  for (const { imr, event, event_payload } of events) {
    if (imr === 3 && event === READY) break
    if (imr !== 3 || !isIdentity(event)) continue
    if (identity[event] !== undefined) throw new LogError(`${event} is in the log twice`)
    identity[event] = event_payload.toLowerCase()
  }
  return { identity, late: afterwards.filter(isIdentity), by_app: afterwards }
}

const isIdentity = (name: string): name is IdentityName => IDENTITY.includes(name)
