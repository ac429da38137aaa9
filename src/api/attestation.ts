import * as v from 'valibot'
import type { Connection } from '../contract/account.ts'
import { request, segment } from './http.ts'

/**
 * GET /attestations/collateral/{checksum}, without a session: what Intel signed about the platform
 * of a quote, by the SHA-256 of the quote's bytes. As it came: the verifier reads it, and takes
 * nothing in it on trust.
 */
export function getCollateral(
  { checksum, connection }: { checksum: string; connection?: Connection | undefined },
  signal?: AbortSignal,
): Promise<unknown> {
  return request({
    base: '/public/v1',
    path: `/attestations/collateral/${segment(checksum)}`,
    query: { connection },
    schema: v.unknown(),
    signal,
  })
}
