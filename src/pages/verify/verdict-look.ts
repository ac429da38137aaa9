import type { Claim, Verdict } from '../../trust/claim.ts'
import type { Tone } from '../../ui/StatusMark.tsx'

/** The order in which verdicts are counted up: what needs looking at comes first. */
export const VERDICTS = [
  'failed',
  'verified here',
  'reported, not verified',
  'not possible in a browser',
] as const satisfies readonly Verdict[]

/** Verdicts as people read them: the verdicts themselves are in receipts, and the same everywhere. */
export const WORD_OF = {
  failed: 'failed',
  'verified here': 'verified here',
  'reported, not verified': 'reported, not verified',
  'not possible in a browser': 'not possible in a browser',
} as const satisfies Record<Verdict, string>

const TONES = {
  failed: 'bad',
  'verified here': 'good',
  'reported, not verified': 'idle',
  'not possible in a browser': 'unknown',
} as const satisfies Record<Verdict, Tone>

export const toneOf = ({ verdict, caution }: Pick<Claim, 'verdict' | 'caution'>): Tone =>
  caution && verdict !== 'failed' ? 'warn' : TONES[verdict]

export const toneOfVerdict = (verdict: Verdict): Tone => TONES[verdict]

/** How many claims have each verdict; only those that occur. */
export const tallyOf = (claims: readonly Claim[]): { verdict: Verdict; count: number }[] =>
  VERDICTS.map((verdict) => ({
    verdict,
    count: claims.filter((claim) => claim.verdict === verdict).length,
  })).filter(({ count }) => count > 0)
