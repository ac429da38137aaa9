import type { QueryClient } from '@tanstack/react-query'
import { getCvm } from '../../api/cvms.ts'
import { getStatusBatch } from '../../api/cvmStatus.ts'
import { ApiError } from '../../api/errors.ts'
import { now } from '../../api/http.ts'
import { BATCH_LIMIT } from '../../contract/status.ts'
import { pollInterval, SETTLED_WATCH } from '../../cvm/pollCadence.ts'
import { isInTransition, statusTone } from '../../cvm/status.ts'
import { cvmKeys } from '../cvmKeys.ts'
import { statusOfRow } from '../cvmRow.ts'
import type { Cvm, CvmRow, LiveStatus } from '../cvmRow.ts'
import type { CvmList } from '../cvmList.ts'
import { reportTrouble } from '../connection.ts'
import { shareAmongTabs } from './share.ts'
import type { Share } from './share.ts'
import { learnGone, learnStatuses, liveOf, onWake } from './live.ts'

/** What the poller sees of the browser; tests bring their own. */
export type PollerDeps = {
  isHidden: () => boolean
  /** Calls back whenever that may have changed. */
  onVisibility: (listener: () => void) => () => void
  /** Joins the other tabs of this browser; undefined where there are none to be heard. */
  share?: () => Share | undefined
}

export const browser: PollerDeps = {
  isHidden: () => document.visibilityState === 'hidden',
  onVisibility: (listener) => {
    document.addEventListener('visibilitychange', listener)
    return () => document.removeEventListener('visibilitychange', listener)
  },
  share: shareAmongTabs,
}

/** Rows that the batch call cannot answer for are looked at one by one, this many at a time. */
const SINGLE_LOOKS = 5

/**
 * Keeps the status of what moves current: asks for the rows in transition, and for a while for those
 * that have just ended one, at the pace of `pollInterval`. One per cache; returns what stops it.
 */
export function startPoller(client: QueryClient, deps: PollerDeps): () => void {
  const stopped = new AbortController()
  let timer: ReturnType<typeof setTimeout> | undefined
  let dueAt = Infinity
  let failures = 0
  let looking = false
  const share = deps.share?.()
  /** When another tab last asked about a CVM, by its id. */
  const heardAt = new Map<string, number>()
  let pause = 0
  /** Somebody has come back to a tab that was hidden: what it shows is as old as that. */
  let returned = false

  function plan(): void {
    if (stopped.signal.aborted || looking) return
    const rows = watched(client)
    const moving = rows.filter(isInTransition)
    noteTransitions(client, moving)
    const lastChangeAt = latest(liveOf(client).changedAt.values())
    const unexplained = rows.filter((row) => isUnexplained(client, row)).length
    const inTransition = moving.length + unexplained
    const view = { inTransition, lastChangeAt, hidden: deps.isHidden(), failures }
    const usual = rows.length === 0 ? untilDistrust(client) : pollInterval(view, now())
    const urgent = failures === 0 && (unexplained > 0 || returned)
    const wait = urgent && usual !== false ? 0 : usual
    pause = wait === false ? 0 : wait
    const due = wait === false ? Infinity : now() + wait
    // A tick that comes earlier than it must stays: waking up often must not put it off for ever.
    if (wait !== false && timer !== undefined && dueAt <= due) return
    clearTimeout(timer)
    dueAt = due
    timer = wait === false ? undefined : setTimeout(() => void tick(), wait)
  }

  async function tick(): Promise<void> {
    timer = undefined
    dueAt = Infinity
    looking = true
    returned = false
    try {
      const { signal } = stopped
      // What another tab has asked about since the last tick needs no asking here, nor does anything
      // in a tab that was hidden before its turn came.
      const since = now() - pause
      const isOpen = ({ id }: CvmRow) => !deps.isHidden() && (heardAt.get(id) ?? 0) <= since
      const open = () => watched(client).filter(isOpen)
      if (share) await share.alone(() => look(client, open(), signal, share.tell), signal)
      else await look(client, open(), signal)
      failures = 0
    } catch (error) {
      if (stopped.signal.aborted) return
      failures = Math.min(failures + 1, 6)
      reportTrouble(client, error)
    } finally {
      looking = false
      plan()
    }
  }

  let queued = false
  const replan = () => {
    if (queued) return
    queued = true
    queueMicrotask(() => {
      queued = false
      plan()
    })
  }
  const unsubscribe = [
    share?.hear(({ askedAt, statuses }) => {
      learnStatuses(client, hearNews(client, askedAt, statuses, heardAt), askedAt)
    }) ?? (() => undefined),
    onWake(client, replan),
    deps.onVisibility(() => {
      returned = !deps.isHidden()
      replan()
    }),
    client.getQueryCache().subscribe(({ type, query }) => {
      if (type === 'updated' && query.queryKey[0] === cvmKeys.all[0]) replan()
    }),
  ]
  plan()
  return () => {
    stopped.abort()
    clearTimeout(timer)
    for (const off of unsubscribe) off()
  }
}

