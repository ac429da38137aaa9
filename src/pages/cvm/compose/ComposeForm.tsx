import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { AppCompose } from '../../../api/observe.ts'
import { mayHaveArrived } from '../../../api/errors.ts'
import type { Cvm } from '../../../queries/cvmRow.ts'
import { sendUnlessOutdated } from '../../../queries/updates.ts'
import { Banner } from '../../../ui/Banner.tsx'
import { Button } from '../../../ui/Button.tsx'
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx'
import { shareOfLimit, useComposeCheck } from '../../compose/useComposeCheck.ts'
import { useKeptEdit } from '../../drafts/useKeptEdit.ts'
import type { Settled } from '../../drafts/versions.ts'
import { fieldErrorsOf } from '../../errors/field-errors.ts'
import { useApproval } from '../../onchain/useApproval.ts'
import { ChangedElsewhere } from '../ChangedElsewhere.tsx'
import { EditedInTwoTabs } from '../EditedInTwoTabs.tsx'
import { useServerText } from '../useServerText.ts'
import { ComposeEditor } from './ComposeEditor.tsx'
import { ComposeReview } from './ComposeReview.tsx'
import { predictedHash } from './measured.ts'

const NONE: readonly string[] = []

/** Edit, review, apply. What is typed is a draft of this browser's until it is applied. */
export function ComposeForm({
  cvm,
  file,
  draftKey,
  opened,
}: {
  cvm: Cvm
  file: AppCompose
  draftKey: string
  /** The draft that was kept from an earlier visit. */
  opened: Settled
}) {
  const client = useQueryClient()
  const edit = useServerText(file.docker_compose_file ?? '', opened.mine)
  const kept = useKeptEdit(draftKey, edit, opened)
  const update = useApproval(cvm)
  const [reviewing, setReviewing] = useState(false)
  const [discarding, setDiscarding] = useState(false)
  const texts = { docker_compose_file: edit.text, pre_launch_script: file.pre_launch_script ?? '' }
  const check = useComposeCheck(texts, file.allowed_envs ?? NONE)
  const refused = fieldErrorsOf(update.error, ['docker_compose_file'])
  const refusal = refused.fields.docker_compose_file
  // What is wrong with the text is mended in the text, and a choice comes before a review.
  const undecided = edit.theirs !== undefined || kept.other !== undefined
  const inReview = reviewing && edit.edited && refusal === undefined && !undecided
  const has = new Set(file.allowed_envs ?? [])
  const missing = check.references.filter(({ name }) => !has.has(name))
  const required = missing.filter((one) => one.required).map(({ name }) => name)
  const blocked = blockedBy({ edit, undecided, check, required })

  return (
    <div className="flex flex-col gap-4">
      <EditedInTwoTabs what="compose file" language="yaml" edit={edit} kept={kept} />
      {edit.theirs !== undefined && (
        <ChangedElsewhere
          what="compose file"
          language="yaml"
          edit={edit}
          focus={update.data?.kind === 'outdated'}
        />
      )}
      {!edit.edited && update.error && mayHaveArrived(update.error) && (
        <Banner tone="info">The answer was lost on the way, but the change has arrived.</Banner>
      )}
      {edit.edited && !inReview && (
        <Banner tone={kept.failed ? 'warn' : 'info'} icon="edit">
          {kept.failed
            ? 'This is a draft, and this browser cannot keep it: a reload would lose it.'
            : 'This is a draft, kept in this browser. What runs is not changed yet.'}
        </Banner>
      )}
      {inReview && (
        <ComposeReview
          cvm={cvm}
          edit={edit}
          update={update}
          after={predictedHash(file, cvm.compose_hash, edit.text)}
          unset={missing.filter((one) => !one.optional).map(({ name }) => name)}
          tags={check.problems.flatMap(({ rule, service }) =>
            rule === 'image-not-pinned' && service !== undefined ? [service] : [],
          )}
          error={refused.rest}
          send={(request) =>
            sendUnlessOutdated(
              client,
              cvm.id,
              (now) => (now.docker_compose_file ?? '') === edit.base,
              request,
            )
          }
          onBack={() => setReviewing(false)}
        />
      )}
      {/* Hidden and not gone, so that Undo works after a look at the review. */}
      <div className={inReview ? 'hidden' : 'flex flex-col gap-4'}>
        <ComposeEditor
          edit={edit}
          check={check}
          refused={refusal}
          onDiscard={() => setDiscarding(true)}
          onChange={(text) => {
            update.giveUp()
            setReviewing(false)
            edit.setText(text)
          }}
        />
        <Button
          variant="primary"
          className="self-start"
          disabledReason={blocked}
          onClick={() => {
            update.giveUp()
            setReviewing(true)
          }}
        >
          Review changes
        </Button>
      </div>
      {discarding && (
        <ConfirmDialog
          title="Discard this draft?"
          verb="Discard"
          pending={false}
          error={undefined}
          onCancel={() => setDiscarding(false)}
          onConfirm={() => {
            setDiscarding(false)
            update.giveUp()
            edit.takeTheirs()
          }}
        >
          <p>What you typed is thrown away. {cvm.name} runs on with the file that it has.</p>
        </ConfirmDialog>
      )}
    </div>
  )
}

function blockedBy({
  edit,
  undecided,
  check,
  required,
}: {
  edit: ReturnType<typeof useServerText>
  undecided: boolean
  check: ReturnType<typeof useComposeCheck>
  required: readonly string[]
}): string | undefined {
  if (!edit.edited) return 'Nothing has been changed.'
  if (undecided) return 'Choose between the two versions first.'
  if (edit.text.trim() === '') return 'A CVM cannot run without a compose file.'
  if (check.pending) return 'Checking the file…'
  if (required.length > 0) {
    return `The file does not start without ${required.join(', ')}: set ${required.length === 1 ? 'its value' : 'their values'} in Environment first.`
  }
  if (check.problems.some(({ severity }) => severity === 'error')) {
    return 'Mend the errors in the file first.'
  }
  if (shareOfLimit(check.bytes) > 1) {
    return `File and pre-launch script have ${Math.ceil(check.bytes / 1024)} KB together; 200 KB is the limit.`
  }
  return undefined
}
