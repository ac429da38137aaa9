/**
 * Phala's API refuses more: `docker_compose_file` and `pre_launch_script` together, in UTF-8 bytes.
 */
export const MAX_PAYLOAD_BYTES = 204_800

/** Deeper YAML is not a compose file; the YAML library recurses once a level. */
export const MAX_DEPTH = 60

/** More nodes than any compose file of 200 KB that a person wrote; keeps hostile text under a second. */
export const MAX_NODES = 50_000

/** Nobody reads more; the rest appears when these are solved. */
export const MAX_PROBLEMS = 200

/** UTF-8 bytes of `text`, as the limit counts them. */
export function utf8Bytes(text: string): number {
  return new TextEncoder().encode(text).length
}
