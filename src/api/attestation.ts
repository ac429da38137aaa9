import * as v from 'valibot'
import type { Connection } from '../contract/session.ts'
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

/**
 * GET /public/v1/collateral of this console: the same by family of platforms, from the PCCS that its
 * operator has configured; a 404 ApiError where there is none or where it does not know the family.
 */
export function getPlatformCollateral(
  platform: { fmspc: string; ca: 'platform' | 'processor' },
  signal?: AbortSignal,
): Promise<unknown> {
  return request({
    base: '/public/v1',
    path: '/collateral',
    query: platform,
    schema: v.unknown(),
    signal,
  })
}
