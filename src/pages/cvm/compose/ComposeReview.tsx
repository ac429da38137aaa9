import { confirmCvmPatch, patchCvm } from '../../../api/updates.ts'
import { paths } from '../../../paths.ts'
import type { Cvm } from '../../../queries/cvmRow.ts'
import { Banner } from '../../../ui/Banner.tsx'
import { Button } from '../../../ui/Button.tsx'
import { Card } from '../../../ui/Card.tsx'
import { CodeDiff } from '../../../ui/code/CodeDiff.tsx'
import { TextLink } from '../../../ui/TextLink.tsx'
import { ApprovalStep } from '../../onchain/ApprovalStep.tsx'
import type { Approvable } from '../../onchain/useApproval.ts'
import { ApplyBar } from '../ApplyBar.tsx'
import type { ServerText } from '../useServerText.ts'
import { MovesTable } from './MovesTable.tsx'

/** What changes and what that means, before anything is sent. */
export function ComposeReview({
  cvm,
  edit,
  update,
  after,
  unset,
  tags,
  error,
  send,
  onBack,
}: {
  cvm: Cvm
  edit: ServerText
  update: Approvable
  /** The compose hash that the change leads to, where it can be foretold. */
  after: string | undefined
  /** Variables that the new file uses and that the CVM has no value for. */
  unset: readonly string[]
  /** Services whose image is named by a tag. */
  tags: readonly string[]
  error: unknown
  /** Sends only if the server still has what the edit began with. */
  send: (request: () => Promise<unknown>) => Promise<unknown>
  onBack: () => void
}) {
  const { id } = cvm
  const { text } = edit
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        if (update.isPending) return
        update.apply({
          send: (signal, attempt) =>
            send(() => patchCvm({ id, docker_compose_file: text }, signal, attempt)),
          confirm: (by) => (signal, attempt) => confirmCvmPatch({ id, ...by }, signal, attempt),
          onAccepted: onBack,
        })
      }}
    >
      <Card
        title="Review"
        actions={
          <Button size="sm" icon="arrowLeft" onClick={onBack}>
            Back to editing
          </Button>
        }
      >
        <div className="flex flex-col gap-4">
          <CodeDiff
            label="Changes to the compose file"
            language="yaml"
            before={edit.base}
            after={text}
            className="h-[clamp(14rem,calc(100dvh-36rem),36rem)]"
          />
          <MovesTable before={cvm.compose_hash} after={after} />
          {unset.length > 0 && (
            <Banner tone="warn">
              {unset.join(', ')} {unset.length === 1 ? 'has' : 'have'} no value and will be empty.{' '}
              <TextLink to={paths.cvm(id, 'environment')}>Set values in Environment</TextLink>; this
              draft stays here.
            </Banner>
          )}
          <ul className="list-disc pl-5 text-sm text-muted">
            <li>Volumes and secrets stay what they are.</li>
            {tags.length > 0 && (
              <li>
                {tags.join(', ')}: an image named by a tag is not pulled again when that tag is on
                its disk already. Another tag or a digest (@sha256:…) is.
              </li>
            )}
            <li>Whoever verifies this CVM has to expect the new compose hash.</li>
          </ul>
        </div>
      </Card>
      {update.approval ? (
        <ApprovalStep cvmId={cvm.id} approval={update.approval} update={update} />
      ) : (
        <ApplyBar
          cvm={cvm}
          verb="Apply"
          update={update}
          error={error}
          nothing={undefined}
          code={{ kind: 'patch', fields: { docker_compose_file: text } }}
        />
      )}
    </form>
  )
}
