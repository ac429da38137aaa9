import { sha384 } from '@noble/hashes/sha2'
import { RUNTIME_EVENT } from '../../../src/trust/eventLog.ts'
import type { LoggedEvent } from '../../../src/trust/eventLog.ts'
import { bytesOfHex, concatBytes, hexOfBytes } from '../../../src/trust/hex.ts'
import { SANDBOX_KMS } from '../../../src/trust/roots.ts'

export interface Measured {
  readonly app_id: string
  readonly instance_id: string
  readonly compose_hash: string
  readonly os_image_hash: string
  /** What decides the virtual hardware: vCPUs and memory, in any spelling that is stable. */
  readonly hardware: string
}

const text = (value: string): Uint8Array => new TextEncoder().encode(value)
const hexOfText = (value: string): string => hexOfBytes(text(value))

/**
 * The log of a dstack guest's boot. Boot events are digests of what the sandbox pretends to have
 * booted; the runtime events are made exactly as dstack makes them.
 */
export function bootLog(measured: Measured): LoggedEvent[] {
  const { hardware, os_image_hash: image } = measured
  return [
    boot(0, 0x8000000b, `TD hand-off: ${hardware}`),
    boot(0, 0x8000000a, `configuration firmware volume: ${image}`),
    boot(0, 0x80000001, `SecureBoot: ${image}`),
    boot(0, 0x4, 'separator'),
    boot(0, 0xa, `ACPI tables: ${hardware}`),
    boot(1, 0x80000003, `kernel: ${image}`),
    boot(1, 0x4, 'separator'),
    boot(2, 0x6, `kernel command line: ${image}`),
    boot(2, 0x6, `initrd: ${image}`),
    runtime('system-preparing', ''),
    runtime('app-id', measured.app_id),
    runtime('compose-hash', measured.compose_hash),
    runtime('instance-id', measured.instance_id),
    runtime('boot-mr-done', ''),
    runtime('os-image-hash', measured.os_image_hash),
    runtime('key-provider', hexOfText(JSON.stringify({ name: 'kms', id: SANDBOX_KMS.ca_spki }))),
    runtime('storage-fs', hexOfText('zfs')),
    runtime('system-ready', ''),
  ]
}

/** RTMR0 to 3 after a log, from its digests: the sandbox's TD extends what it logs. */
export function registersOf(events: readonly LoggedEvent[]): Uint8Array[] {
  return [0, 1, 2, 3].map((imr) => {
    let register: Uint8Array = new Uint8Array(48)
    for (const event of events) {
      if (event.imr !== imr) continue
      register = sha384(concatBytes(register, bytesOfHex(event.digest) ?? new Uint8Array()))
    }
    return register
  })
}

function boot(imr: number, eventType: number, what: string): LoggedEvent {
  return {
    imr,
    event_type: eventType,
    digest: hexOfBytes(sha384(text(what))),
    event: '',
    event_payload: hexOfText(what),
  }
}

/** A runtime event; `payload` in hex. Its digest is over type, name and payload (dstack's first form). */
export function runtime(event: string, payload: string): LoggedEvent {
  const type = new Uint8Array([1, 0, 0, 8])
  const bytes = bytesOfHex(payload) ?? new Uint8Array()
  return {
    imr: 3,
    event_type: RUNTIME_EVENT,
    digest: hexOfBytes(sha384(concatBytes(type, text(`:${event}:`), bytes))),
    event,
    event_payload: payload,
  }
}
