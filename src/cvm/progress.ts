import { statusWord } from './status.ts'

export type BootStep = { text: string; state: 'done' | 'current' | 'failed' }

/**
 * The steps of a boot, from the `boot_progress` texts seen so far, oldest first. The texts are an
 * open set: each is shown as it came, a repeated one stays where it was first seen, and `done` means
 * that the last step is over.
 */
export function bootSteps(
  seen: readonly string[],
  { boot_error, finished = false }: { boot_error?: string | null; finished?: boolean } = {},
): BootStep[] {
  const texts = [...new Set(seen.map((text) => text.trim()).filter((text) => text !== ''))]
  const over = finished || texts.at(-1)?.toLowerCase() === 'done'
  const steps = texts.filter((text) => text.toLowerCase() !== 'done')
  return steps.map((text, at) => {
    const last = at === steps.length - 1
    if (!last || (over && !boot_error)) return { text: statusWord(text), state: 'done' }
    return { text: statusWord(text), state: boot_error ? 'failed' : 'current' }
  })
}

/** The list of texts seen, with the newest one added when it is new. */
export function withProgress(
  seen: readonly string[],
  boot_progress: string | null | undefined,
): readonly string[] {
  return !boot_progress || seen.includes(boot_progress) ? seen : [...seen, boot_progress]
}

/** Milliseconds since an RFC 3339 time; undefined when it is not one. A clock ahead reads as 0. */
export function elapsedMs(startedAt: string | null | undefined, now: number): number | undefined {
  if (!startedAt) return undefined
  // The API leaves out the zone in places and means UTC.
  const zoned = /([zZ]|[+-]\d\d:?\d\d)$/.test(startedAt) ? startedAt : `${startedAt}Z`
  const started = Date.parse(zoned)
  return Number.isNaN(started) ? undefined : Math.max(0, now - started)
}
