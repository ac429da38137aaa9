import { ApiError } from '../../api/errors.ts'
import { getCollateral, getPlatformCollateral } from '../../api/attestation.ts'
import type { ConnectionOffer } from '../../contract/account.ts'
import type { Connection } from '../../contract/session.ts'
import { readCollateral } from '../../trust/collateral.ts'
import type { QuoteCollateral } from '../../trust/collateral.ts'
import { sha256OfBytes } from '../../trust/digest.ts'
import type { Evidence } from '../../trust/evidence.ts'
import { platformOfQuote, runVerifier } from '../../trust/runVerifier.ts'
import { kmsRootsFor, operatorRoots, PHALA_KMS } from '../../trust/roots.ts'
import type { Verification } from '../../trust/verification.ts'
import type { Exhibit } from './exhibit.ts'

export interface ProofOptions {
  /** Whom to ask for collateral, in this order. */
  readonly connections: readonly Connection[]
  /** What this console offers besides: a PCCS, and the KMS roots of its operator. */
  readonly offer: ConnectionOffer | undefined
  /** Where the evidence came from; undefined when somebody brought it. */
  readonly from?: Connection | undefined
  /** Seconds since 1970; undefined is now. */
  readonly clock?: number | undefined
  /** Loaded from a file; goes before what a server hands out. */
  readonly collateral?: QuoteCollateral | undefined
}

export type CollateralSource =
  | { readonly kind: 'given' }
  | { readonly kind: 'fetched'; readonly from: Connection | 'pccs' }
  | { readonly kind: 'none'; readonly why: string }

/** What was checked, with all that it was checked with. */
export interface Proof {
  readonly evidence: Evidence
  readonly verification: Verification
  readonly collateral: CollateralSource
}

/** Checks in this browser, now. Rejects only when the checking itself does not work. */
export async function prove(
  exhibit: Exhibit,
  options: ProofOptions,
  signal: AbortSignal,
): Promise<Proof> {
  const { quote, collateral: own, label: _label, checked_at: _checkedAt, ...rest } = exhibit.bundle
  if (!quote) throw new Error('There is no quote to check.')
  const given = options.collateral ?? own
  const found = given
    ? { collateral: given, source: { kind: 'given' } as const }
    : await findCollateral(quote, options, signal)
  const added = operatorRoots(options.offer?.kms_roots ?? [])
  const evidence: Evidence = {
    quote,
    ...rest,
    ...(found.collateral && { collateral: found.collateral }),
  }
  const verification = await oneByOne(() =>
    runVerifier(
      evidence,
      {
        now: options.clock ?? Date.now() / 1000,
        // What somebody brought may be of any origin; the sandbox's root never verifies anything.
        kms_roots: options.from
          ? kmsRootsFor(options.from, added)
          : kmsRootsFor('sandbox', [PHALA_KMS, ...added]),
      },
      signal,
    ),
  )
  return { evidence, verification, collateral: found.source }
}

type Found = { collateral?: QuoteCollateral; source: CollateralSource }

/** Needs to trust nobody: what is handed out is signed, and the verifier checks it. */
async function findCollateral(
  quote: Uint8Array,
  { connections, offer }: ProofOptions,
  signal: AbortSignal,
): Promise<Found> {
  const checksum = await sha256OfBytes(quote)
  const sources: { from: Connection | 'pccs'; ask: () => Promise<unknown> }[] = connections.map(
    (connection) => ({
      from: connection,
      ask: () => getCollateral({ checksum, connection }, signal),
    }),
  )
  if (offer?.asks_pccs) {
    const platform = await oneByOne(() => platformOfQuote(quote, signal))
    if (platform)
      sources.unshift({ from: 'pccs', ask: () => getPlatformCollateral(platform, signal) })
  }
  let why = 'No server that this console knows has Intel’s lists for this quote.'
  for (const { from, ask } of sources) {
    try {
      const read = readCollateral(await ask())
      if (read.ok) return { collateral: read.collateral, source: { kind: 'fetched', from } }
      why = `What ${from} handed out is not usable: ${read.reason}.`
    } catch (error) {
      if (!(error instanceof ApiError) || error.kind === 'aborted') throw error
      if (error.status !== 404) why = `Intel’s lists were not to be had: ${error.message}`
    }
  }
  return { source: { kind: 'none', why } }
}

let last: Promise<unknown> = Promise.resolve()

/** An app may have many replicas; a machine has few cores. */
function oneByOne<T>(work: () => Promise<T>): Promise<T> {
  const mine = last.then(work, work)
  last = mine.catch(() => undefined)
  return mine
}
