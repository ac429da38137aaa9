import { useQuery, useQueryClient } from '@tanstack/react-query'
import { updatePreLaunchScript } from '../../../api/updates.ts'
import { MAX_PAYLOAD_BYTES, utf8Bytes } from '../../../compose/limits.ts'
import type { Cvm } from '../../../queries/cvmRow.ts'
import { cvmComposeFileQuery } from '../../../queries/observe.ts'
import { sessionQuery } from '../../../queries/session.ts'
import { sendUnlessOutdated } from '../../../queries/updates.ts'
import { Card } from '../../../ui/Card.tsx'
import { CodeEditor } from '../../../ui/code/CodeEditor.tsx'
import { FieldError } from '../../../ui/Field.tsx'
import { SkeletonLines } from '../../../ui/SkeletonLines.tsx'
import { fieldErrorsOf } from '../../errors/field-errors.ts'
import { Loaded } from '../../errors/Loaded.tsx'
import { useApproval } from '../../onchain/useApproval.ts'
import { useKeptEdit, useOpenedEdit } from '../../drafts/useKeptEdit.ts'
import type { Settled } from '../../drafts/versions.ts'
import { ChangedElsewhere } from '../ChangedElsewhere.tsx'
import { ChangeForm } from '../ChangeForm.tsx'
import { EditedInTwoTabs } from '../EditedInTwoTabs.tsx'
import { useServerText } from '../useServerText.ts'

/** The script that runs in the CVM before its containers start. */
export function PreLaunchCard({ cvm }: { cvm: Cvm }) {
  const query = useQuery(cvmComposeFileQuery(cvm.id))
  const { data: session } = useQuery(sessionQuery())
  const draftKey = `${session?.connection}/${session?.workspace.id}/${cvm.id}/pre-launch-script`
  const opened = useOpenedEdit(draftKey)
  return (
    <Card title="Pre-launch script">
      <Loaded query={query} label="Loading the pre-launch script" height="h-40">
        {(data) =>
          opened === undefined ? (
            <SkeletonLines height="h-40" />
          ) : (
            <PreLaunchForm
              key={draftKey}
              cvm={cvm}
              draftKey={draftKey}
              opened={opened}
              script={data.pre_launch_script ?? ''}
              others={utf8Bytes(data.docker_compose_file ?? '')}
            />
          )
        }
      </Loaded>
    </Card>
  )
}

function PreLaunchForm({
  cvm,
  draftKey,
  opened,
  script,
  others,
}: {
  cvm: Cvm
  draftKey: string
  /** What was typed at an earlier visit. */
  opened: Settled
  script: string
  /** Bytes of the compose file, which count against the same limit. */
  others: number
}) {
  const { id } = cvm
  const client = useQueryClient()
  const edit = useServerText(script, opened.mine)
  const kept = useKeptEdit(draftKey, edit, opened)
  const update = useApproval(cvm)
  const { text } = edit
  const refused = fieldErrorsOf(update.error, ['pre_launch_script', 'docker_compose_file'])
  const bytes = utf8Bytes(text) + others
  const tooLarge =
    bytes > MAX_PAYLOAD_BYTES
      ? `Compose file and script have ${Math.ceil(bytes / 1024)} KB together; 200 KB is the limit.`
      : undefined
  const bad = tooLarge ?? refused.fields.pre_launch_script ?? refused.fields.docker_compose_file
  const undecided = edit.theirs !== undefined || kept.other !== undefined
  const unchosen = undecided && 'Choose between the two versions first.'
  return (
    <ChangeForm
      cvm={cvm}
      verb="Apply"
      update={update}
      error={refused.rest}
      same={!edit.edited}
      code={{ kind: 'patch', fields: { pre_launch_script: text } }}
      bad={edit.edited ? unchosen || tooLarge : undefined}
      onSend={() =>
        update.apply({
          send: (signal, attempt) =>
            sendUnlessOutdated(
              client,
              id,
              (file) => (file.pre_launch_script ?? '') === edit.base,
              () => updatePreLaunchScript({ id, text }, signal, attempt),
            ),
          confirm: (by) => (signal, attempt) =>
            updatePreLaunchScript({ id, text, by }, signal, attempt),
        })
      }
    >
      <EditedInTwoTabs what="pre-launch script" language="shell" edit={edit} kept={kept} />
      {edit.theirs !== undefined && (
        <ChangedElsewhere
          what="pre-launch script"
          language="shell"
          edit={edit}
          focus={update.data?.kind === 'outdated'}
        />
      )}
      <div>
        <CodeEditor
          key={edit.writer}
          label="Pre-launch script"
          language="shell"
          defaultValue={text}
          invalid={bad !== undefined}
          onChange={(next) => {
            update.giveUp()
            edit.setText(next)
          }}
          className="h-56"
        />
        <FieldError id="pre-launch-refused" error={bad} />
      </div>
      <p className="text-sm text-muted">
        A shell script. It is measured with the compose file: another one makes a new compose hash.
        Empty means none.
      </p>
    </ChangeForm>
  )
}
