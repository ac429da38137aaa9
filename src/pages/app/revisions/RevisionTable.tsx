import type { Revision } from '../../../contract/apps.ts'
import { operationWord } from '../../../cvm/operationWords.ts'
import type { CvmRow } from '../../../queries/cvmRow.ts'
import { Badge } from '../../../ui/Badge.tsx'
import { Button } from '../../../ui/Button.tsx'
import { Hash } from '../../../ui/Hash.tsx'
import { Dash } from '../../../ui/KeyValue.tsx'
import { Table, Td, Th, Tr } from '../../../ui/Table.tsx'
import { Time } from '../../../ui/Time.tsx'
import { replicaNames } from '../replica-names.ts'

export type Pair = { from: string | undefined; to: string | undefined }

/** Newest first. Any two can be compared; any can be deployed again. */
export function RevisionTable({
  revisions,
  cvms: known,
  pair,
  onPair,
  onRedeploy,
}: {
  revisions: readonly Revision[]
  /** Undefined as long as nobody knows them. */
  cvms: readonly CvmRow[] | undefined
  pair: Pair
  onPair: (pair: Pair) => void
  onRedeploy: (revision: Revision) => void
}) {
  const cvms = known ?? []
  const names = replicaNames(cvms)
  return (
    <Table label="Revisions" stacked>
      <thead>
        <tr>
          <Th>Before</Th>
          <Th>After</Th>
          <Th>Revision</Th>
          <Th>When</Th>
          <Th>What</Th>
          <Th>Compose hash</Th>
          <Th>Runs now on</Th>
          <Th>
            <span className="sr-only">Actions</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {revisions.map((revision) => {
          const id = revision.revision_id
          const running = cvms.filter((cvm) => cvm.compose_hash === revision.compose_hash)
          return (
            <Tr key={id}>
              {(['from', 'to'] as const).map((side) => (
                <Td key={side} term={side === 'from' ? 'Before' : 'After'}>
                  <label className="flex w-fit items-center pointer-coarse:min-h-11 pointer-coarse:min-w-11">
                    <input
                      type="radio"
                      name={side}
                      aria-label={`${side === 'from' ? 'Before' : 'After'}: ${id}`}
                      checked={pair[side] === id}
                      onChange={() => onPair({ ...pair, [side]: id })}
                      className="block size-4 accent-accent"
                    />
                  </label>
                </Td>
              ))}
              <Td header className="whitespace-nowrap">
                <Hash label="Revision" value={id} />
              </Td>
              <Td term="When" className="whitespace-nowrap">
                <Time at={revision.created_at} />
                <span className="block text-sm text-muted">{revision.triggered_by?.username}</span>
              </Td>
              <Td term="What" className="min-w-20">
                {operationWord(revision.operation_type)}
                <span className="block text-sm text-muted wrap-anywhere">{revision.cvm?.name}</span>
              </Td>
              <Td term="Compose hash">
                <Hash label="Compose hash" value={revision.compose_hash} />
              </Td>
              <Td term="Runs now on" className="min-w-20">
                {!known ? (
                  <Dash />
                ) : running.length === 0 ? (
                  <span className="text-muted">none</span>
                ) : running.length === cvms.length && cvms.length > 1 ? (
                  <Badge tone="good">all {cvms.length} replicas</Badge>
                ) : (
                  running.map(({ id: cvmId }) => names.get(cvmId)).join(', ')
                )}
              </Td>
              <Td end>
                <Button
                  size="sm"
                  aria-label={`Redeploy ${id}`}
                  disabledReason={
                    !known
                      ? 'The replicas are not known.'
                      : cvms.length === 0
                        ? 'No CVM of this app is left.'
                        : undefined
                  }
                  onClick={() => onRedeploy(revision)}
                >
                  Redeploy
                </Button>
              </Td>
            </Tr>
          )
        })}
      </tbody>
    </Table>
  )
}
