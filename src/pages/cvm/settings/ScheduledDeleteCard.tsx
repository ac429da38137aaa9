import { useState } from 'react'
import { mayHaveArrived } from '../../../api/errors.ts'
import { scheduleCvmDelete } from '../../../api/updates.ts'
import type { Update } from '../../../cvm/code/update.ts'
import type { Cvm } from '../../../queries/cvmRow.ts'
import { useCvmSetting } from '../../../queries/updates.ts'
import { Banner } from '../../../ui/Banner.tsx'
import { Button } from '../../../ui/Button.tsx'
import { Card } from '../../../ui/Card.tsx'
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx'
import { ErrorPanel } from '../../../ui/ErrorPanel.tsx'
import { TextField } from '../../../ui/TextField.tsx'
import { exactTime } from '../../../ui/time-words.ts'
import { toast } from '../../../ui/toast.ts'
import { useNow } from '../../../ui/use-now.ts'
import { RetryWait } from '../../actions/RetryWait.tsx'
import { ShowAsCode } from '../../code/ShowAsCode.tsx'
import { fieldErrorsOf } from '../../errors/field-errors.ts'
import { problemOf } from '../../errors/problem-of.ts'

const FIELDS = ['scheduled_delete_at'] as const

/** A CVM that goes by itself: for demonstrations and tests that somebody would forget. */
export function ScheduledDeleteCard({ cvm }: { cvm: Cvm }) {
  const [typed, setTyped] = useState('')
  const [asking, setAsking] = useState(false)
  const [asked, setAsked] = useState<string | null>()
  const now = useNow()
  const save = useCvmSetting(cvm.id)
  const { scheduled_delete_at: at } = cvm
  const wanted = typed === '' ? undefined : new Date(typed)
  const bad =
    wanted === undefined
      ? undefined
      : Number.isNaN(wanted.getTime())
        ? 'Enter a date and a time.'
        : wanted.getTime() <= now
          ? 'This time is over already. Choose a later one.'
          : undefined
  const refused = fieldErrorsOf(save.error, FIELDS)
  const arrived =
    save.error !== null && mayHaveArrived(save.error) && timeOf(asked) === timeOf(at ?? null)
  const send = (scheduled_delete_at: string | null, done: string) => {
    setAsked(scheduled_delete_at)
    save.mutate(
      (signal, attempt) => scheduleCvmDelete({ id: cvm.id, scheduled_delete_at }, signal, attempt),
      {
        onSuccess: () => {
          toast.done(done)
          setTyped('')
          setAsking(false)
        },
        onError: (error) => {
          // What is wrong with the time stands beside the time.
          if (fieldErrorsOf(error, FIELDS).rest === undefined) setAsking(false)
        },
      },
    )
  }
  return (
    <Card title="Scheduled delete">
      <form
        className="flex flex-col items-start gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          if (!wanted || bad || save.isPending) return
          // The question is asked anew, without what became of it before.
          save.reset()
          setAsking(true)
        }}
      >
        {at && (
          <Banner
            tone="warn"
            actions={
              <Button
                size="sm"
                pending={save.isPending && !asking}
                onClick={() => send(null, `${cvm.name} is not deleted any more`)}
              >
                Do not delete
              </Button>
            }
          >
            {cvm.name} is deleted on {exactTime(new Date(at))}, its disk with it.
          </Banner>
        )}
        <TextField
          type="datetime-local"
          className="w-full max-w-64"
          label="Delete at"
          value={typed}
          hint="In your own time zone."
          error={bad ?? refused.fields.scheduled_delete_at}
          onChange={(event) => {
            save.reset()
            setTyped(event.target.value)
          }}
        />
        {arrived && (
          <Banner tone="info">The answer was lost on the way, but the change has arrived.</Banner>
        )}
        {!asking && !arrived && refused.rest instanceof Error && (
          <ErrorPanel problem={problemOf(refused.rest)} />
        )}
        {save.wait && <RetryWait wait={save.wait} onCancel={save.cancel} />}
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <Button
            type="submit"
            disabledReason={bad ?? (wanted ? undefined : 'Enter a date and a time first.')}
          >
            {at ? 'Schedule another time' : 'Schedule delete'}
          </Button>
          <ShowAsCode cvm={cvm} update={scheduling(bad ? undefined : wanted)} />
        </div>
      </form>
      {asking && wanted && !arrived && (
        <ConfirmDialog
          title={`Schedule the delete of ${cvm.name}?`}
          verb="Schedule delete"
          pending={save.isPending}
          error={save.error ? problemOf(save.error) : undefined}
          onCancel={() => setAsking(false)}
          onConfirm={() => send(wanted.toISOString(), `The delete of ${cvm.name} is scheduled`)}
        >
          <p>
            On {exactTime(wanted)} {cvm.name} is deleted without any further question, and its disk
            with it. Until then it can be called off here.
          </p>
        </ConfirmDialog>
      )}
    </Card>
  )
}

const timeOf = (time: string | null | undefined) => (time ? Date.parse(time) : time)

const scheduling = (at: Date | undefined): Update | undefined =>
  at && {
    kind: 'setting',
    path: 'scheduled-delete',
    body: { scheduled_delete_at: at.toISOString() },
  }
