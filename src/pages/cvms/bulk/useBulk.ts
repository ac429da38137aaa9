import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { Wait } from '../../../api/retry.ts'
import { type ActionId, actionOf, whyNot } from '../../../cvm/actions.ts'
import { performAction, type PlainAction } from '../../../queries/performAction.ts'
import { holdWrites } from '../../../queries/live/live.ts'
import type { CvmRow } from '../../../queries/cvmRow.ts'
import type { Problem } from '../../../ui/problem.ts'
import { useActions } from '../../actions/actions-context.ts'
import { problemOf } from '../../errors/problem-of.ts'
import { inParallel } from './in-parallel.ts'

const AT_ONCE = 4

export type BulkRun = {
  action: PlainAction
  finished: number
  total: number
  /** No further one is sent; those on their way are waited for. */
  stopping: boolean
}

export type BulkReport = {
  action: PlainAction
  accepted: number
  failed: ReadonlyArray<{ cvm: CvmRow; problem: Problem }>
  /** Those that the action was not possible for, and why; never sent. */
  left: ReadonlyArray<{ cvm: CvmRow; why: string }>
  /** Stopped by hand before these were sent. */
  unsent: readonly CvmRow[]
}

/** One action on many CVMs, a few at a time; what failed can be tried again. */
export function useBulk() {
  const client = useQueryClient()
  const { together } = useActions()
  const [run, setRun] = useState<BulkRun>()
  const [report, setReport] = useState<BulkReport>()
  const stopper = useRef<AbortController>(undefined)
  // What was sent is sent; what was not must not be, once nobody sees what comes of it.
  useEffect(() => () => stopper.current?.abort(), [])

  const start = (id: ActionId, cvms: readonly CvmRow[]) => {
    if (id === 'replicate' || run) return
    const action = actionOf(id)
    const sent = cvms.filter((cvm) => action.allowed(cvm))
    const left = cvms.flatMap((cvm) => {
      const why = whyNot(action, cvm)
      return why === undefined ? [] : [{ cvm, why }]
    })
    void go(id, sent, left)
  }

  const go = async (action: PlainAction, cvms: readonly CvmRow[], left: BulkReport['left']) => {
    const stop = new AbortController()
    stopper.current = stop
    setReport(undefined)
    setRun({ action, finished: 0, total: cvms.length, stopping: false })
    const accepted: string[] = []
    const failed: Array<{ cvm: CvmRow; problem: Problem }> = []
    const told = await together(action)
    const release = holdWrites(client)
    const turnedAway: CvmRow[] = []
    const unsent = await inParallel(cvms, AT_ONCE, stop.signal, async (cvm) => {
      const waiting = patience(stop.signal)
      try {
        await performAction(client, { action, cvm, ...waiting })
        accepted.push(cvm.id)
        told.add(cvm.id)
      } catch (error) {
        if (waiting.signal.aborted) turnedAway.push(cvm)
        else failed.push({ cvm, problem: problemOf(error) })
      }
      const finished = accepted.length + failed.length
      setRun({ action, finished, total: cvms.length, stopping: stop.signal.aborted })
    })
    release()
    told.end()
    setRun(undefined)
    const accepts = accepted.length
    setReport({ action, accepted: accepts, failed, left, unsent: [...turnedAway, ...unsent] })
  }

  return {
    run,
    report,
    start,
    stop: () => {
      stopper.current?.abort()
      setRun((before) => before && { ...before, stopping: true })
    },
    retry: () => {
      if (!report || run) return
      void go(report.action, [...report.failed.map(({ cvm }) => cvm), ...report.unsent], [])
    },
    dismiss: () => setReport(undefined),
  }
}

/**
 * Ends the pause before another try when `stop` is; a request that is on its way goes on, because
 * nobody could say whether it had arrived.
 */
function patience(stop: AbortSignal) {
  const giveUp = new AbortController()
  let waits = false
  const end = () => {
    if (waits && stop.aborted) giveUp.abort()
  }
  stop.addEventListener('abort', end)
  return {
    signal: giveUp.signal,
    onWait: (wait: Wait | null) => {
      waits = wait !== null
      end()
    },
  }
}
