import { createHash } from 'node:crypto'
import type { Operation } from '../../../src/contract/operations.ts'
import { ME, USER_ID } from '../inventory/account.ts'
import { DURATION } from '../lifecycle/durations.ts'
import type { CvmRecord } from '../store/cvm.ts'

/** What was done to a CVM before anybody looked, oldest first: as its record says it came to be. */
export function pastOf(cvm: CvmRecord): Operation[] {
  const { created_at, started_at, ended_at, boot_error, status } = cvm
  const made = DURATION.reserve + DURATION.boot
  const again = started_at !== null && started_at > created_at + made
  const first = past(cvm, 'create', 'running', created_at, made, again ? null : boot_error)
  return [
    first,
    ...(again
      ? [past(cvm, 'restart', 'running', started_at, DURATION.restart_down + DURATION.boot)]
      : []),
    ...(status === 'stopped' && ended_at !== null
      ? [past(cvm, 'shutdown', 'stopped', ended_at - DURATION.shutdown, DURATION.shutdown)]
      : []),
  ]
}

function past(
  cvm: CvmRecord,
  type: string,
  target: string,
  started: number,
  duration: number,
  error: string | null = null,
): Operation {
  const at = (ms: number) => new Date(ms).toISOString()
  const end = started + duration
  return {
    correlation_id: uuidOf(`${cvm.vm_uuid} ${type} ${started}`),
    operation_type: type,
    target_state: target,
    triggered_by: USER_ID,
    triggered_by_username: ME.user.username,
    triggered_by_email: ME.user.email,
    started_at: at(started),
    completed_at: at(end),
    duration_ms: duration,
    status: error === null ? 'completed' : 'failed',
    error_message: error,
    sub_operations: [type],
    events: [
      { event_type: `instance.${type}.start`, timestamp: at(started), state: 'created' },
      {
        event_type: `instance.${type}.${error === null ? 'complete' : 'fail'}`,
        timestamp: at(end),
        state: error === null ? target : 'failed',
      },
    ],
    instance_name: cvm.name,
    compose_hash: cvm.compose_hash,
  }
}

function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex')
  return [0, 8, 12, 16, 20].map((from, n, all) => hex.slice(from, all[n + 1] ?? 32)).join('-')
}
