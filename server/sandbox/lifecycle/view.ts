import { BOOT_FAILS_AT, bootProgress } from '../guest/bootPhases.ts'
import type { CvmRecord } from '../store/cvm.ts'

/** A CVM's status at one moment, as every answer shows it. */
export type StatusAt = {
  status: string
  in_progress: boolean
  boot_progress: string | null
  boot_error: string | null
  shutdown_progress: string | null
  progress: { target: string; started_at: string; correlation_id: string } | null
}

/** `now` in ms since 1970. What is over by then has been settled before (`settle.ts`). */
export function statusAt(cvm: CvmRecord, now: number): StatusAt {
  const { running } = cvm
  if (!running) {
    return {
      status: cvm.status,
      in_progress: false,
      boot_progress: null,
      boot_error: cvm.boot_error,
      shutdown_progress: null,
      progress: null,
    }
  }
  const boots = running.boots_at !== null && now >= running.boots_at
  return {
    status: boots && running.status === 'creating' ? 'starting' : running.status,
    in_progress: true,
    boot_progress: boots ? bootProgress(shareOfBoot(cvm, now)) : null,
    boot_error: null,
    shutdown_progress: running.status === 'shutting_down' ? 'stopping containers' : null,
    progress: {
      target: running.target,
      started_at: new Date(running.started_at).toISOString(),
      correlation_id: running.correlation_id,
    },
  }
}

/** How much of a whole boot is over, 0 to 1; a boot that fails comes as far as it fails. */
function shareOfBoot({ running }: CvmRecord, now: number): number {
  if (!running?.due_at || running.boots_at === null) return 0
  const whole = running.due_at - running.boots_at
  const share = whole <= 0 ? 1 : Math.min(1, (now - running.boots_at) / whole)
  return running.boot_error === null ? share : share * BOOT_FAILS_AT
}

/** How many whole minutes it has been up; null when it is not. */
export function minutesUp(cvm: CvmRecord, now: number): number | null {
  if (cvm.status !== 'running' || cvm.started_at === null || cvm.running) return null
  return Math.max(0, Math.floor((now - cvm.started_at) / 60_000))
}

/** "3 days, 2 hours": how long it has been up; null when it is not. */
export function uptime(cvm: CvmRecord, now: number): string | null {
  const minutes = minutesUp(cvm, now)
  if (minutes === null) return null
  const parts = [
    [Math.floor(minutes / 1440), 'day'],
    [Math.floor(minutes / 60) % 24, 'hour'],
    [minutes % 60, 'minute'],
  ] as const
  const words = parts.filter(([n]) => n > 0).map(([n, unit]) => `${n} ${unit}${n === 1 ? '' : 's'}`)
  return words.slice(0, 2).join(', ') || 'less than a minute'
}
