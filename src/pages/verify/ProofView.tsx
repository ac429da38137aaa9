import type { Claim } from '../../trust/claim.ts'
import type { QuoteCollateral } from '../../trust/collateral.ts'
import { makeReceipt } from '../../trust/receipt.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import { Disclosure } from '../../ui/Disclosure.tsx'
import { Time } from '../../ui/Time.tsx'
import { exactTime } from '../../ui/time-words.ts'
import { version } from '../../../package.json'
import { ClaimRow } from './ClaimRow.tsx'
import { CollateralNote } from './CollateralNote.tsx'
import { downloadJson } from './download.ts'
import { EventLog } from './EventLog.tsx'
import { KnownGood } from './KnownGood.tsx'
import { MeasuredCompose } from './MeasuredCompose.tsx'
import type { Proof } from './prove.ts'
import { Tally } from './Tally.tsx'
import { WORD_OF } from './verdict-look.ts'

/** One check in full: how the claims came out, each claim, and the evidence it was made of. */
export function ProofView({
  proof,
  name,
  recheck,
  rechecking,
  onCollateral,
}: {
  proof: Proof
  /** Names the receipt's file. */
  name: string
  recheck: () => void
  rechecking: boolean
  onCollateral: (collateral: QuoteCollateral) => void
}) {
  const { evidence, verification, collateral } = proof
  const receipt = () =>
    downloadJson(`receipt-${name}.json`, makeReceipt(evidence, verification, version))
  const tools = (
    <>
      <Button size="sm" icon="refresh" pending={rechecking} onClick={recheck}>
        Check again
      </Button>
      <Button size="sm" icon="download" onClick={receipt}>
        Download receipt
      </Button>
    </>
  )
  if (!verification.ok) {
    return (
      <Card title="Claims" actions={tools}>
        <Banner tone="bad">
          <p className="font-medium">Failed: this quote cannot be read, so nothing is verified.</p>
          <p className="wrap-anywhere">{verification.reason}</p>
        </Banner>
      </Card>
    )
  }
  const { claims, hardware, now, replay } = verification
  const compose = claims.find(({ id }) => id === 'compose')
  const appId = appIdOf(proof)
  return (
    <div className="flex flex-col gap-4">
      {hardware?.ok && hardware.root === 'sandbox' && (
        <Banner tone="warn">
          Sandbox root, not a TEE: what is “verified here” is that structures, signatures and hashes
          agree with each other, under a key that anyone can sign with.
        </Banner>
      )}
      <Card title="Claims" flush actions={tools}>
        <div className="flex flex-col gap-2 border-b border-line px-4 py-3">
          <Tally claims={claims} />
          <p className="text-sm text-muted">
            Checked in this browser with the clock at {exactTime(new Date(now * 1000))}.{' '}
            <Age quotedAt={evidence.reported.quoted_at} />
          </p>
          <CollateralNote source={collateral} onLoad={onCollateral} />
        </div>
        <ul aria-label="Claims" className="@container">
          {claims.map((claim) => (
            <ClaimRow key={claim.id} claim={claim} clock={new Date(now * 1000).toISOString()} />
          ))}
        </ul>
      </Card>
      {appId && <KnownGood appId={appId} proof={proof} />}
      {evidence.app_compose !== undefined && compose && (
        <MeasuredCompose text={evidence.app_compose} claim={compose} />
      )}
      {evidence.event_log && (
        <Card title="Event log" flush>
          <Disclosure
            className="px-4 py-3"
            summary={`${evidence.event_log.length} events; ${registersWords(claims)}`}
          >
            <div className="-mx-4 -mb-3 -ml-9.5">
              <EventLog events={evidence.event_log} replay={replay} />
            </div>
          </Disclosure>
        </Card>
      )}
    </div>
  )
}

function Age({ quotedAt }: { quotedAt: string | undefined }) {
  return quotedAt === undefined ? (
    'When the quote was made is not reported.'
  ) : (
    <>
      Evidence from boot: the quote was made <Time at={Date.parse(quotedAt)} />, by its
      certificate’s word.
    </>
  )
}

function registersWords(claims: readonly Claim[]): string {
  const found = claims.find(({ id }) => id === 'registers')
  return `registers: ${found ? WORD_OF[found.verdict] : 'not checked'}`
}

/** The app that the TD measured; where it measured none, the one that is reported. */
export function appIdOf({ evidence, verification }: Proof): string | undefined {
  const measured =
    verification.ok && verification.replay?.ok ? verification.replay.identity['app-id'] : undefined
  return measured ?? evidence.reported.app_id
}
