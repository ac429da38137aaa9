import { platformOf } from './dcap.ts'
import type { Platform } from './dcap.ts'
import type { Evidence } from './evidence.ts'
import { verifyEvidence } from './verification.ts'
import type { Verification, VerifyOptions } from './verification.ts'

/** What the worker can be asked, each with its answer. */
export interface Questions {
  readonly verify: {
    readonly ask: { readonly evidence: Evidence; readonly options: VerifyOptions }
    readonly answer: Verification
  }
  /** Whose lists a quote has to be checked against; undefined when the quote cannot be read. */
  readonly platform: {
    readonly ask: { readonly quote: Uint8Array }
    readonly answer: Platform | undefined
  }
}

type WorkerRequest = {
  [Name in keyof Questions]: { readonly name: Name; readonly ask: Questions[Name]['ask'] }
}[keyof Questions]

export type WorkerAnswer =
  | { readonly ok: true; readonly answer: unknown }
  | { readonly ok: false; readonly reason: string }

// One question at a time: whoever asks waits for the answer before asking again.
addEventListener('message', async ({ data }: MessageEvent<WorkerRequest>) => {
  postMessage(await answer(data))
})

async function answer(request: WorkerRequest): Promise<WorkerAnswer> {
  if (!globalThis.crypto?.subtle) {
    return {
      ok: false,
      reason: 'this browser verifies only on pages loaded over https or from localhost',
    }
  }
  try {
    return request.name === 'verify'
      ? { ok: true, answer: await verifyEvidence(request.ask.evidence, request.ask.options) }
      : { ok: true, answer: platformOf(request.ask.quote) }
  } catch (error) {
    return { ok: false, reason: error instanceof Error ? error.message : String(error) }
  }
}
