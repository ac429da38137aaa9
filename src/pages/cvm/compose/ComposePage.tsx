import { useSuspenseQuery } from '@tanstack/react-query'
import { cvmComposeFileQuery } from '../../../queries/observe.ts'
import { Badge } from '../../../ui/Badge.tsx'
import { Card } from '../../../ui/Card.tsx'
import { CodeEditor } from '../../../ui/code/CodeEditor.tsx'
import { CopyButton } from '../../../ui/CopyButton.tsx'
import { Disclosure } from '../../../ui/Disclosure.tsx'
import { Hash } from '../../../ui/Hash.tsx'
import { KeyValue, KeyValueList } from '../../../ui/KeyValue.tsx'
import { useCvm } from '../useCvm.ts'

/** `/cvms/:cvmId/compose`: what it was told to run, to read and to copy. */
export function Component() {
  const cvm = useCvm()
  const { data: file } = useSuspenseQuery(cvmComposeFileQuery(cvm.id))
  const compose = file.docker_compose_file ?? ''
  const keys = file.allowed_envs ?? []
  return (
    <div className="flex flex-col gap-4">
      <Card
        title="Docker Compose file"
        flush
        actions={<CopyButton size="sm" text={compose} label="Copy compose file" />}
      >
        <CodeEditor
          key={compose}
          label="Docker Compose file"
          language="yaml"
          defaultValue={compose}
          readOnly
          className="h-[max(20rem,calc(100dvh-24rem))]"
        />
      </Card>
      {file.pre_launch_script && (
        <Card title="Pre-launch script">
          <Disclosure
            summary={`${file.pre_launch_script.split('\n').length} lines, run before the containers start`}
          >
            <pre
              role="region"
              tabIndex={0}
              aria-label="Pre-launch script"
              className="max-h-96 overflow-auto rounded-md bg-sunken p-3 text-[0.8125rem]"
            >
              {file.pre_launch_script}
            </pre>
          </Disclosure>
        </Card>
      )}
      <Card title="What is measured with it">
        <KeyValueList>
          <KeyValue term="Compose hash">
            {cvm.compose_hash && <Hash full label="Compose hash" value={cvm.compose_hash} />}
          </KeyValue>
          <KeyValue term="Environment variables">
            {keys.length > 0 ? (
              <span className="flex flex-wrap gap-1">
                {keys.map((key) => (
                  <Badge key={key}>
                    <code>{key}</code>
                  </Badge>
                ))}
              </span>
            ) : (
              'none allowed'
            )}
          </KeyValue>
        </KeyValueList>
      </Card>
    </div>
  )
}
