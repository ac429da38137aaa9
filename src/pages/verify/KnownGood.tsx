import { useEffect, useRef, useState } from 'react'
import { baselineValues } from '../../trust/baseline.ts'
import { type Baseline, driftBetween, groupsOf, readBaseline } from '../../trust/drift.ts'
import { parsedJson } from '../../trust/readLog.ts'
import { Button } from '../../ui/Button.tsx'
import { FileButton } from '../../ui/FileButton.tsx'
import { Card } from '../../ui/Card.tsx'
import { StatusMark } from '../../ui/StatusMark.tsx'
import { Time } from '../../ui/Time.tsx'
import { toast } from '../../ui/toast.ts'
import { forgetBaseline, keepBaseline, keepLastCheck, useBaseline } from './baseline-store.ts'
import { Differences } from './Differences.tsx'
import { downloadJson } from './download.ts'
import type { Proof } from './prove.ts'
import { bareInstanceId } from './useDrift.ts'

/** What was good once, and what has changed since. */
export function KnownGood({ appId, proof }: { appId: string; proof: Proof }) {
  const baseline = useBaseline(appId)
  const values = baselineValues(proof.evidence, proof.verification)
  const refusal = whyNot(proof)
  const mark = useRef<HTMLButtonElement>(null)
  /** What was done here last, for those who do not see it change. */
  const [done, setDone] = useState('')

  const found = values && {
    format: 'cvm-console-baseline' as const,
    app_id: appId,
    recorded_at: new Date(proof.verification.now * 1000).toISOString(),
    values,
  }
  const instance = instanceOf(proof)
  useEffect(() => {
    if (baseline && found && instance && !refusal) keepLastCheck(instance, found)
  })
  const read = async (chosen: File) => {
    const given = readBaseline(parsedJson(await chosen.text()))
    if (!given) toast.error('This file holds no known-good values')
    else if (given.app_id !== appId)
      toast.error('These known-good values are of another app', { detail: given.app_id })
    else if (keep(given)) setDone('Marked as known good.')
  }

  return (
    <Card
      title="Known good"
      actions={
        <>
          <Button
            size="sm"
            ref={mark}
            disabledReason={refusal}
            onClick={() => {
              if (found && keep({ ...found, recorded_at: new Date().toISOString() }))
                setDone('Marked as known good.')
            }}
          >
            {baseline ? 'Mark this as known good instead' : 'Mark as known good'}
          </Button>
          {baseline && (
            <>
              <Button
                size="sm"
                icon="download"
                onClick={() => downloadJson(`known-good-${appId}.json`, baseline)}
              >
                Export
              </Button>
              <Button
                size="sm"
                variant="quiet"
                onClick={() => {
                  // This button goes with it: the focus is handed on first.
                  mark.current?.focus()
                  forgetBaseline(appId)
                  setDone('Forgotten.')
                }}
              >
                Forget
              </Button>
            </>
          )}
          <FileButton
            size="sm"
            label="Known-good file"
            accept="application/json,.json"
            onChoose={([file]) => void read(file)}
          >
            Import
          </FileButton>
        </>
      }
    >
      <p role="status" className="sr-only">
        {done}
      </p>
      {baseline && values ? (
        <Compared baseline={baseline} values={values} />
      ) : (
        <p className="text-muted">
          Nothing is marked yet. Marking keeps the registers, hashes, OS image, key provider and TCB
          level of this app in this browser; afterwards this page shows what has changed.
        </p>
      )}
    </Card>
  )
}

function Compared({ baseline, values }: { baseline: Baseline; values: Baseline['values'] }) {
  const drift = driftBetween(baseline.values, values)
  return (
    <div className="flex flex-col gap-3">
      <p className="flex items-baseline gap-2">
        <StatusMark tone={drift.length > 0 ? 'warn' : 'good'} className="translate-y-px" />
        <span>
          {drift.length > 0
            ? `Changed since it was marked as known good: ${groupsOf(drift)}.`
            : 'Nothing has changed since it was marked as known good.'}{' '}
          <span className="text-muted">
            Marked <Time at={Date.parse(baseline.recorded_at)} />.
          </span>
        </span>
      </p>
      {drift.length > 0 && (
        <Differences label="What changed" before="Known good" now="Now" drift={drift} />
      )}
    </div>
  )
}

/** Whether it is kept; if not, it has said so. */
function keep(baseline: Baseline): boolean {
  const kept = keepBaseline(baseline)
  if (!kept) {
    toast.error('This browser does not keep it', {
      detail: 'Its storage is full or switched off. Export the values to a file instead.',
    })
  }
  return kept
}

/** The instance that was measured, or the one that is reported where none was. */
function instanceOf({ evidence, verification }: Proof): string {
  const replay = verification.ok ? verification.replay : undefined
  const measured = replay?.ok ? replay.identity['instance-id'] : undefined
  return bareInstanceId(measured || (evidence.reported.instance_id ?? ''))
}

/** Only what verified can be good. */
function whyNot({ verification }: Proof): string | undefined {
  if (!verification.ok) return 'The quote cannot be read.'
  const failed = verification.claims.filter(({ verdict }) => verdict === 'failed')
  if (failed.length > 0) return `Failed here: ${failed.map(({ title }) => title).join(', ')}.`
  return verification.hardware?.ok ? undefined : 'The quote is not verified.'
}
