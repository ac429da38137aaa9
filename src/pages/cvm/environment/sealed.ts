import { type EnvPair, sealEnv } from '../../../trust/sealEnv.ts'

/** Seals when it is first asked to, and gives the same sealed text from then on. */
export function sealedLater(pairs: readonly EnvPair[], publicKey: string): () => Promise<string> {
  let sealed: Promise<string> | undefined
  return () => (sealed ??= sealEnv(pairs, publicKey))
}
