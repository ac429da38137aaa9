import type { Hop } from './hops.ts'
import { wrongAnswers } from './proxy/answers.ts'
import type { LineFault } from './proxy/tcp.ts'

export type Fault = {
  name: string
  /** Whether a reading still succeeds, be it late. */
  harmless: boolean
  /** Begins it; calling the result ends it. */
  begin(hop: Hop): Promise<() => void | Promise<void>>
}

const ofLine = (name: string, fault: LineFault, harmless = false): Fault => ({
  name,
  harmless,
  begin: async ({ line }) => {
    await line.set(fault)
    return () => line.set({ kind: 'none' })
  },
})

/** What can be wrong with a line, and with what it brings. */
export const FAULTS: readonly Fault[] = [
  ofLine('latency and jitter', { kind: 'latency', ms: 60, jitterMs: 120 }, true),
  ofLine('little bandwidth', { kind: 'bandwidth', bytesPerSecond: 60_000 }, true),
  ofLine('a cut within the head of an answer', { kind: 'cut', afterBytes: 200 }),
  ofLine('a cut within the body of an answer', { kind: 'cut', afterBytes: 1_500 }),
  ofLine('a reset', { kind: 'reset' }),
  ofLine('a reset in place of the answer', { kind: 'lose-answer' }),
  ofLine('a refusal', { kind: 'refuse' }),
  ofLine('a line that is half open', { kind: 'silent' }),
  ...Object.entries(wrongAnswers).map(([name, answer]) => ({
    name,
    harmless: name === 'every answer twice',
    begin: async (hop: Hop) => hop.answering(answer),
  })),
]
