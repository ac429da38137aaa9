import { useQueries, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Connection } from '../../contract/session.ts'
import { connectionOfferQuery } from '../../queries/connectionOffer.ts'
import type { QuoteCollateral } from '../../trust/collateral.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import { ErrorPanel } from '../../ui/ErrorPanel.tsx'
import { Spinner } from '../../ui/Spinner.tsx'
import type { Exhibit } from './exhibit.ts'
import { proofQuery } from './proof-query.ts'
import { ProofView } from './ProofView.tsx'
import type { Proof } from './prove.ts'
import { Replicas } from './Replicas.tsx'
import { tallyOf, WORD_OF } from './verdict-look.ts'

/** Checks each exhibit, and compares them with each other where there are several. */
export function ProofList({
  exhibits,
  connections,
  from,
  clock,
}: {
  exhibits: readonly Exhibit[]
  connections: readonly Connection[]
  from?: Connection | undefined
  clock?: number | undefined
}) {
  const [collateral, setCollateral] = useState<QuoteCollateral>()
  const [chosen, setChosen] = useState<string>()
  const { data: offer, isPending } = useQuery(connectionOfferQuery())
  const checks = useQueries({
    queries: exhibits.map((exhibit) => ({
      ...proofQuery(exhibit, { connections, offer, from, clock, collateral }),
      enabled: exhibit.bundle.quote !== undefined && !isPending,
    })),
  })
  const index = Math.max(
    0,
    exhibits.findIndex(({ label }) => label === chosen),
  )
  const exhibit = exhibits[index]
  const check = checks[index]
  if (!exhibit || !check) return null
  const said = check.data && !check.isFetching && outcomeOf(check.data)
  return (
    <div className="flex flex-col gap-4">
      <p role="status" className="sr-only">
        {said && exhibits.length > 1 ? `${exhibit.label}: ${said}` : said}
      </p>
      {exhibits.length > 1 && (
        <Replicas
          rows={exhibits.map((one, at) => ({ exhibit: one, proof: checks[at]?.data }))}
          chosen={index}
          onChoose={(label) => setChosen(label)}
        />
      )}
      <section aria-label={exhibit.label} className="flex flex-col gap-4">
        {exhibits.length > 1 && <h2 className="text-lg font-semibold">{exhibit.label}</h2>}
        {exhibit.absent !== undefined ? (
          <div role="status">
            <Banner tone="warn">
              <p className="font-medium">Nothing is verified: there is no quote.</p>
              <p>{exhibit.absent}</p>
            </Banner>
          </div>
        ) : check.data ? (
          <ProofView
            proof={check.data}
            name={exhibit.label}
            recheck={() => void check.refetch()}
            rechecking={check.isFetching}
            onCollateral={setCollateral}
          />
        ) : check.error ? (
          <ErrorPanel
            problem={{
              title: 'Nothing is verified: the check did not run',
              why: check.error.message,
              next: 'Try again; if it stays, use another browser.',
            }}
            actions={
              <Button
                size="sm"
                icon="refresh"
                pending={check.isFetching}
                onClick={() => void check.refetch()}
              >
                Try again
              </Button>
            }
          />
        ) : (
          <Checking />
        )}
      </section>
    </div>
  )
}

/** "2 failed, 6 reported, not verified, …", for those who hear that the check is done. */
function outcomeOf({ verification }: Proof): string {
  if (!verification.ok) return 'Checked: the quote cannot be read.'
  const counts = tallyOf(verification.claims).map(
    ({ verdict, count }) => `${count} ${WORD_OF[verdict]}`,
  )
  return `Checked: ${counts.join('; ')}.`
}

/**
 * The size of the claims that will be there, so that nothing moves much. `quiet` where another one follows
 * that is heard.
 */
export function Checking({ quiet = false }: { quiet?: boolean }) {
  return (
    <Card title="Claims">
      <p
        role={quiet ? undefined : 'status'}
        className="flex min-h-160 items-start gap-2 text-muted"
      >
        <Spinner /> Checking in this browser…
      </p>
    </Card>
  )
}
