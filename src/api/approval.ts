import * as v from 'valibot'
import { ComposeHashStatus } from '../contract/errors.ts'
import { OnChainApproval } from '../contract/updates.ts'
import type { ApiError } from './errors.ts'

/**
 * The compose hash that a contract must allow first, when that is what a 465 asks for. `details`
 * comes as a map or as a list of `{field, value}`.
 */
export function approvalOf(error: ApiError): OnChainApproval | undefined {
  if (error.status !== ComposeHashStatus.REGISTRATION_REQUIRED) return undefined
  const Entries = v.array(v.object({ field: v.string(), value: v.optional(v.unknown()) }))
  const list = v.safeParse(Entries, error.details)
  const map = list.success
    ? Object.fromEntries(list.output.map(({ field, value }) => [field, value]))
    : error.details
  const parsed = v.safeParse(OnChainApproval, map)
  return parsed.success ? parsed.output : undefined
}
