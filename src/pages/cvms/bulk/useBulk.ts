import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { type ActionId, actionOf, whyNot } from '../../../cvm/actions.ts'
import { performAction, type PlainAction } from '../../../queries/cvmActions.ts'
import type { CvmRow } from '../../../queries/cvmRow.ts'
import type { Problem } from '../../../ui/problem.ts'
import { useActions } from '../../actions/actions-context.ts'
import { problemOf } from '../../errors/problem-of.ts'
import { inParallel } from './in-parallel.ts'

const AT_ONCE = 4

export type BulkRun = { action: PlainAction; finished: number; total: number }

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
  const { quietly } = useActions()
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
    setRun({ action, finished: 0, total: cvms.length })
    const accepted: string[] = []
    const failed: Array<{ cvm: CvmRow; problem: Problem }> = []
    const unsent = await inParallel(cvms, AT_ONCE, stop.signal, async (cvm) => {
      try {
        await performAction(client, { action, cvm, signal: stop.signal })
        accepted.push(cvm.id)
        quietly(action, [cvm.id])
      } catch (error) {
        failed.push({ cvm, problem: problemOf(error) })
      }
      setRun({ action, finished: accepted.length + failed.length, total: cvms.length })
    })
    setRun(undefined)
    setReport({ action, accepted: accepted.length, failed, left, unsent })
  }

  return {
    run,
    report,
    start,
    stop: () => stopper.current?.abort(),
    retry: () => {
      if (!report || run) return
      void go(report.action, [...report.failed.map(({ cvm }) => cvm), ...report.unsent], [])
    },
    dismiss: () => setReport(undefined),
  }
}
