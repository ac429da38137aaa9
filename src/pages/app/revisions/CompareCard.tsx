import { useQuery } from '@tanstack/react-query'
import { appRevisionQuery } from '../../../queries/apps.ts'
import { Card } from '../../../ui/Card.tsx'
import { CodeDiff } from '../../../ui/code/CodeDiff.tsx'
import { Dash } from '../../../ui/KeyValue.tsx'
import { Table, Td, Th, Tr } from '../../../ui/Table.tsx'
import { Loaded } from '../../errors/Loaded.tsx'
import { compare, type Comparison } from './compare.ts'

/** What changed from one revision to another, whichever of them is the newer. */
export function CompareCard({ appId, from, to }: { appId: string; from: string; to: string }) {
  const before = useQuery(appRevisionQuery(appId, from))
  const after = useQuery(appRevisionQuery(appId, to))
  return (
    <Card title="What changed">
      <Loaded query={before} label="Loading the revision to compare" height="h-96">
        {(one) => (
          <Loaded query={after} label="Loading the revision to compare" height="h-96">
            {(other) => <Changes comparison={compare(one, other)} />}
          </Loaded>
        )}
      </Loaded>
    </Card>
  )
}

function Changes({ comparison }: { comparison: Comparison }) {
  const { compose, preLaunch, keys, fields, secretsDiffer, userConfigDiffers } = comparison
  if (comparison.same) return <p className="text-muted">Nothing: the two are the same.</p>
  const notes = [
    keys.added.length > 0 && `Environment keys added: ${keys.added.join(', ')}.`,
    keys.dropped.length > 0 && `Environment keys dropped: ${keys.dropped.join(', ')}.`,
    secretsDiffer && 'The sealed secrets are others. What they hold cannot be read.',
    userConfigDiffers && 'The user config (host name, SSH keys) is another.',
  ].filter((note) => note !== false)
  return (
    <div className="flex flex-col gap-4">
      {notes.length > 0 && (
        <ul className="list-disc pl-5">
          {notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
      {fields.length > 0 && (
        <div className="rounded-md border border-line">
          <Table label="Settings that changed" stacked>
            <thead>
              <tr>
                <Th>Setting</Th>
                <Th>Before</Th>
                <Th>After</Th>
              </tr>
            </thead>
            <tbody className="font-mono text-[0.94em]">
              {fields.map((field) => (
                <Tr key={field.name}>
                  <Td header>{field.name}</Td>
                  <Td term="Before" className="wrap-anywhere">
                    {field.before ?? <Dash />}
                  </Td>
                  <Td term="After" className="wrap-anywhere">
                    {field.after ?? <Dash />}
                  </Td>
                </Tr>
              ))}
            </tbody>
          </Table>
        </div>
      )}
      {compose.before === compose.after ? (
        <p className="text-muted">The compose file is the same in both.</p>
      ) : (
        <CodeDiff label="Compose file" language="yaml" {...compose} />
      )}
      {preLaunch && (
        <>
          <h3 className="font-semibold">Pre-launch script</h3>
          <CodeDiff label="Pre-launch script" language="shell" {...preLaunch} />
        </>
      )}
    </div>
  )
}
