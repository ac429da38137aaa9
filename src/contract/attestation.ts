import * as v from 'valibot'
import { maybe } from './wire.ts'

const text = v.nullable(v.string())

export const Certificate = v.object({
  subject: v.object({
    common_name: text,
    organization: text,
    country: text,
    state: text,
    locality: text,
  }),
  issuer: v.object({ common_name: text, organization: text, country: text }),
  serial_number: v.string(),
  not_before: v.string(),
  not_after: v.string(),
  version: v.string(),
  fingerprint: v.string(),
  signature_algorithm: v.string(),
  sans: maybe(v.union([v.array(v.string()), v.string()])),
  is_ca: v.boolean(),
  position_in_chain: maybe(v.number()),
  quote: maybe(v.string()),
  app_id: maybe(v.string()),
  cert_usage: maybe(v.string()),
})

/** `digest` and `event_payload` are hex. `app_compose` is the measured text itself: keep its bytes. */
export const TcbInfo = v.looseObject({
  mrtd: v.string(),
  rootfs_hash: maybe(v.string()),
  rtmr0: v.string(),
  rtmr1: v.string(),
  rtmr2: v.string(),
  rtmr3: v.string(),
  event_log: v.array(
    v.looseObject({
      imr: v.number(),
      event_type: v.number(),
      digest: v.string(),
      event: v.string(),
      event_payload: v.string(),
    }),
  ),
  app_compose: v.string(),
})
export type TcbInfo = v.InferOutput<typeof TcbInfo>

/** GET /cvms/{id}/attestation */
export const CvmAttestation = v.looseObject({
  name: maybe(v.string()),
  is_online: v.boolean(),
  is_public: v.optional(v.boolean(), true),
  error: maybe(v.string()),
  app_certificates: maybe(v.array(Certificate)),
  tcb_info: maybe(TcbInfo),
  compose_file: maybe(v.union([v.string(), v.record(v.string(), v.unknown())])),
})
export type CvmAttestation = v.InferOutput<typeof CvmAttestation>

/** GET /apps/{appId}/attestations, public. */
export const AppAttestations = v.looseObject({
  app_id: v.string(),
  contract_address: maybe(v.string()),
  kms_info: maybe(v.record(v.string(), v.unknown())),
  instances: v.array(
    v.looseObject({
      vm_uuid: maybe(v.string()),
      name: maybe(v.string()),
      instance_id: maybe(v.string()),
      status: maybe(v.string()),
      image_version: maybe(v.string()),
      quote: maybe(v.string()),
      eventlog: v.optional(v.unknown()),
      ppid: maybe(v.string()),
      device_id: maybe(v.string()),
      tcb_info: maybe(TcbInfo),
      app_certificates: maybe(v.array(Certificate)),
      compose_file: maybe(v.union([v.string(), v.record(v.string(), v.unknown())])),
      error: maybe(v.string()),
    }),
  ),
  kms_guest_agent_info: v.optional(v.unknown()),
  gateway_guest_agent_info: v.optional(v.unknown()),
  qemu_version: maybe(v.string()),
})
export type AppAttestations = v.InferOutput<typeof AppAttestations>
