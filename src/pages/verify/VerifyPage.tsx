import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { connectionOfferQuery } from '../../queries/connectionOffer.ts'
import { warmVerifier } from '../../trust/runVerifier.ts'
import { Card } from '../../ui/Card.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { exactTime } from '../../ui/time-words.ts'
import { RadioCards } from '../../ui/RadioCards.tsx'
import { LanguageSelect } from '../language/LanguageSelect.tsx'
import { AppIdForm } from './AppIdForm.tsx'
import { EvidenceInput } from './EvidenceInput.tsx'
import { addPieces } from './exhibit-of-pieces.ts'
import type { Exhibit } from './exhibit.ts'
import { ProofList } from './ProofList.tsx'

/** `/verify`: checks anything that anybody brings, without an account. */
export function Component() {
  const [exhibits, setExhibits] = useState<readonly Exhibit[]>([])
  const [clock, setClock] = useState<'now' | 'receipt'>('now')
  const results = useRef<HTMLDivElement>(null)
  useEffect(warmVerifier, [])
  useEffect(() => {
    // What was just brought is answered below the fold of most screens.
    if (exhibits.length > 0) results.current?.scrollIntoView({ block: 'start' })
  }, [exhibits])
  const { data: offer, isPending } = useQuery(connectionOfferQuery())
  const connections = offer?.connections.map(({ connection }) => connection) ?? []
  const madeAt = exhibits.find(({ bundle }) => bundle.checked_at !== undefined)?.bundle.checked_at
  return (
    <>
      <PageHeader title="Verify a CVM" />
      <p className="-mt-2 max-w-3xl text-muted">
        The quote of a confidential VM, checked by this browser down to Intel’s root: each claim for
        itself, with what was compared, and with what cannot be checked here.
      </p>
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
        <Card title="A running app">
          <AppIdForm />
        </Card>
        <Card title="Anything else">
          <EvidenceInput
            onRead={(bundles) => {
              setExhibits(addPieces(exhibits, bundles))
              setClock('now')
            }}
          />
        </Card>
      </div>
      <div ref={results} className="flex scroll-mt-20 flex-col gap-4 empty:hidden">
        {madeAt !== undefined && (
          <Card title="This is a receipt">
            <p className="mb-3 text-muted">
              Its verdicts are not believed: they are made anew here, from the evidence in it.
            </p>
            <RadioCards
              label="Clock"
              name="clock"
              value={clock}
              onChange={(value) => setClock(value === 'receipt' ? 'receipt' : 'now')}
              cards={[
                { value: 'now', label: 'Today’s clock', children: 'Would it hold now?' },
                {
                  value: 'receipt',
                  label: 'The receipt’s clock',
                  children: `Did it hold on ${exactTime(new Date(madeAt * 1000))}?`,
                },
              ]}
            />
          </Card>
        )}
        {!isPending && (
          <ProofList
            exhibits={exhibits}
            connections={connections}
            clock={clock === 'receipt' ? madeAt : undefined}
          />
        )}
      </div>
      <LanguageSelect />
    </>
  )
}
