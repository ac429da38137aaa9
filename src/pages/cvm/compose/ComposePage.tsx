import { useSuspenseQuery } from '@tanstack/react-query'
import { paths } from '../../../paths.ts'
import type { Cvm } from '../../../queries/cvmRow.ts'
import { cvmComposeFileQuery } from '../../../queries/observe.ts'
import { sessionQuery } from '../../../queries/session.ts'
import { Badge } from '../../../ui/Badge.tsx'
import { Placeholder } from '../../../ui/Placeholder.tsx'
import { Card } from '../../../ui/Card.tsx'
import { Disclosure } from '../../../ui/Disclosure.tsx'
import { Hash } from '../../../ui/Hash.tsx'
import { KeyValue, KeyValueList } from '../../../ui/KeyValue.tsx'
import { TextLink } from '../../../ui/TextLink.tsx'
import { useOpenedEdit } from '../../drafts/useKeptEdit.ts'
import { CvmStrangers } from '../../strangers/CvmStrangers.tsx'
import { useCvm } from '../useCvm.ts'
import { ComposeForm } from './ComposeForm.tsx'

/** `/cvms/:cvmId/compose`: what it was told to run, to read, to copy and to change. */
export function Component() {
  const cvm = useCvm()
  const { data: file } = useSuspenseQuery(cvmComposeFileQuery(cvm.id))
  const { data: session } = useSuspenseQuery(sessionQuery())
  const draftKey = `${session?.connection}/${session?.workspace.id}/${cvm.id}/compose`
  const opened = useOpenedEdit(draftKey)
  if (opened === undefined) {
    return <Placeholder label="Opening the compose file" height="h-120" />
  }
  return (
    <div className="flex flex-col gap-4">
      <ComposeForm key={draftKey} cvm={cvm} file={file} draftKey={draftKey} opened={opened} />
      {file.pre_launch_script && <Script cvm={cvm} text={file.pre_launch_script} />}
      <CvmStrangers cvm={cvm} />
      <Card title="What is measured with it">
        <KeyValueList>
          <KeyValue term="Compose hash">
            {cvm.compose_hash && <Hash full label="Compose hash" value={cvm.compose_hash} />}
          </KeyValue>
          <KeyValue term="Environment variables">
            <Keys keys={file.allowed_envs ?? []} />
          </KeyValue>
        </KeyValueList>
      </Card>
    </div>
  )
}

function Script({ cvm, text }: { cvm: Cvm; text: string }) {
  return (
    <Card
      title="Pre-launch script"
      actions={<TextLink to={paths.cvm(cvm.id, 'settings')}>Change it in Settings</TextLink>}
    >
      <Disclosure summary={`${text.split('\n').length} lines, run before the containers start`}>
        <pre
          role="region"
          tabIndex={0}
          aria-label="Pre-launch script"
          className="max-h-96 overflow-auto rounded-md bg-sunken p-3 text-[0.8125rem]"
        >
          {text}
        </pre>
      </Disclosure>
    </Card>
  )
}

function Keys({ keys }: { keys: readonly string[] }) {
  if (keys.length === 0) return 'none allowed'
  return (
    <span className="flex flex-wrap gap-1">
      {keys.map((key) => (
        <Badge key={key}>
          <code>{key}</code>
        </Badge>
      ))}
    </span>
  )
}
