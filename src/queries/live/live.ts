import type { QueryClient } from '@tanstack/react-query'
import { now } from '../../api/http.ts'
import { isInTransition } from '../../cvm/status.ts'
import { cvmKeys } from '../cvmKeys.ts'
import { keepingBoot, keepingStatus, statusOfRow, withStatus } from '../cvmRow.ts'
import type { Cvm, CvmRow, LiveStatus } from '../cvmRow.ts'
import type { CvmList } from '../cvmList.ts'
import { createFreshness } from './freshness.ts'
import { judge } from './operations.ts'
import type { OnSettled, Operation, Settled } from './operations.ts'

/**
 * What one cache knows beyond its entries: how fresh each status is, what was accepted and is not
 * over, and when something last changed. Everything that is learned about a status, from whichever
 * call, enters the caches through here, so that a row never moves backwards.
 */
type Live = {
  freshness: ReturnType<typeof createFreshness>
  operations: Map<string, Operation>
  /** When a CVM's status last changed, epoch ms; those that changed lately are looked at again. */
  changedAt: Map<string, number>
  /** CVMs that a state stream reports on, and until when that counts. */
  followedUntil: Map<string, number>
  /** Failed CVMs, as `id status`, whose reason has been asked for: only the status calls tell it. */
  explained: Set<string>
  /** Statuses that are written together in a moment, while many are accepted one after another. */
  held: Map<string, LiveStatus> | undefined
  /** Loads the rest of the list; aborted when the list is read anew. */
  loading: AbortController | undefined
}

const lives = new WeakMap<QueryClient, Live>()
const settledListeners = new WeakMap<QueryClient, Set<OnSettled>>()
const wakeListeners = new WeakMap<QueryClient, Set<() => void>>()

export function liveOf(client: QueryClient): Live {
  const existing = lives.get(client)
  if (existing) return existing
  const live: Live = {
    freshness: createFreshness(),
    operations: new Map(),
    changedAt: new Map(),
    followedUntil: new Map(),
    explained: new Set(),
    held: undefined,
    loading: undefined,
  }
  lives.set(client, live)
  return live
}

/** At sign-out: nothing that was known holds for the next sign-in. */
export function forgetLive(client: QueryClient): void {
  lives.get(client)?.loading?.abort()
  lives.delete(client)
  wake(client)
}

/** Hears of each operation that was accepted here and is over; returns what stops that. */
export function onSettled(client: QueryClient, listener: OnSettled): () => void {
  return subscribe(settledListeners, client, listener)
}

/** Hears when the poller should think again. */
export function onWake(client: QueryClient, listener: () => void): () => void {
  return subscribe(wakeListeners, client, listener)
}

function subscribe<L>(all: WeakMap<QueryClient, Set<L>>, client: QueryClient, listener: L) {
  const listeners = all.get(client) ?? new Set<L>()
  all.set(client, listeners.add(listener))
  return () => void listeners.delete(listener)
}

export function wake(client: QueryClient): void {
  for (const listener of wakeListeners.get(client) ?? []) listener()
}

/** An operation was accepted: its status goes into the caches, and older answers count no more. */
export function operationAccepted(
  client: QueryClient,
  operation: Operation,
  status: LiveStatus,
): void {
  const live = liveOf(client)
  const { id } = operation.cvm
  live.operations.set(id, operation)
  live.freshness.supersede(id, operation.acceptedAt)
  live.followedUntil.delete(id)
  live.changedAt.set(id, operation.acceptedAt)
  write(client, new Map([[id, status]]))
  wake(client)
}

/** What was accepted here was cancelled: whatever the CVM settles in is not its end. */
export function operationCancelled(client: QueryClient, id: string): void {
  liveOf(client).operations.delete(id)
}

/** Something went wrong that may have changed this CVM: look at it soon. */
export function lookAgain(client: QueryClient, id: string): void {
  liveOf(client).changedAt.set(id, now())
  wake(client)
}

/** Takes statuses, by CVM id, that were asked for at `askedAt`; those that are old news are dropped. */
export function learnStatuses(
  client: QueryClient,
  statuses: ReadonlyMap<string, LiveStatus>,
  askedAt: number,
): void {
  const believed = new Map<string, LiveStatus>()
  for (const [id, status] of statuses) {
    if (believe(client, id, status, askedAt)) believed.set(id, status)
  }
  write(client, believed)
}

/** A row that was just read, reconciled with what is known of its status. */
export function learnRow<T extends CvmRow>(
  client: QueryClient,
  read: T,
  known: CvmRow | undefined,
  askedAt: number,
): T {
  const believed = believe(client, read.id, statusOfRow(read), askedAt)
  if (!known) return read
  return believed ? keepingBoot(read, known) : keepingStatus(read, known)
}

/** The list shows what a CVM's own page has just read and reconciled. */
export function shareWithList(client: QueryClient, row: CvmRow): void {
  const status = statusOfRow(row)
  editList(client, (list) => {
    const at = list.items.findIndex(({ id }) => id === row.id)
    const old = list.items[at]
    const next = old && withStatus(old, status)
    return !next || next === old ? list : { ...list, items: list.items.with(at, next) }
  })
}

