import { utf8Bytes } from '../../compose/limits.ts'

/** Sealing doubles the length (hex), and the console's own server takes no request over 2 MB. */
const MAX_SEALED_BYTES = (2 * 1024 * 1024) / 2 - 8 * 1024

/** Why values cannot be sent together; undefined when they can. */
export function whyTooLarge(pairs: readonly { key: string; value: string }[]): string | undefined {
  const bytes = utf8Bytes(JSON.stringify({ env: pairs }))
  if (bytes <= MAX_SEALED_BYTES) return undefined
  const [is, most] = [Math.ceil(bytes / 1024), Math.floor(MAX_SEALED_BYTES / 1024)]
  return `The values have ${is} KB together; ${most} KB is the limit.`
}
