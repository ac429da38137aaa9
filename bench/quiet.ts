import { cpus } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'

/** This share of the processors' time is idle on a machine that is left alone. */
const LEFT_ALONE = 0.85
const LOOK_MS = 400

/**
 * Waits until nothing else takes the processors, and for no longer than so many seconds: what is
 * measured then is ours, as far as it can be had.
 */
export async function quiet(seconds: number): Promise<void> {
  const until = performance.now() + seconds * 1000
  let before = times()
  while (performance.now() < until) {
    await sleep(LOOK_MS)
    const now = times()
    const share = (now.idle - before.idle) / (now.all - before.all)
    if (share >= LEFT_ALONE) return
    before = now
  }
}

function times(): { idle: number; all: number } {
  const sum = { idle: 0, all: 0 }
  for (const { times } of cpus()) {
    sum.idle += times.idle
    sum.all += times.user + times.nice + times.sys + times.idle + times.irq
  }
  return sum
}
