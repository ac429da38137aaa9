import { BOOT_FAILS_AT, BOOT_PHASES } from '../guest/bootPhases.ts'
import type { GuestService } from '../guest/services.ts'
import { bootLines, type SerialVm } from './bootLines.ts'
import { fixedTimeline, type LogLine, type Timeline } from './timeline.ts'

/**
 * One boot of a CVM. Times in ms since 1970; `duration` is how long it takes from power-on to
 * running, or to the error.
 */
export type Boot = {
  started_at: number
  duration: number
  error: string | null
  /** When the power went off; null while it is on. */
  ended_at: number | null
  /** Powered off by force: nothing says goodbye. */
  forced?: boolean
}

export type SerialChannel = 'serial' | 'stdout' | 'stderr'

/**
 * What the console of a CVM shows over all its `boots`, oldest first. `stdout` and `stderr` are those
 * of the process that runs the virtual machine, outside of it.
 */
export function serialTimeline(
  vm: SerialVm,
  services: readonly GuestService[],
  boots: readonly Boot[],
  channel: SerialChannel = 'serial',
): Timeline {
  const lines = boots.flatMap((boot) =>
    channel === 'serial' ? serialLines(vm, services, boot) : hostLines(vm, boot, channel),
  )
  return fixedTimeline(lines, boots.at(-1)?.ended_at ?? null)
}

function serialLines(vm: SerialVm, services: readonly GuestService[], boot: Boot): LogLine[] {
  const { started_at, duration, error, ended_at } = boot
  const said = bootLines(vm, services)
  const until = error === null ? 1 : BOOT_FAILS_AT
  const lines = BOOT_PHASES.flatMap((phase, n) => {
    const from = BOOT_PHASES[n - 1]?.until ?? 0
    const texts = said[phase.progress]
    return texts.map((text, k) => {
      const share = from + ((phase.until - from) * k) / texts.length
      return { share, text: text.replace('@', kernelTime((share / until) * duration)) }
    })
  })
    .filter(({ share }) => share < until)
    .map(({ share, text }) => line(started_at + (share / until) * duration, text))
  const failed = error === null ? [] : [error, 'dstack: boot failed, waiting to be stopped']
  const ends = failed.map((text) => line(started_at + duration, `dstack[1]: ERROR ${text}`))
  const off = ended_at === null || boot.forced ? [] : SHUTDOWN.map((text) => line(ended_at, text))
  return [...lines, ...ends].filter(({ time }) => time <= (ended_at ?? time)).concat(off)
}

const SHUTDOWN = [
  'dstack[1]: shutting down, stopping containers',
  'systemd[1]: Stopped target Multi-User System.',
  'systemd[1]: Reached target System Power Off.',
  'reboot: Power down',
]

function hostLines(vm: SerialVm, boot: Boot, channel: 'stdout' | 'stderr'): LogLine[] {
  const { started_at, ended_at } = boot
  const say = (time: number, text: string) => ({ ...line(time, text), channel })
  if (channel === 'stderr') {
    return [
      say(started_at, 'vmm: warning: sandbox machine, started without confidential-guest-support'),
    ]
  }
  const end = `vmm: ${vm.name}: ${boot.forced ? 'killed' : 'powered off'}`
  return [
    say(
      started_at,
      `vmm: ${vm.name}: starting ${vm.vcpu} vCPU, ${vm.memory} MB, disk ${vm.disk_size} GB`,
    ),
    say(started_at, `vmm: ${vm.name}: image ${vm.os_image}`),
    ...(ended_at === null ? [] : [say(ended_at, end)]),
  ]
}

const line = (time: number, text: string): LogLine => ({ time, channel: 'stdout', text })

/** `    1.234567`, as the kernel counts. */
const kernelTime = (ms: number) => (ms / 1000).toFixed(6).padStart(12)
