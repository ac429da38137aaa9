// Preloaded into a server that is measured: on SIGUSR2 it says on stderr how long its event loop was
// held up since the last time (99th percentile, ms), how much memory it has (MB), with --expose-gc how
// much of it is in use once it has been collected (MB), and its processor time since it began (ms).
import { monitorEventLoopDelay } from 'node:perf_hooks'

/** Ms between two looks. What is counted is the time from one to the next, so that much is no delay. */
const EVERY = 5
const delay = monitorEventLoopDelay({ resolution: EVERY })
delay.enable()
process.on('SIGUSR2', () => {
  const { user, system } = process.cpuUsage()
  const work = (user + system) / 1000
  const p99 = Math.max(0, delay.percentile(99) / 1e6 - EVERY)
  const rss = process.memoryUsage.rss() / 1024 / 1024
  delay.reset()
  globalThis.gc?.()
  const heap = process.memoryUsage().heapUsed / 1024 / 1024
  process.stderr.write(
    `measured ${p99.toFixed(1)} ${rss.toFixed(0)} ${heap.toFixed(1)} ${work.toFixed(1)}\n`,
  )
})
