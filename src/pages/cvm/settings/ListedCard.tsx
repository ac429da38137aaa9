import { useState } from 'react'
import { setCvmListed } from '../../../api/updates.ts'
import type { Cvm } from '../../../queries/cvmRow.ts'
import { useCvmSetting } from '../../../queries/updates.ts'
import { Card } from '../../../ui/Card.tsx'
import { Checkbox } from '../../../ui/Checkbox.tsx'
import { toast } from '../../../ui/toast.ts'
import { ChangeForm } from '../ChangeForm.tsx'

/** Whether the vendor's public directory of apps names it. */
export function ListedCard({ cvm }: { cvm: Cvm }) {
  const [typed, setTyped] = useState<boolean>()
  const save = useCvmSetting(cvm.id)
  const now = cvm.listed ?? false
  const listed = typed ?? now
  const same = listed === now
  return (
    <Card title="Directory">
      <ChangeForm
        cvm={cvm}
        verb="Save"
        update={save}
        error={save.error}
        same={same}
        code={{ kind: 'setting', path: 'listed', body: { listed } }}
        onSend={() =>
          save.mutate((signal, attempt) => setCvmListed({ id: cvm.id, listed }, signal, attempt), {
            onSuccess: () => {
              toast.done(`${cvm.name} is ${listed ? 'listed' : 'not listed any more'}`)
              setTyped(undefined)
            },
          })
        }
      >
        <Checkbox
          label="Publicly listed"
          hint="The vendor’s public directory shows its name and its app ID. Its visibility stays what it is."
          checked={listed}
          onChange={(event) => {
            save.reset()
            setTyped(event.target.checked)
          }}
        />
      </ChangeForm>
    </Card>
  )
}
