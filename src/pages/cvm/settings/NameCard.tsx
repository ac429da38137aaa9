import { useState } from 'react'
import { renameCvm } from '../../../api/updates.ts'
import { CVM_NAME_RULE, isCvmName } from '../../../contract/cvmName.ts'
import type { Cvm } from '../../../queries/cvmRow.ts'
import { useCvmSetting } from '../../../queries/updates.ts'
import { Card } from '../../../ui/Card.tsx'
import { TextField } from '../../../ui/TextField.tsx'
import { toast } from '../../../ui/toast.ts'
import { fieldErrorsOf } from '../../errors/field-errors.ts'
import { ChangeForm } from '../ChangeForm.tsx'

/** What it is called. Links keep working: they carry its id. */
export function NameCard({ cvm }: { cvm: Cvm }) {
  const [typed, setTyped] = useState<string>()
  const rename = useCvmSetting(cvm.id)
  const name = typed ?? cvm.name
  const same = name === cvm.name
  const bad = same || isCvmName(name) ? undefined : CVM_NAME_RULE
  const refused = fieldErrorsOf(rename.error, ['name'])
  return (
    <Card title="Name">
      <ChangeForm
        cvm={cvm}
        verb="Rename"
        update={rename}
        error={refused.rest}
        same={same}
        code={{ kind: 'setting', path: 'name', body: { name } }}
        bad={bad}
        onSend={() =>
          rename.mutate((signal, attempt) => renameCvm({ id: cvm.id, name }, signal, attempt), {
            onSuccess: () => {
              toast.done(`${cvm.name} is now called ${name}`)
              setTyped(undefined)
            },
          })
        }
      >
        <TextField
          className="max-w-md"
          label="Name"
          value={name}
          hint="5 to 63 letters, digits and hyphens, beginning with a letter."
          error={bad ?? refused.fields.name}
          onChange={(event) => {
            rename.reset()
            setTyped(event.target.value)
          }}
        />
      </ChangeForm>
    </Card>
  )
}
