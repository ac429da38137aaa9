import type { Evidence } from './evidence.ts'
import type { Verification, VerifyOptions } from './verification.ts'
import type { VerifyAnswer, VerifyRequest } from './verify.worker.ts'

/** A check takes about a second, cold; one that takes this long does not come back. */
const LIMIT_MS = 60_000

/** Kept from one check to the next: loading and warming up take longer than a check. */
let idle: Worker | undefined

function start(): Worker {
  const worker = new Worker(new URL('./verify.worker.ts', import.meta.url), { type: 'module' })
  worker.addEventListener('error', (event) => {
    // Whoever waits for it hears of it too; the next check starts another one.
    event.preventDefault()
    if (idle === worker) idle = undefined
  })
  return worker
}

/** Fetches and starts the verifier before there is anything to check, so that it also works when the network goes. */
export function warmVerifier(): void {
  idle ??= start()
}

/**
 * Verifies in a worker of its own, so that the page stays responsive and the verifier is loaded only
 * now. Rejects with a sentence when the worker cannot do it; aborting ends the worker.
 */
export async function runVerifier(
  evidence: Evidence,
  options: VerifyOptions,
  signal?: AbortSignal,
): Promise<Verification> {
  const worker = idle ?? start()
  idle = undefined
  const limit = AbortSignal.timeout(LIMIT_MS)
  const stop = signal ? AbortSignal.any([signal, limit]) : limit
  const done = new AbortController()
  let answer: VerifyAnswer
  try {
    answer = await new Promise<VerifyAnswer>((resolve, reject) => {
      const abort = () =>
        reject(new Error(limit.aborted ? 'The check did not end within a minute.' : 'Cancelled.'))
      if (stop.aborted) abort()
      stop.addEventListener('abort', abort, { signal: done.signal })
      const heard = ({ data }: MessageEvent<VerifyAnswer>) => resolve(data)
      worker.addEventListener('message', heard, { signal: done.signal })
      const broken = ({ message }: ErrorEvent) =>
        reject(new Error(message || 'The verifier could not be loaded.'))
      worker.addEventListener('error', broken, { signal: done.signal })
      worker.postMessage({ evidence, options } satisfies VerifyRequest)
    })
  } catch (error) {
    // Whatever it is doing, nobody waits for it any more.
    worker.terminate()
    throw error
  } finally {
    done.abort()
  }
  if (idle) worker.terminate()
  else idle = worker
  if (!answer.ok) throw new Error(answer.reason)
  return answer.verification
}
