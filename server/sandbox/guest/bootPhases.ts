/**
 * What a CVM does between power-on and running, as dstack reports it in `boot_progress`. `until` is
 * the share of the whole boot that is over when the phase ends. The serial log tells the same story.
 */
export const BOOT_PHASES = [
  { until: 0.18, progress: 'booting kernel' },
  { until: 0.3, progress: 'preparing dstack' },
  { until: 0.42, progress: 'requesting app keys' },
  { until: 0.5, progress: 'unsealing environment' },
  { until: 0.85, progress: 'pulling images' },
  { until: 1, progress: 'starting containers' },
] as const

/** A boot that fails, fails when its images are pulled: at this share of a whole boot. */
export const BOOT_FAILS_AT = 0.6

/** The phase at a share of the boot, from 0 to 1. */
export function bootProgress(share: number): string {
  const phase = BOOT_PHASES.find(({ until }) => share < until)
  return phase?.progress ?? 'starting containers'
}
