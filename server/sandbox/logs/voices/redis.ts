import { about, out, type Voice } from './voice.ts'

export const redis: Voice = {
  interval: 20_000,
  opening: ({ time }) => [
    out(`1:C ${stamp(time)} # oO0OoO0OoO0Oo Redis is starting oO0OoO0OoO0Oo`),
    out(`1:C ${stamp(time)} # Configuration loaded`),
    out(`1:M ${stamp(time)} * monotonic clock: POSIX clock_gettime`),
    out(`1:M ${stamp(time)} * Running mode=standalone, port=6379.`),
    out(`1:M ${stamp(time)} * Server initialized`),
    out(`1:M ${stamp(time)} * Ready to accept connections tcp`),
  ],
  steady: ({ time, random }) => {
    const at = random(0)
    if (at < 0.34)
      return out(
        `1:M ${stamp(time)} * ${1 + about(random(1), 900)} changes in 60 seconds. Saving...`,
      )
    if (at < 0.67)
      return out(
        `1:M ${stamp(time)} * Background saving started by pid ${20 + about(random(1), 4000)}`,
      )
    return out(`1:M ${stamp(time)} * Background saving terminated with success`)
  },
  closing: ({ time }) => [
    out(`1:signal-handler (${Math.floor(time / 1000)}) Received SIGTERM scheduling shutdown...`),
    out(`1:M ${stamp(time)} # Redis is now ready to exit, bye bye...`),
  ],
}

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

/** 31 Jan 2026 12:00:00.123 */
function stamp(ms: number): string {
  const date = new Date(ms)
  const day = String(date.getUTCDate()).padStart(2, '0')
  return `${day} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()} ${date.toISOString().slice(11, 23)}`
}
