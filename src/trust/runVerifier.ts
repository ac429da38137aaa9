import type { Evidence } from './evidence.ts'
import type { Verification, VerifyOptions } from './verification.ts'
import type { Platform } from './dcap.ts'
import type { Questions, WorkerAnswer } from './verify.worker.ts'

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
export const runVerifier = (
  evidence: Evidence,
  options: VerifyOptions,
  signal?: AbortSignal,
): Promise<Verification> => ask('verify', { evidence, options }, signal)

/** Whose lists a quote has to be checked against; undefined when the quote cannot be read. */
export const platformOfQuote = (
  quote: Uint8Array,
  signal?: AbortSignal,
): Promise<Platform | undefined> => ask('platform', { quote }, signal)

async function ask<Name extends keyof Questions>(
  name: Name,
  question: Questions[Name]['ask'],
  signal?: AbortSignal,
): Promise<Questions[Name]['answer']> {
  const worker = idle ?? start()
  idle = undefined
  const limit = AbortSignal.timeout(LIMIT_MS)
  const stop = signal ? AbortSignal.any([signal, limit]) : limit
  const done = new AbortController()
  let answer: WorkerAnswer
  try {
    answer = await new Promise<WorkerAnswer>((resolve, reject) => {
      const abort = () =>
        reject(new Error(limit.aborted ? 'The check did not end within a minute.' : 'Cancelled.'))
      if (stop.aborted) abort()
      stop.addEventListener('abort', abort, { signal: done.signal })
      const heard = ({ data }: MessageEvent<WorkerAnswer>) => resolve(data)
      worker.addEventListener('message', heard, { signal: done.signal })
      const broken = ({ message }: ErrorEvent) =>
        reject(new Error(message || 'The verifier could not be loaded.'))
      worker.addEventListener('error', broken, { signal: done.signal })
      worker.postMessage({ name, ask: question })
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
  return answer.answer as Questions[Name]['answer']
}
