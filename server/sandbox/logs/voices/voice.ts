import type { GuestService } from '../../guest/services.ts'
import type { LogLine } from '../timeline.ts'

/** What a line is made from: its time in ms, its service, and numbers from 0 to below 1 of its own. */
export type Moment = { time: number; service: GuestService; random: (n: number) => number }

/** A line before it has its time. */
export type Said = Omit<LogLine, 'time'>

/** How the program in an image speaks: when it starts, while it runs, and when it is told to stop. */
export type Voice = {
  opening: (moment: Moment) => Said[]
  /** Between two lines while it runs, in ms, on average. */
  interval: number
  steady: (moment: Moment) => Said
  closing: (moment: Moment) => Said[]
}

export const out = (text: string): Said => ({ channel: 'stdout', text })
export const err = (text: string): Said => ({ channel: 'stderr', text })

const CODES = { red: 31, green: 32, yellow: 33, blue: 34, cyan: 36, grey: 90 } as const

export function coloured(colour: keyof typeof CODES, text: string): string {
  return `\u001B[${CODES[colour]}m${text}\u001B[0m`
}

/** An address from the range that RFC 5737 keeps for documentation. */
export function visitor(random: number): string {
  return `203.0.113.${1 + Math.floor(random * 254)}`
}

/** A number with that many digits before the point at most, skewed to the small ones. */
export const about = (random: number, top: number) => Math.ceil(random ** 3 * top)
