import { useEffect, useState, useSyncExternalStore } from 'react'
import { serverNow } from '../../../api/clock.ts'
import { createLogBuffer, type LogBuffer, type LogView } from './logBuffer.ts'

export type LogChunk = readonly { text: string; channel: 'stdout' | 'stderr' }[]

/** Opens a log; yields what arrives together as one chunk. `since` is Unix seconds, as text. */
export type OpenLog = (
  params: { tail?: number; since?: string; follow: true },
  signal: AbortSignal,
) => AsyncIterable<LogChunk>

export type LogConnection =
  | { state: 'connecting' }
  | { state: 'live' }
  | { state: 'ended' }
  /** Cut; tried again at `retryAt` (ms since 1970). */
  | { state: 'lost'; error: unknown; retryAt: number }
  | { state: 'failed'; error: unknown }

const PAUSES = [1_000, 2_000, 5_000, 10_000, 20_000]

const wait = (ms: number, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true })
  })

/**
 * Follows a log into a buffer. A stream that was cut is opened again with growing pauses from where it
 * stopped, and a line in the log says so, since what came in between may be missing or be there twice.
 * `key` names what is followed; another key starts anew. `isFinal` says which failures are not worth
 * another try.
 */
export function useLogStream(
  key: string,
  open: OpenLog,
  tail: number,
  isFinal: (error: unknown) => boolean,
): { view: LogView; buffer: LogBuffer; connection: LogConnection; retry: () => void } {
  const [attempt, setAttempt] = useState(0)
  const [buffer] = useState(() => createLogBuffer())
  const [connection, setConnection] = useState<LogConnection>({ state: 'connecting' })
  const view = useSyncExternalStore(buffer.subscribe, buffer.view)

  useEffect(() => {
    const stop = new AbortController()
    buffer.clear()
    setConnection({ state: 'connecting' })
    const run = async () => {
      let since: string | undefined
      for (let failures = 0; !stop.signal.aborted;) {
        try {
          const start = since === undefined ? { tail } : { since }
          for await (const chunk of open({ ...start, follow: true }, stop.signal)) {
            failures = 0
            since = undefined
            setConnection((was) => (was.state === 'live' ? was : { state: 'live' }))
            buffer.append(chunk)
          }
          if (!stop.signal.aborted) setConnection({ state: 'ended' })
          return
        } catch (error) {
          if (stop.signal.aborted) return
          if (isFinal(error)) return setConnection({ state: 'failed', error })
          const pause = PAUSES[Math.min(failures++, PAUSES.length - 1)] ?? 20_000
          if (buffer.view().end > 0 && since === undefined) {
            since = String(Math.floor(serverNow() / 1000))
            const at = new Date().toLocaleTimeString()
            buffer.append([
              {
                channel: 'stderr',
                text: `— connection lost at ${at}; lines after this may be missing or repeated —`,
              },
            ])
          }
          setConnection({ state: 'lost', error, retryAt: Date.now() + pause })
          await wait(pause, stop.signal)
        }
      }
    }
    void run()
    return () => stop.abort()
    // `open` and `isFinal` are made anew with each render and mean the same while `key` does.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [key, tail, attempt, buffer])

  return { view, buffer, connection, retry: () => setAttempt((n) => n + 1) }
}
