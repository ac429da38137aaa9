import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useReplicateCvm } from '../../queries/cvmActions.ts'
import { availableNodesQuery } from '../../queries/catalogue.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Progress } from '../../ui/Progress.tsx'
import { Select } from '../../ui/Select.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { problemOf } from '../errors/problem-of.ts'
import type { ActionDialogProps } from './ActionDialog.tsx'
import { nodesWithRoom } from './nodes-with-room.ts'

const MOST = 20
const FORM = 'replicate-form'

/** More of the same: on which node, and how many. Each is a request of its own, one after another. */
export function ReplicateDialog({ cvm, onAccepted, onClose }: ActionDialogProps) {
  const nodes = useQuery(availableNodesQuery())
  const replicate = useReplicateCvm()
  const [node, setNode] = useState('')
  const [count, setCount] = useState('1')
  const [wrong, setWrong] = useState<string>()
  const [run, setRun] = useState<{ made: number; of: number; busy: boolean }>()
  const rooms = nodesWithRoom(nodes.data?.nodes ?? [], cvm)

  const start = async (made: number, of: number) => {
    setRun({ made, of, busy: true })
    let done = made
    try {
      for (; done < of; done++) {
        await replicate.mutateAsync({ cvm, node_id: node === '' ? undefined : Number(node) })
        setRun({ made: done + 1, of, busy: true })
      }
      onAccepted('replicate', cvm)
      onClose()
    } catch {
      // The mutation keeps the error, which is shown below; what was made stays counted.
      setRun({ made: done, of, busy: false })
    }
  }

  const submit = () => {
    if (run?.busy) return
    if (run) return void start(run.made, run.of)
    const of = Number(count)
    const valid = Number.isInteger(of) && of >= 1 && of <= MOST
    setWrong(valid ? undefined : `Give a whole number from 1 to ${MOST}.`)
    if (valid) void start(0, of)
  }

  const failed = replicate.error && !run?.busy
  const problem = failed ? problemOf(replicate.error) : undefined
  return (
    <Dialog
      title={`Replicate ${cvm.name}`}
      onClose={onClose}
      pending={run?.busy ?? false}
      error={
        problem && run && run.of > 1
          ? { ...problem, title: `${problem.title} (${run.made} of ${run.of} were made)` }
          : problem
      }
      footer={
        <>
          <Button
            onClick={onClose}
            disabledReason={run?.busy ? 'The request is under way.' : undefined}
          >
            {run && run.made > 0 ? 'Close' : 'Cancel'}
          </Button>
          <Button type="submit" form={FORM} variant="primary" pending={run?.busy ?? false}>
            {failed ? 'Try again' : 'Replicate'}
          </Button>
        </>
      }
    >
      <form
        id={FORM}
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <p className="text-muted">
          A replica has the same compose file, secrets and keys, and an empty disk of its own.
        </p>
        <Select
          label="Node"
          value={node}
          data-autofocus=""
          disabled={run !== undefined}
          hint={
            nodes.isError
              ? 'The nodes could not be read; automatic works without them.'
              : nodes.isPending
                ? 'Reading the nodes…'
                : undefined
          }
          onChange={(event) => setNode(event.target.value)}
        >
          <option value="">Automatic</option>
          {rooms.map((room) => (
            <option key={room.teepod_id} value={room.teepod_id}>
              {room.label}
            </option>
          ))}
        </Select>
        <TextField
          label="How many"
          type="number"
          inputMode="numeric"
          min={1}
          max={MOST}
          value={count}
          error={wrong}
          readOnly={run !== undefined}
          onChange={(event) => setCount(event.target.value)}
        />
        {run && run.of > 1 && <Progress label="Replicas made" value={run.made} max={run.of} />}
      </form>
    </Dialog>
  )
}
