import { claim } from '../claim.ts'
import type { Claim } from '../claim.ts'
import type { Findings } from '../verification.ts'

const NOBODY = { checked_by: 'nothing', trust_root: 'none' }

/** What no page can check, said in plain words instead of being left out. */
export function impossibleClaims({ evidence, now, quote }: Findings): Claim[] {
  const at = Date.parse(evidence.reported.quoted_at ?? '')
  const age = Number.isNaN(at) ? undefined : now - at / 1000
  return [
    claim('freshness', {
      ...NOBODY,
      verdict: 'not possible in a browser',
      summary: `${age === undefined ? 'Evidence of unknown age' : `Evidence from boot, ${ageWords(age)} old by its certificate`}. The API asks for no new quote over a number of your choosing, so an old quote could be shown again.`,
      evidence: [
        { label: 'Quote made', value: evidence.reported.quoted_at ?? 'not reported' },
        {
          label: 'Report data',
          value: Array.from(quote.report.report_data, (byte) =>
            byte.toString(16).padStart(2, '0'),
          ).join(''),
        },
      ],
    }),
    claim('tls', {
      ...NOBODY,
      verdict: 'not possible in a browser',
      summary:
        'A page cannot see the certificate of a connection, so it cannot tell whether it ends inside the TEE. A client outside the browser can compare it with the quote.',
      evidence: [],
    }),
    claim('this_page', {
      ...NOBODY,
      verdict: 'not possible in a browser',
      summary:
        'Whoever serves this page could serve another that always says yes. Run the console yourself, or check the receipt with another tool.',
      evidence: [],
    }),
  ]
}

/** "3 days", "5 hours", "1 minute"; a time in the future is called less than a minute. */
function ageWords(seconds: number): string {
  const units = [
    [86_400, 'day'],
    [3600, 'hour'],
    [60, 'minute'],
  ] as const
  for (const [size, unit] of units) {
    const count = Math.floor(seconds / size)
    if (count >= 1) return `${count} ${unit}${count === 1 ? '' : 's'}`
  }
  return 'less than a minute'
}
