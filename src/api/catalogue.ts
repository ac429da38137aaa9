import type * as v from 'valibot'
import { InstanceTypes } from '../contract/instanceTypes.ts'
import { AppEnvPubkey, KmsPage, NextAppIds, OnChainKms } from '../contract/kms.ts'
import { AvailableNodes, WorkspaceNodePage } from '../contract/nodes.ts'
import { OsImagePage } from '../contract/osImages.ts'
import { bareAppId } from '../contract/ids.ts'
import { request, segment } from './http.ts'

/** What a CVM can be made of: sizes, nodes, OS images and key management services. */

type Paged = { page?: number; page_size?: number }

/** GET /instance-types */
export function getInstanceTypes(signal?: AbortSignal): Promise<InstanceTypes> {
  return request({ path: '/instance-types', schema: InstanceTypes, signal })
}

/** GET /teepods/available: the nodes with room. */
export function getAvailableNodes(signal?: AbortSignal): Promise<AvailableNodes> {
  return request({ path: '/teepods/available', schema: AvailableNodes, signal })
}

/** GET /workspaces/{slug}/nodes */
export function getWorkspaceNodes(
  { slug, page = 1, page_size = 100 }: { slug: string } & Paged,
  signal?: AbortSignal,
): Promise<v.InferOutput<typeof WorkspaceNodePage>> {
  const path = `/workspaces/${segment(slug)}/nodes`
  return request({ path, query: { page, page_size }, schema: WorkspaceNodePage, signal })
}

/** GET /os-images */
export function getOsImages(
  params: Paged & { is_dev?: boolean } = {},
  signal?: AbortSignal,
): Promise<v.InferOutput<typeof OsImagePage>> {
  return request({ path: '/os-images', query: params, schema: OsImagePage, signal })
}

/** GET /kms */
export function getKmsList(
  params: Paged & { is_onchain?: boolean } = {},
  signal?: AbortSignal,
): Promise<v.InferOutput<typeof KmsPage>> {
  return request({ path: '/kms', query: params, schema: KmsPage, signal })
}

/** GET /kms/{kms}/pubkey/{app_id}: the key that an app's secrets are sealed with. */
export function getAppEnvPubkey(
  { kms, app_id }: { kms: string; app_id: string },
  signal?: AbortSignal,
): Promise<AppEnvPubkey> {
  const path = `/kms/${segment(kms)}/pubkey/${segment(bareAppId(app_id))}`
  return request({ path, schema: AppEnvPubkey, signal })
}

/** GET /kms/phala/next_app_id. `counts` 1 to 20. */
export function getNextAppIds(
  { counts = 1 }: { counts?: number } = {},
  signal?: AbortSignal,
): Promise<NextAppIds> {
  return request({ path: '/kms/phala/next_app_id', query: { counts }, schema: NextAppIds, signal })
}

/** GET /kms/on-chain/{chain} */
export function getOnChainKms(
  { chain }: { chain: 'ethereum' | 'base' },
  signal?: AbortSignal,
): Promise<OnChainKms> {
  return request({ path: `/kms/on-chain/${chain}`, schema: OnChainKms, signal })
}
