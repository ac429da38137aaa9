import type { CvmStats } from '../contract/observe.ts'

/** What was read at one moment. Sizes in bytes; null where the API named nothing. */
export type Sample = {
  /** Epoch ms at which it was asked for. */
  at: number
  load: readonly [one: number | null, five: number | null, fifteen: number | null]
  memory: number | null
  swap: number | null
}

/** Two hours at one sample every five seconds; older ones are dropped. */
export const MAX_SAMPLES = 1440

/** The figures of one answer; undefined while the CVM reports none. */
export function sampleOf({ sysinfo }: CvmStats, at: number): Sample | undefined {
  if (!sysinfo) return undefined
  return {
    at,
    load: [
      sysinfo.loadavg_one ?? null,
      sysinfo.loadavg_five ?? null,
      sysinfo.loadavg_fifteen ?? null,
    ],
    memory: sysinfo.used_memory ?? null,
    swap: sysinfo.used_swap ?? null,
  }
}

/** Longer without a sample than this is drawn as a gap: nobody knows what happened there. */
export const GAP_MS = 30_000

/** The samples with one more at the end. A pause leaves a row of nulls, so that no line crosses it. */
export function withSample(samples: readonly Sample[], next: Sample | undefined): Sample[] {
  if (!next) return [...samples]
  const last = samples.at(-1)
  if (last && next.at <= last.at) return [...samples]
  const paused = last !== undefined && next.at - last.at > GAP_MS
  const gap: Sample[] = paused
    ? [{ at: last.at + 1, load: [null, null, null], memory: null, swap: null }]
    : []
  return [...samples, ...gap, next].slice(-MAX_SAMPLES)
}

/** Bytes of binary units, as the kernel counts them: "1.4 GiB", "512 MiB". */
export function bytes(size: number): string {
  const step = UNITS.findIndex((_, at) => size < 1024 ** (at + 1))
  const at = step < 0 ? UNITS.length - 1 : step
  const value = size / 1024 ** at
  return `${at === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${UNITS[at]}`
}

const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB'] as const
