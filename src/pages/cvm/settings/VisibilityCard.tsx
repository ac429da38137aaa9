import { useState } from 'react'
import { confirmCvmPatch, patchCvm } from '../../../api/updates.ts'
import type { Cvm } from '../../../queries/cvmRow.ts'
import { Card } from '../../../ui/Card.tsx'
import { Checkbox } from '../../../ui/Checkbox.tsx'
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx'
import { FieldError } from '../../../ui/Field.tsx'
import { fieldErrorsOf } from '../../errors/field-errors.ts'
import { useApproval } from '../../onchain/useApproval.ts'
import { ChangeForm } from '../ChangeForm.tsx'
import { FLAGS, type Visibility, visibilityOf, visibilityPatch } from './visibility.ts'

/** What strangers may see of it. Turning something on asks first. */
export function VisibilityCard({ cvm }: { cvm: Cvm }) {
  const [typed, setTyped] = useState<Partial<Visibility>>({})
  const [asking, setAsking] = useState(false)
  const update = useApproval(cvm)
  const { id } = cvm
  const now = visibilityOf(cvm)
  const wanted = { ...now, ...typed }
  const patch = visibilityPatch(now, wanted)
  const same = Object.keys(patch).length === 0
  const opened = FLAGS.filter(({ flag }) => patch[flag] === true)
  const refused = fieldErrorsOf(
    update.error,
    FLAGS.map(({ flag }) => flag),
  )
  const send = () =>
    update.apply({
      send: (signal, attempt) => patchCvm({ id, ...patch }, signal, attempt),
      confirm: (by) => (signal, attempt) => confirmCvmPatch({ id, ...by }, signal, attempt),
      onAccepted: () => setTyped({}),
    })
  return (
    <Card title="Visibility">
      <ChangeForm
        cvm={cvm}
        verb="Apply"
        update={update}
        error={refused.rest}
        same={same}
        code={{ kind: 'patch', fields: patch }}
        onSend={() => {
          if (opened.length > 0) setAsking(true)
          else send()
        }}
      >
        <fieldset className="flex flex-col items-start gap-3">
          <legend className="sr-only">Visibility</legend>
          {FLAGS.map(({ flag, label, hint }) => (
            <div key={flag}>
              <Checkbox
                label={label}
                hint={hint}
                checked={wanted[flag]}
                onChange={(event) => {
                  update.giveUp()
                  setTyped({ ...typed, [flag]: event.target.checked })
                }}
              />
              <FieldError id={`${flag}-refused`} error={refused.fields[flag]} />
            </div>
          ))}
        </fieldset>
        <p className="text-sm text-muted">
          Each of them is measured: changing one makes a new compose hash, and whoever verifies this
          CVM has to expect it.
        </p>
      </ChangeForm>
      {asking && (
        <ConfirmDialog
          title={`Make ${cvm.name} public?`}
          verb="Make public"
          pending={false}
          error={undefined}
          onCancel={() => setAsking(false)}
          onConfirm={() => {
            setAsking(false)
            send()
          }}
        >
          <p>Strangers will be able to see, without signing in:</p>
          <ul className="mt-2 list-disc pl-5">
            {opened.map(({ flag, strangers }) => (
              <li key={flag}>{strangers}.</li>
            ))}
          </ul>
        </ConfirmDialog>
      )}
    </Card>
  )
}
