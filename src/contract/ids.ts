import { isCvmName } from './cvmName.ts'

/**
 * The identifiers a CVM can be called by, and how each is written into a path.
 * The API takes all of them wherever it takes `{id}`.
 */
export type CvmIdKind = 'id' | 'uuid' | 'app_id' | 'instance_id' | 'name' | 'opaque'

const uuidV4 = /^[0-9a-f]{8}-?[0-9a-f]{4}-?4[0-9a-f]{3}-?[89ab][0-9a-f]{3}-?[0-9a-f]{12}$/i
const hex40 = /^[0-9a-f]{40}$/i

/** What an identifier looks like. A bare 40-hex string reads as an app id: the API treats it so. */
export function cvmIdKind(id: string): CvmIdKind {
  if (id.startsWith('cvm_')) return 'id'
  if (uuidV4.test(id)) return 'uuid'
  if (/^app_[0-9a-f]{40}$/i.test(id) || hex40.test(id)) return 'app_id'
  if (/^instance_[0-9a-f]{40}$/i.test(id)) return 'instance_id'
  if (isCvmName(id)) return 'name'
  return 'opaque'
}

/**
 * The path segment for an identifier, as the official clients write it: a UUID v4 without its
 * dashes (case kept), 40 hex with `app_` before it, everything else as it is.
 */
export function cvmPathId(id: string): string {
  if (uuidV4.test(id)) return id.replaceAll('-', '')
  if (hex40.test(id)) return `app_${id}`
  return id
}

/** `/apps/{appId}` takes bare lower-case hex. */
export function bareAppId(appId: string): string {
  return appId.replace(/^(app_|0x)/i, '').toLowerCase()
}
