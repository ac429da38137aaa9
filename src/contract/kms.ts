import * as v from 'valibot'
import { maybe, page } from './wire.ts'

export const KmsInfo = v.object({
  id: v.string(),
  slug: v.nullable(v.string()),
  url: v.string(),
  version: v.string(),
  chain_id: v.nullable(v.number()),
  kms_contract_address: v.nullable(v.string()),
  gateway_app_id: v.nullable(v.string()),
})
export type KmsInfo = v.InferOutput<typeof KmsInfo>

/** GET /kms */
export const KmsPage = page(KmsInfo)

/** GET /kms/{kms}/pubkey/{app_id}. `signature` is the legacy one, without a timestamp. */
export const AppEnvPubkey = v.object({
  public_key: v.string(),
  signature: v.string(),
  timestamp: maybe(v.number()),
  signature_v1: maybe(v.string()),
})
export type AppEnvPubkey = v.InferOutput<typeof AppEnvPubkey>

/** GET /kms/phala/next_app_id */
export const NextAppIds = v.object({
  app_ids: v.array(v.object({ app_id: v.string(), nonce: v.number() })),
})
export type NextAppIds = v.InferOutput<typeof NextAppIds>

/** GET /kms/on-chain/{chain} */
export const OnChainKms = v.object({
  chain_name: v.string(),
  chain_id: v.number(),
  contracts: v.array(
    v.object({
      contract_address: v.string(),
      chain_id: v.number(),
      chain_name: v.string(),
      devices: v.array(
        v.object({
          device_id: v.string(),
          node_name: maybe(v.string()),
          on_chain_allowed: maybe(v.boolean()),
        }),
      ),
      os_images: v.array(
        v.object({
          name: v.string(),
          version: v.union([v.string(), v.array(v.number())]),
          os_image_hash: maybe(v.string()),
          on_chain_allowed: maybe(v.boolean()),
        }),
      ),
    }),
  ),
})
export type OnChainKms = v.InferOutput<typeof OnChainKms>

/** How a deployment asks for its key management on the wire. */
export const KMS_TYPES = ['PHALA', 'ETHEREUM', 'BASE'] as const
export type KmsType = (typeof KMS_TYPES)[number]
