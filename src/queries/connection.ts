import { useQueryClient } from '@tanstack/react-query'
import type { QueryClient } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { ConsoleErrorCode } from '../contract/consoleErrors.ts'
import { getSession } from '../api/session.ts'
import { ApiError, isSignedOut } from '../api/errors.ts'
import { now } from '../api/http.ts'
import { getCvmPage } from '../api/cvms.ts'
import { sessionEnded } from './queryClient.ts'
import { sessionKeys } from './sessionKeys.ts'

/**
 * `lost`: the console's server or the API behind it does not answer; what is on screen is old.
 * `retryAt`, an epoch ms, is when it is tried again, null while that is under way.
 */
export type Connection =
  | { status: 'ok' }
  | { status: 'lost'; since: number; retryAt: number | null; error: ApiError }

const OK: Connection = { status: 'ok' }
const FIRST_PAUSE = 1_000
const LONGEST_PAUSE = 30_000

type Store = {
  state: Connection
  attempt: number
  timer: ReturnType<typeof setTimeout> | undefined
  listeners: Set<() => void>
}

const stores = new WeakMap<QueryClient, Store>()

function storeOf(client: QueryClient): Store {
  const existing = stores.get(client)
  if (existing) return existing
  const store: Store = { state: OK, attempt: 0, timer: undefined, listeners: new Set() }
  stores.set(client, store)
  client.getQueryCache().subscribe((event) => {
    if (event.type !== 'updated') return
    if (event.action.type === 'error') reportTrouble(client, event.action.error)
    // Data that a query fetched, not what was written into the cache from elsewhere.
    if (event.action.type === 'success' && !event.action.manual) recover(client)
  })
  return store
}

/** An error that was met outside of any query: the banner and the session hear of it too. */
export function reportTrouble(client: QueryClient, error: unknown): void {
  if (isSignedOut(error)) sessionEnded(client)
  if (error instanceof ApiError && isLoss(error)) lose(client, error)
}

function isLoss(error: ApiError): boolean {
  if (error.kind === 'network' || error.kind === 'timeout') return true
  return (
    error.error_code === ConsoleErrorCode.UPSTREAM_UNREACHABLE ||
    error.error_code === ConsoleErrorCode.UPSTREAM_CUT ||
    error.error_code === ConsoleErrorCode.UPSTREAM_TIMEOUT
  )
}

function lose(client: QueryClient, error: ApiError): void {
  const store = storeOf(client)
  if (store.state.status === 'lost') return
  store.attempt = 0
  plan(client, now(), error)
}

function plan(client: QueryClient, since: number, error: ApiError): void {
  const store = storeOf(client)
  const pause = Math.min(FIRST_PAUSE * 2 ** store.attempt++, LONGEST_PAUSE)
  set(store, { status: 'lost', since, retryAt: now() + pause, error })
  clearTimeout(store.timer)
  store.timer = setTimeout(() => void retryConnection(client), pause)
}

/** Tries now; also what the banner's button does. */
export async function retryConnection(client: QueryClient): Promise<void> {
  const store = storeOf(client)
  if (store.state.status !== 'lost' || store.state.retryAt === null) return
  clearTimeout(store.timer)
  const { since } = store.state
  set(store, { ...store.state, retryAt: null })
  try {
    await probe(client)
    recover(client)
  } catch (error) {
    if (error instanceof ApiError && isLoss(error)) plan(client, since, error)
    // It answers, if not as one would like: that is for the query that hears it to say.
    else recover(client)
  }
}

/** The API itself when somebody is signed in, else the console's own server. */
function probe(client: QueryClient): Promise<unknown> {
  return client.getQueryData(sessionKeys.all) ? getCvmPage({ page: 1, page_size: 1 }) : getSession()
}

function recover(client: QueryClient): void {
  const store = storeOf(client)
  if (store.state.status === 'ok') return
  clearTimeout(store.timer)
  store.attempt = 0
  set(store, OK)
  void client.invalidateQueries({ refetchType: 'active' })
}

function set(store: Store, state: Connection): void {
  store.state = state
  for (const listener of store.listeners) listener()
}

/** Whether the API can be reached, for the one banner that says so. */
export function useConnection(): Connection {
  const client = useQueryClient()
  return useSyncExternalStore(
    (listener) => watchConnection(client, listener),
    () => storeOf(client).state,
  )
}

export function connectionOf(client: QueryClient): Connection {
  return storeOf(client).state
}

export function watchConnection(client: QueryClient, listener: () => void): () => void {
  const { listeners } = storeOf(client)
  listeners.add(listener)
  return () => void listeners.delete(listener)
}
