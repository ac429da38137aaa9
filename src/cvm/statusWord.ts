/** A status as words: `shutting_down` becomes `shutting down`; an unknown one is left as it came. */
export function statusWord(status: string): string {
  return /^[a-z]+(_[a-z]+)+$/.test(status) ? status.replaceAll('_', ' ') : status
}