/** A transition that is seen for the first time is a change; the API's own times are another clock's. */
function noteTransitions(client: QueryClient, moving: readonly CvmRow[]): void {
  const { changedAt } = liveOf(client)
  for (const { id } of moving) if (!changedAt.has(id)) changedAt.set(id, now())
}

function latest(times: Iterable<number>): number {
  let last = 0
  for (const time of times) if (time > last) last = time
  return last
}

/** Until the first of the streams that are open now has been silent for too long. */
function untilDistrust(client: QueryClient): number | false {
  const waits = [...liveOf(client).followedUntil.values()].map((until) => until - now())
  return waits.length === 0 ? false : Math.max(1_000, Math.min(...waits) + 1)
}

/** The rows to ask about: in transition or just out of one, and not on a stream. */
export function watched(client: QueryClient): CvmRow[] {
  const { changedAt, followedUntil } = liveOf(client)
  const at = now()
  const rows = new Map<string, CvmRow>()
  const list = client.getQueryData<CvmList>(cvmKeys.list())
  const details = client.getQueriesData<Cvm>({ queryKey: cvmKeys.details() })
  for (const row of [...(list?.items ?? []), ...details.map(([, cvm]) => cvm)]) {
    if (!row || row.status === 'deleted') continue
    if ((followedUntil.get(row.id) ?? 0) > at) continue
    const recent = at - (changedAt.get(row.id) ?? -Infinity) < SETTLED_WATCH
    if (recent || isInTransition(row) || isUnexplained(client, row)) rows.set(row.id, row)
  }
  return [...rows.values()]
}

/** Failed, and nobody has asked yet why: the list and the detail do not say it. */
function isUnexplained(client: QueryClient, row: CvmRow): boolean {
  if (row.boot_error || statusTone(row) !== 'bad') return false
  return !liveOf(client).explained.has(explanationKey(row))
}

const explanationKey = ({ id, status }: CvmRow) => `${id} ${status}`

/** What another tab has learned about CVMs that are looked at here too, by their ids. */
function hearNews(
  client: QueryClient,
  askedAt: number,
  statuses: ReadonlyMap<string, LiveStatus>,
  heardAt: Map<string, number>,
): Map<string, LiveStatus> {
  const known = new Map<string, LiveStatus>()
  for (const row of watched(client)) {
    const status = statuses.get(row.vm_uuid ?? '')
    // An operation that was accepted here since then is not in it. One that was accepted in the
    // future was accepted before the clock was set back.
    const accepted = liveOf(client).operations.get(row.id)?.acceptedAt ?? 0
    if (!status || (accepted > askedAt && accepted <= now())) continue
    known.set(row.id, status)
    heardAt.set(row.id, askedAt)
    liveOf(client).explained.add(explanationKey(row))
  }
  return known
}

async function look(
  client: QueryClient,
  rows: readonly CvmRow[],
  signal: AbortSignal,
  tell?: Share['tell'],
): Promise<void> {
  const singles = rows.filter((row) => !row.vm_uuid)
  const byUuid = new Map(rows.flatMap((row) => (row.vm_uuid ? [[row.vm_uuid, row] as const] : [])))
  const uuids = [...byUuid.keys()]
  for (let from = 0; from < uuids.length; from += BATCH_LIMIT) {
    const asked = uuids.slice(from, from + BATCH_LIMIT)
    const askedAt = now()
    const answer = await getStatusBatch({ vm_uuids: asked }, signal)
    const statuses = new Map<string, LiveStatus>()
    for (const uuid of asked) {
      const row = byUuid.get(uuid)
      const status = answer[uuid]
      if (row) liveOf(client).explained.add(explanationKey(row))
      if (row && status) statuses.set(row.id, status)
      else if (row && row.status === 'deleting') learnGone(client, row.id)
      else if (row) singles.push(row)
    }
    learnStatuses(client, statuses, askedAt)
    tell?.({ askedAt, statuses: new Map(Object.entries(answer)) })
  }
  await Promise.all(singles.slice(0, SINGLE_LOOKS).map((row) => lookAtOne(client, row, signal)))
}

/** A CVM without a uuid yet, or one that the batch call left out. */
async function lookAtOne(client: QueryClient, row: CvmRow, signal: AbortSignal): Promise<void> {
  const askedAt = now()
  liveOf(client).explained.add(explanationKey(row))
  try {
    const read = await getCvm({ id: row.id }, signal)
    learnStatuses(client, new Map([[row.id, statusOfRow(read)]]), askedAt)
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 404) throw error
    learnGone(client, row.id)
  }
}
