import * as v from 'valibot'
import { maybe } from './wire.ts'

/** One thing that was done to a CVM: who, what, when, how long (`duration_ms`), result, error. */
export const Operation = v.object({
  correlation_id: v.string(),
  operation_type: v.string(),
  target_state: v.string(),
  triggered_by: maybe(v.union([v.number(), v.string()])),
  triggered_by_username: maybe(v.string()),
  triggered_by_email: maybe(v.string()),
  started_at: v.string(),
  completed_at: maybe(v.string()),
  duration_ms: maybe(v.number()),
  status: v.string(),
  error_message: maybe(v.string()),
  sub_operations: v.array(v.string()),
  events: v.array(v.object({ event_type: v.string(), timestamp: v.string(), state: v.string() })),
  instance_name: v.string(),
  compose_hash: maybe(v.string()),
})
export type Operation = v.InferOutput<typeof Operation>

/** GET /cvms/{id}/operations, newest first. */
export const OperationPage = v.object({
  items: v.array(Operation),
  next_cursor: maybe(v.string()),
  total: v.number(),
})

/** POST /cvms/{id}/operations/cancel */
export const Cancelled = v.object({ cancelled: v.boolean(), correlation_id: maybe(v.string()) })

/** GET /cvms/{id}/operation-status; idle when nothing is under way. The vendor publishes no schema. */
export const OperationStatus = v.object({
  status: maybe(v.string()),
  in_progress: maybe(v.boolean()),
  operation_type: maybe(v.string()),
  operation_started_at: maybe(v.string()),
  started_at: maybe(v.string()),
  correlation_id: maybe(v.string()),
  task_status: maybe(v.string()),
})
export type OperationStatus = v.InferOutput<typeof OperationStatus>
