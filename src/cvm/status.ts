/** What a CVM looks like to the rules here: the part of every answer that they read. */
export type StatusView = {
  status: string
  in_progress?: boolean | null | undefined
  progress?: { target?: string | null | undefined } | null | undefined
  boot_error?: string | null | undefined
}

/** Statuses that stay as they are until somebody acts. The API's status is an open set of strings. */
export const SETTLED = [
  'running',
  'stopped',
  'exited',
  'failed',
  'error',
  'created',
  'deleted',
] as const

/**
 * In transition: `shutting_down`, whatever else ends in `ing` (`running` does too and is not), and
 * any status while the API says that an operation is under way.
 */
export function isInTransition(cvm: StatusView): boolean {
  if (cvm.in_progress) return true
  if (cvm.progress?.target) return true
  if (cvm.status === 'shutting_down') return true
  return cvm.status.endsWith('ing') && cvm.status !== 'running'
}

export type StatusTone = 'good' | 'busy' | 'idle' | 'bad' | 'unknown'

/** Which of five looks a status has. The word on screen is always the status itself. */
export function statusTone(cvm: StatusView): StatusTone {
  if (isInTransition(cvm)) return 'busy'
  if (cvm.boot_error) return 'bad'
  switch (cvm.status) {
    case 'running':
      return 'good'
    case 'stopped':
    case 'exited':
    case 'created':
    case 'deleted':
      return 'idle'
    case 'failed':
    case 'error':
      return 'bad'
    default:
      return 'unknown'
  }
}

/** A status as words: `shutting_down` becomes `shutting down`; an unknown one is left as it came. */
export function statusWord(status: string): string {
  return /^[a-z]+(_[a-z]+)+$/.test(status) ? status.replaceAll('_', ' ') : status
}