/** The CVM is gone: out of the list, and marked so where a page still shows it. */
export function learnGone(client: QueryClient, id: string): void {
  const live = liveOf(client)
  live.freshness.supersede(id, now())
  live.changedAt.delete(id)
  live.followedUntil.delete(id)
  const operation = live.operations.get(id)
  if (operation) {
    const outcome = operation.action === 'delete' ? 'done' : 'failed'
    settle(client, { ...operation, outcome, status: 'deleted', boot_error: null })
  }
  editList(client, (list) => {
    const items = list.items.filter((row) => row.id !== id)
    const gone = list.items.length - items.length
    return gone === 0
      ? list
      : { ...list, items, loaded: items.length, total: Math.max(0, list.total - gone) }
  })
  editDetails(client, (cvm) =>
    cvm.id === id ? withStatus(cvm, { status: 'deleted', in_progress: false }) : cvm,
  )
}

/** A CVM that the list does not have yet comes first in it. */
export function learnNew(client: QueryClient, row: CvmRow): void {
  editList(client, (list) =>
    list.items.some(({ id }) => id === row.id)
      ? list
      : {
          ...list,
          items: [row, ...list.items],
          loaded: list.loaded + 1,
          total: list.total + 1,
        },
  )
}

function believe(client: QueryClient, id: string, status: LiveStatus, askedAt: number): boolean {
  const live = liveOf(client)
  const operation = live.operations.get(id)
  const verdict = operation && judge(operation, status, askedAt)
  if (verdict === 'not taken up') return false
  if (!live.freshness.accept(id, askedAt, status.operation_started_at)) return false
  if (operation && (verdict === 'done' || verdict === 'failed')) {
    const { boot_error = null } = status
    settle(client, { ...operation, outcome: verdict, status: status.status, boot_error })
  }
  return true
}

function settle(client: QueryClient, settled: Settled): void {
  liveOf(client).operations.delete(settled.cvm.id)
  // After the caches have been written: whoever listens sees the same state.
  queueMicrotask(() => {
    for (const listener of settledListeners.get(client) ?? []) listener(settled)
  })
}

/** Often enough to be seen moving, seldom enough that ten thousand rows are not gone through for each. */
const HOLD_MS = 250

/**
 * Until the returned function is called, statuses go into the caches a few times a second instead of
 * one by one: for a bulk action, whose every acceptance would go through the whole list.
 */
export function holdWrites(client: QueryClient): () => void {
  const live = liveOf(client)
  live.held ??= new Map()
  const flush = () => {
    const { held } = live
    if (!held || held.size === 0) return
    live.held = undefined
    write(client, held)
    live.held = new Map()
  }
  const timer = setInterval(flush, HOLD_MS)
  return () => {
    clearInterval(timer)
    flush()
    live.held = undefined
  }
}

function write(client: QueryClient, statuses: ReadonlyMap<string, LiveStatus>): void {
  if (statuses.size === 0) return
  const { held } = liveOf(client)
  if (held) {
    for (const [id, status] of statuses) held.set(id, status)
    return
  }
  const changed = new Set<string>()
  const ended = new Set<string>()
  const edit = <T extends CvmRow>(row: T): T => {
    const status = statuses.get(row.id)
    const next = status ? withStatus(row, status) : row
    if (next !== row && next.status !== row.status) changed.add(row.id)
    if (next !== row && isInTransition(row) && !isInTransition(next)) ended.add(row.id)
    return next
  }
  editList(client, (list) => {
    const items = list.items.map(edit)
    return items.some((row, at) => row !== list.items[at]) ? { ...list, items } : list
  })
  editDetails(client, edit)
  const { changedAt } = liveOf(client)
  for (const id of changed) changedAt.set(id, now())
  for (const id of ended) refreshDetail(client, id)
}

/** A transition has ended: addresses, containers and the rest of the CVM may be others now. */
function refreshDetail(client: QueryClient, id: string): void {
  const details = client.getQueriesData<Cvm>({ queryKey: cvmKeys.details() })
  const keys = details.filter(([, cvm]) => cvm?.id === id).map(([key]) => key)
  for (const queryKey of keys) void client.invalidateQueries({ queryKey, exact: true })
  const names = new Set([id, ...keys.map((key) => String(key.at(-1)))])
  for (const name of names) void client.invalidateQueries({ queryKey: cvmKeys.observed(name) })
}

function editList(client: QueryClient, edit: (list: CvmList) => CvmList): void {
  const state = client.getQueryState<CvmList>(cvmKeys.list())
  if (!state?.data) return
  const next = edit(state.data)
  // It is not a reading of the whole list, so the list does not become fresh by it.
  if (next !== state.data) {
    client.setQueryData(cvmKeys.list(), next, { updatedAt: state.dataUpdatedAt })
  }
}

function editDetails(client: QueryClient, edit: (cvm: Cvm) => Cvm): void {
  for (const [key, cvm] of client.getQueriesData<Cvm>({ queryKey: cvmKeys.details() })) {
    const next = cvm && edit(cvm)
    if (next && next !== cvm) {
      const updatedAt = client.getQueryState(key)?.dataUpdatedAt
      client.setQueryData(key, next, updatedAt === undefined ? {} : { updatedAt })
    }
  }
}
