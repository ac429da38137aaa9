import * as v from 'valibot'
import { maybe } from './wire.ts'

/** GET /cvms/{id}/state and the data of the stream's `state` events. */
export const CvmState = v.object({
  name: v.string(),
  status: v.string(),
  id: maybe(v.string()),
  instance_id: maybe(v.string()),
  uptime: maybe(v.string()),
  exited_at: maybe(v.string()),
  boot_progress: maybe(v.string()),
  boot_error: maybe(v.string()),
  shutdown_progress: maybe(v.string()),
})
export type CvmState = v.InferOutput<typeof CvmState>

/** The other events of the stream: `complete`, `timeout` and `error`. `elapsed` is in seconds. */
export const StateStreamEnd = v.object({
  status: maybe(v.string()),
  error: maybe(v.string()),
  message: maybe(v.string()),
  elapsed: maybe(v.number()),
  target: maybe(v.string()),
})
export type StateStreamEnd = v.InferOutput<typeof StateStreamEnd>

/** One value of POST /status/batch. */
export const BatchStatus = v.object({
  vm_uuid: v.string(),
  status: v.string(),
  in_progress: v.boolean(),
  uptime: maybe(v.string()),
  boot_progress: maybe(v.string()),
  boot_error: maybe(v.string()),
  shutdown_progress: maybe(v.string()),
  operation_type: maybe(v.string()),
  operation_started_at: maybe(v.string()),
  correlation_id: maybe(v.string()),
})
export type BatchStatus = v.InferOutput<typeof BatchStatus>

/** POST /status/batch answers an object keyed by the very strings that were asked for. */
export const BatchStatuses = v.record(v.string(), BatchStatus)
export type BatchStatuses = v.InferOutput<typeof BatchStatuses>

/** The official clients ask for at most this many CVMs in one call. */
export const BATCH_LIMIT = 100
