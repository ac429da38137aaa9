import { attestationFor, collateralFor } from '../../../server/sandbox/attestation/attestation.ts'
import type { Evidence } from '../evidence.ts'
import { bytesOfHex } from '../hex.ts'

export const SANDBOX_CLOCK = Date.parse('2026-11-24T12:00:00Z') / 1000

/** Evidence of a sandbox CVM of this name, which everyone can make. */
export function sandboxSample(name = 'my-app') {
  const attestation = attestationFor({
    name,
    app_id: 'a1'.repeat(20),
    instance_id: 'b2'.repeat(20),
    app_compose:
      '{"docker_compose_file":"services:\\n  web:\\n    image: nginx\\n","runner":"docker-compose"}',
    os_image_hash: 'c3'.repeat(32),
    hardware: '2 vCPU, 4096 MB',
  })
  return {
    quote: bytesOfHex(attestation.quote) ?? new Uint8Array(),
    event_log: attestation.event_log,
    app_compose: attestation.tcb_info.app_compose,
    collateral: collateralFor(name, SANDBOX_CLOCK),
    reported: { app_id: 'a1'.repeat(20), instance_id: 'b2'.repeat(20) },
  } satisfies Evidence
}
