import type { Evidence } from './evidence.ts'
import type { Verification, VerifyOptions } from './verification.ts'
import type { VerifyAnswer, VerifyRequest } from './verify.worker.ts'

/** A check takes about a second, cold; one that takes this long does not come back. */
const LIMIT_MS = 60_000

/**
 * Verifies in a worker of its own, so that the page stays responsive and the verifier is loaded only
 * now. Rejects with a sentence when the worker cannot do it; aborting ends the worker.
 */
export async function runVerifier(
  evidence: Evidence,
  options: VerifyOptions,
  signal?: AbortSignal,
): Promise<Verification> {
  const worker = new Worker(new URL('./verify.worker.ts', import.meta.url), { type: 'module' })
  const limit = AbortSignal.timeout(LIMIT_MS)
  const stop = signal ? AbortSignal.any([signal, limit]) : limit
  try {
    const answer = await new Promise<VerifyAnswer>((resolve, reject) => {
      stop.addEventListener('abort', () =>
        reject(new Error(limit.aborted ? 'The check did not end within a minute.' : 'Cancelled.')),
      )
      worker.addEventListener('message', ({ data }: MessageEvent<VerifyAnswer>) => resolve(data))
      worker.addEventListener('error', (event) => {
        event.preventDefault()
        reject(new Error(event.message || 'The verifier could not be loaded.'))
      })
      worker.postMessage({ evidence, options } satisfies VerifyRequest)
    })
    if (!answer.ok) throw new Error(answer.reason)
    return answer.verification
  } finally {
    worker.terminate()
  }
}
