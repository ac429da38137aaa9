import type { Evidence } from './evidence.ts'
import { verifyEvidence } from './verification.ts'
import type { Verification, VerifyOptions } from './verification.ts'

export interface VerifyRequest {
  readonly evidence: Evidence
  readonly options: VerifyOptions
}

export type VerifyAnswer =
  | { readonly ok: true; readonly verification: Verification }
  | { readonly ok: false; readonly reason: string }

// One question at a time: whoever asks waits for the answer before asking again.
addEventListener('message', async ({ data }: MessageEvent<VerifyRequest>) => {
  postMessage(await answer(data))
})

async function answer({ evidence, options }: VerifyRequest): Promise<VerifyAnswer> {
  if (!globalThis.crypto?.subtle) {
    return {
      ok: false,
      reason: 'this browser verifies only on pages loaded over https or from localhost',
    }
  }
  try {
    return { ok: true, verification: await verifyEvidence(evidence, options) }
  } catch (error) {
    return { ok: false, reason: error instanceof Error ? error.message : String(error) }
  }
}
