import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { updateCvmEnvs } from '../../../api/updates.ts'
import type { Reference } from '../../../compose/references.ts'
import type { Cvm } from '../../../queries/cvmRow.ts'
import { sendUnlessOutdated } from '../../../queries/updates.ts'
import { Banner } from '../../../ui/Banner.tsx'
import { Button } from '../../../ui/Button.tsx'
import { FileButton } from '../../../ui/FileButton.tsx'
import { Card } from '../../../ui/Card.tsx'
import { toast } from '../../../ui/toast.ts'
import { fieldErrorsOf } from '../../errors/field-errors.ts'
import { ApprovalStep } from '../../onchain/ApprovalStep.tsx'
import { useApproval } from '../../onchain/useApproval.ts'
import { AddVariable } from '../../secrets/AddVariable.tsx'
import { PasteEnv } from '../../secrets/PasteEnv.tsx'
import { ApplyBar } from '../ApplyBar.tsx'
import { add, decide, forgetEnvDraft, give, remove, useEnvDraft } from './env-draft.ts'
import { planEnv } from './env-plan.ts'
import { EnvReview } from './EnvReview.tsx'
import { Rows } from './Rows.tsx'
import { sealedLater } from './sealed.ts'
import { useSealingKey } from './useSealingKey.ts'

type Props = {
  cvm: Cvm
  draftKey: string
  /** The names that the CVM has, in the order of its compose document. */
  existing: readonly string[]
  references: readonly Reference[]
}

/** Values are never read back, so what is not decided about would be lost: nothing goes unasked. */
export function EnvironmentForm({ cvm, draftKey, existing, references }: Props) {
  const client = useQueryClient()
  const draft = useEnvDraft(draftKey)
  const update = useApproval(cvm)
  const sealing = useSealingKey(cvm)
  const [pasting, setPasting] = useState<string>()
  const plan = planEnv(existing, references, draft)
  const known = new Set(plan.rows.map(({ row }) => row.key))
  const untouched = draft.decisions.size === 0 && draft.added.length === 0
  const refused = fieldErrorsOf(update.error, ['env_keys', 'encrypted_env'])
  const refusal = refused.fields.env_keys ?? refused.fields.encrypted_env
  const change = (edit: () => void) => {
    if (update.error || update.data || update.approval) update.giveUp()
    edit()
  }
  // A name that somebody has added meanwhile would be dropped without a word.
  const isCurrent = ({ allowed_envs }: { allowed_envs?: readonly string[] | null | undefined }) =>
    [...new Set(allowed_envs ?? [])].join() === existing.join()
  const read = async (file: File | undefined) => {
    if (!file) return
    if (file.size > 4 * 1024 * 1024) toast.error(`${file.name} is too large for a .env file`)
    else setPasting(await file.text())
  }
  const blocked =
    plan.blocked ??
    (sealing.differs
      ? 'The KMS names another key than the CVM does.'
      : sealing.key === undefined
        ? sealing.isPending
          ? 'The key to seal with is being read.'
          : 'There is no key to seal the values with.'
        : undefined)

  return (
    <div className="flex max-w-5xl flex-col gap-4">
      <Card
        title="Variables"
        actions={
          <>
            <Button size="sm" icon="copy" onClick={() => setPasting('')}>
              Paste .env
            </Button>
            <FileButton
              size="sm"
              label=".env file to import"
              onChoose={([file]) => void read(file)}
            >
              Import .env
            </FileButton>
            <Button
              size="sm"
              disabledReason={untouched ? 'Nothing has been entered.' : undefined}
              onClick={() => change(() => forgetEnvDraft(draftKey))}
            >
              Clear
            </Button>
          </>
        }
      >
        <div className="flex flex-col gap-4">
          <p className="max-w-3xl text-muted">
            Values are sealed in this browser and cannot be read back, and an update replaces all of
            them: say for each variable whether you enter it again or drop it. What is typed here is
            kept in the memory of this page only.
          </p>
          {refusal && <Banner tone="bad">{refusal}</Banner>}
          {update.data?.kind === 'outdated' && (
            <div role="alert">
              <Banner tone="warn">
                Its variables were changed elsewhere meanwhile, and nothing was sent. The list shows
                those that it has now.
              </Banner>
            </div>
          )}
          <Rows
            plan={plan}
            onDecide={(names, decision) => change(() => decide(draftKey, names, decision))}
            onGive={(key, value) => change(() => give(draftKey, [[key, value]], known))}
            onRemove={(key) => change(() => remove(draftKey, key))}
          />
          <AddVariable
            rows={plan.rows.map(({ row }) => row)}
            onAdd={(key) => change(() => add(draftKey, key))}
          />
        </div>
      </Card>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          if (blocked || update.isPending || !sealing.key) return
          const env_keys = plan.pairs.map(({ key }) => key)
          // Sealed once: a second request for the same change carries the very same text.
          const sealed = sealedLater(plan.pairs, sealing.key)
          const body = async () => ({ id: cvm.id, encrypted_env: await sealed(), env_keys })
          update.apply({
            send: (signal, attempt) =>
              sendUnlessOutdated(client, cvm.id, isCurrent, async () =>
                updateCvmEnvs(await body(), signal, attempt),
              ),
            confirm: (by) => async (signal, attempt) =>
              updateCvmEnvs({ ...(await body()), ...by }, signal, attempt),
            onAccepted: () => forgetEnvDraft(draftKey),
          })
        }}
      >
        <EnvReview cvm={cvm} plan={plan} sealing={sealing} />
        {update.approval ? (
          <ApprovalStep cvmId={cvm.id} approval={update.approval} update={update} />
        ) : (
          <ApplyBar
            cvm={cvm}
            verb="Apply"
            update={update}
            error={refused.rest}
            nothing={blocked}
            code={{ kind: 'envs', keys: plan.pairs.map(({ key }) => key) }}
          />
        )}
      </form>
      {pasting !== undefined && (
        <PasteEnv
          rows={plan.rows.map(({ row }) => row)}
          initial={pasting}
          onClose={() => setPasting(undefined)}
          onTake={(pairs) => {
            change(() => give(draftKey, pairs, known))
            setPasting(undefined)
          }}
        />
      )}
    </div>
  )
}
