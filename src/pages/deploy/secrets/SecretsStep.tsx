import { type Ref, useState } from 'react'
import { Banner } from '../../../ui/Banner.tsx'
import { Button } from '../../../ui/Button.tsx'
import { Card } from '../../../ui/Card.tsx'
import { TextArea } from '../../../ui/TextArea.tsx'
import { StepHeading } from '../StepHeading.tsx'
import { errorAt, type Wizard } from '../useWizard.ts'
import { AddVariable } from '../../secrets/AddVariable.tsx'
import { PasteEnv } from '../../secrets/PasteEnv.tsx'
import { SecretField } from '../../secrets/SecretField.tsx'
import { emptyKeys, secretField, valuesToReenter } from './section.ts'
import { useSecrets } from './useSecrets.ts'

/** Step 3: the values that are sealed, and who may log in. */
export function SecretsStep({
  wizard,
  heading,
}: {
  wizard: Wizard
  heading: Ref<HTMLHeadingElement>
}) {
  const { draft, rows, values, change, blocks } = wizard
  const { give, add, remove } = useSecrets(wizard)
  const [pasting, setPasting] = useState(false)
  const again = valuesToReenter(draft.secrets, rows, values)
  const empty = emptyKeys(draft.secrets, rows, values)
  const refused = wizard.refusal('env_keys') ?? wizard.refusal('encrypted_env')

  return (
    <>
      <StepHeading
        title="Secrets"
        heading={heading}
        actions={
          <Button size="sm" icon="copy" onClick={() => setPasting(true)}>
            Paste .env
          </Button>
        }
      >
        Values are encrypted in this browser, with a key that only the app’s CVMs get. Containers
        read them there; the vendor, this console and its server never see them. Their names are
        public: they are measured with the file.
      </StepHeading>
      {refused && <Banner tone="bad">{refused}</Banner>}
      {again.length > 0 && (
        <Banner tone="warn">
          Enter {again.join(', ')} again before Commit: values are never kept over a reload.
        </Banner>
      )}
      <Card title="Variables">
        <div className="flex flex-col gap-5">
          {rows.length === 0 && (
            <p className="text-muted">
              The compose file refers to no variable. Write <code>${'{NAME}'}</code> in it where a
              secret belongs, or add variables that containers read through <code>env_file</code>.
            </p>
          )}
          {rows.map((row) => (
            <SecretField
              key={row.key}
              row={row}
              value={values.get(row.key) ?? ''}
              again={again.includes(row.key)}
              error={errorAt(wizard, blocks.secrets, secretField(row.key))}
              onChange={(value) => give([[row.key, value]])}
              onRemove={row.origin === 'added' ? () => remove(row.key) : undefined}
            />
          ))}
          {empty.length > 0 && (
            <p className="text-sm text-muted">
              Without a value {empty.join(', ')} will be empty in the containers.
            </p>
          )}
          <AddVariable rows={rows} onAdd={add} />
        </div>
      </Card>
      <TextArea
        label="SSH authorized keys"
        mono
        rows={4}
        className="max-w-3xl"
        hint="One public key a line. They work on dev images only; production images have no SSH."
        error={errorAt(wizard, blocks.secrets, 'ssh_authorized_keys')}
        value={draft.secrets.ssh_authorized_keys}
        onChange={(event) => {
          const ssh_authorized_keys = event.target.value
          change(({ secrets }) => ({ secrets: { ...secrets, ssh_authorized_keys } }))
        }}
      />
      {pasting && (
        <PasteEnv
          rows={rows}
          onClose={() => setPasting(false)}
          onTake={(pairs) => {
            give(pairs)
            setPasting(false)
          }}
        />
      )}
    </>
  )
}
