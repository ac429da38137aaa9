import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { availableNodesQuery } from '../../queries/catalogue.ts'
import type { CvmRow } from '../../queries/cvmRow.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Progress } from '../../ui/Progress.tsx'
import { shorten } from '../../ui/Hash.tsx'
import { Select } from '../../ui/Select.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { problemOf } from '../errors/problem-of.ts'
import { NotRead } from '../errors/NotRead.tsx'
import { ReplicaCost } from '../money/ReplicaCost.tsx'
import { ShowAsCode } from '../code/ShowAsCode.tsx'
import type { ActionDialogProps } from './ActionDialog.tsx'
import { nodesWithRoom } from './nodes-with-room.ts'
import { ReplicaApproval } from './ReplicaApproval.tsx'
import { ReplicaResults } from './ReplicaResults.tsx'
import { useReplication } from './useReplication.ts'

const MOST = 20
const FORM = 'replicate-form'

type ReplicateDialogProps = Pick<ActionDialogProps, 'cvm' | 'onAccepted' | 'onClose'> & {
  /** Where replicas of the app differ: those that a new one can take after. */
  sources?: readonly CvmRow[]
}

/** More of the same: on which node, and how many. Each is a request of its own, one after another. */
export function ReplicateDialog({ cvm: given, sources = [], ...on }: ReplicateDialogProps) {
  const nodes = useQuery(availableNodesQuery())
  const replication = useReplication()
  const { results, busy, start, goOn, lookAgain } = replication
  const [source, setSource] = useState(given.id)
  const [node, setNode] = useState('')
  const [count, setCount] = useState('1')
  const [wrong, setWrong] = useState<string>()
  const cvm = sources.find(({ id }) => id === source) ?? given
  const rooms = nodesWithRoom(nodes.data?.nodes ?? [], cvm)
  const begun = results.length > 0
  const made = results.filter(({ state }) => state === 'made').length
  const failed = busy ? undefined : results.find(hasError)
  const lost = failed?.state === 'unknown'

  const finish = (all: boolean) => {
    if (!all) return
    on.onAccepted('replicate', cvm)
    on.onClose()
  }
  const submit = () => {
    if (busy) return
    if (begun) return void goOn().then(finish)
    const of = Number(count)
    const valid = Number.isInteger(of) && of >= 1 && of <= MOST
    setWrong(valid ? undefined : `Give a whole number from 1 to ${MOST}.`)
    if (!valid) return
    void start({ cvm, node_id: node === '' ? undefined : Number(node), count: of }).then(finish)
  }
  const waiting = results.find((result) => result.state === 'approval')
  if (waiting) {
    return (
      <ReplicaApproval
        cvm={cvm}
        waiting={waiting}
        results={results}
        busy={busy}
        onConfirm={(hash) => void replication.confirm(hash).then(finish)}
        onForgive={replication.forgive}
        onGiveUp={replication.giveUp}
        onClose={on.onClose}
      />
    )
  }
  const problem = failed && problemOf(failed.error)
  return (
    <Dialog
      title={`Replicate ${cvm.name}`}
      onClose={on.onClose}
      pending={busy}
      error={
        problem && results.length > 1
          ? { ...problem, title: `${problem.title} (${made} of ${results.length} were made)` }
          : problem
      }
      footer={
        <>
          <Button
            onClick={on.onClose}
            disabledReason={busy ? 'The request is under way.' : undefined}
          >
            {begun ? 'Close' : 'Cancel'}
          </Button>
          {lost && <Button onClick={() => void lookAgain().then(finish)}>Look again</Button>}
          <ShowAsCode
            cvm={cvm}
            update={{ kind: 'replicate', node_id: node === '' ? undefined : Number(node) }}
          />
          <Button type="submit" form={FORM} variant={lost ? 'secondary' : 'primary'} pending={busy}>
            {lost ? 'Ask again all the same' : failed ? 'Try again' : 'Replicate'}
          </Button>
        </>
      }
    >
      <form
        id={FORM}
        noValidate
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <p className="text-muted">
          A replica has the same compose file, secrets and keys, and an empty disk of its own.
        </p>
        {sources.length > 1 && (
          <Select
            label="Take after"
            value={source}
            disabled={begun}
            hint="The replicas of this app differ: the new one is like the one chosen here."
            onChange={(event) => setSource(event.target.value)}
          >
            {sources.map((one) => (
              <option key={one.id} value={one.id}>
                {[one.name, one.node_info?.name, one.compose_hash && shorten(one.compose_hash)]
                  .filter(Boolean)
                  .join(' · ')}
              </option>
            ))}
          </Select>
        )}
        <Select
          label="Node"
          value={node}
          data-autofocus=""
          disabled={begun}
          hint={nodes.isPending ? 'Reading the nodes…' : undefined}
          onChange={(event) => setNode(event.target.value)}
        >
          <option value="">Automatic</option>
          {rooms.map((room) => (
            <option key={room.teepod_id} value={room.teepod_id}>
              {room.label}
            </option>
          ))}
        </Select>
        <NotRead query={nodes}>The nodes could not be read; automatic works without them.</NotRead>
        <TextField
          label="How many"
          type="number"
          inputMode="numeric"
          min={1}
          max={MOST}
          value={count}
          error={wrong}
          readOnly={begun}
          onChange={(event) => setCount(event.target.value)}
        />
        {!begun && (
          <ReplicaCost
            cvm={cvm}
            count={Math.min(MOST, Math.max(1, Math.floor(Number(count)) || 1))}
          />
        )}
        {results.length > 1 && <Progress label="Replicas made" value={made} max={results.length} />}
        {(results.length > 1 || lost) && <ReplicaResults results={results} />}
        {lost && (
          <p className="text-warn">
            Asking again makes a second one if the first arrives after all. Look again first.
          </p>
        )}
      </form>
    </Dialog>
  )
}

const hasError = (result: {
  state: string
}): result is { state: 'refused' | 'unknown'; error: unknown } =>
  result.state === 'refused' || result.state === 'unknown'
