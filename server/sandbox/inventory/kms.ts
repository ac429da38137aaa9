import { KMS_TYPES, type KmsInfo, type KmsType } from '../../../src/contract/kms.ts'

export type SandboxKms = KmsInfo & { slug: string; kms_type: KmsType }

/**
 * One KMS for each way to hold keys. Only the first one runs without a chain; the contracts of the
 * others are addresses that nobody deployed. `.invalid` resolves nowhere, by RFC 2606.
 */
export const KMS_LIST: readonly SandboxKms[] = [
  {
    kms_type: 'PHALA',
    id: 'kms_sandbox_phala',
    slug: 'phala',
    url: 'https://kms-phala.sandbox.invalid',
    version: 'v0.5.5',
    chain_id: null,
    kms_contract_address: null,
    gateway_app_id: 'd51ca5a9de0000000000000000000000000000a1',
  },
  {
    kms_type: 'ETHEREUM',
    id: 'kms_sandbox_ethereum',
    slug: 'ethereum',
    url: 'https://kms-ethereum.sandbox.invalid',
    version: 'v0.5.5',
    chain_id: 1,
    kms_contract_address: '0x5a9db0c0000000000000000000000000000000e1',
    gateway_app_id: 'd51ca5a9de0000000000000000000000000000e1',
  },
  {
    kms_type: 'BASE',
    id: 'kms_sandbox_base',
    slug: 'base',
    url: 'https://kms-base.sandbox.invalid',
    version: 'v0.5.5',
    chain_id: 8453,
    kms_contract_address: '0x5a9db0c0000000000000000000000000000000b8',
    gateway_app_id: 'd51ca5a9de0000000000000000000000000000b8',
  },
]

/** By id, slug or type (`PHALA`, in either case), as the API takes it in `/kms/{kms}/…` and in `kms`. */
export function kmsOf(name: string): SandboxKms | undefined {
  const wanted = name.toLowerCase()
  return KMS_LIST.find(
    ({ id, slug, kms_type }) =>
      id === wanted || slug === wanted || kms_type.toLowerCase() === wanted,
  )
}

/** What goes over the wire: the official SDK refuses further fields in GET /kms. */
export function kmsInfo(kms: SandboxKms): KmsInfo {
  const { id, slug, url, version, chain_id, kms_contract_address, gateway_app_id } = kms
  return { id, slug, url, version, chain_id, kms_contract_address, gateway_app_id }
}

/** The chain of an on-chain KMS by its name in GET /kms/on-chain/{chain}. */
export const KMS_CHAINS = KMS_TYPES.filter((type) => type !== 'PHALA').map((type) =>
  type.toLowerCase(),
)
