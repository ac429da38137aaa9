import { composeHash, hashOfString } from '../../../trust/composeHash.ts'
import { canonicalJson } from '../../../trust/composeHash.ts'

type Document = Record<string, unknown> & { docker_compose_file?: string | null | undefined }

/**
 * The compose hash that the document will have with another compose file in it; undefined where that
 * cannot be known: the API hands the document out as an object, and only when its canonical text
 * hashes to what is measured now is it the text that the server keeps.
 */
export function predictedHash(
  document: Document,
  now: string | null | undefined,
  docker_compose_file: string,
): string | undefined {
  if (!now || hashOfString(canonicalJson(document)) !== bare(now)) return undefined
  return composeHash({ ...document, docker_compose_file })
}

const bare = (hash: string) => hash.toLowerCase().replace(/^(0x|sha256:)/, '')
