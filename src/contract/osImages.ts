import * as v from 'valibot'
import { maybe, page } from './wire.ts'

export const OsImage = v.object({
  name: v.string(),
  slug: v.string(),
  version: v.union([v.string(), v.array(v.number())]),
  os_image_hash: v.nullable(v.string()),
  is_dev: v.boolean(),
  requires_gpu: v.boolean(),
})
export type OsImage = v.InferOutput<typeof OsImage>

/** GET /os-images */
export const OsImagePage = page(OsImage)

const variant = v.object({
  name: v.string(),
  os_image_hash: maybe(v.string()),
  is_current: v.boolean(),
})

/** GET /cvms/{id}/available-os-images */
export const AvailableOsImages = v.array(
  v.object({ version: v.array(v.number()), prod: maybe(variant), dev: maybe(variant) }),
)
export type AvailableOsImages = v.InferOutput<typeof AvailableOsImages>
