import { useSyncExternalStore } from 'react'

export type Decision = 'reenter' | 'drop'

/** What is being typed for a CVM: in the memory of this page and nowhere else. */
export type EnvDraft = {
  decisions: ReadonlyMap<string, Decision>
  values: ReadonlyMap<string, string>
  /** Names that neither the CVM nor its compose file knows. */
  added: readonly string[]
}

const EMPTY: EnvDraft = { decisions: new Map(), values: new Map(), added: [] }
/** As long as a look at another tab, or a sign-in that comes between, may take. */
const KEPT_MS = 15 * 60_000

const drafts = new Map<string, EnvDraft>()
const timers = new Map<string, ReturnType<typeof setTimeout>>()
const watchers = new Set<() => void>()

function put(key: string, draft: EnvDraft | undefined): void {
  if (draft) drafts.set(key, draft)
  else drafts.delete(key)
  for (const watcher of watchers) watcher()
}

function subscribe(watcher: () => void) {
  watchers.add(watcher)
  return () => void watchers.delete(watcher)
}

export const useEnvDraft = (key: string): EnvDraft =>
  useSyncExternalStore(subscribe, () => drafts.get(key) ?? EMPTY)

export const forgetEnvDraft = (key: string): void => put(key, undefined)

/** The page is left: its values are forgotten, unless somebody comes back soon. */
export function leaveEnvDraft(key: string): void {
  clearTimeout(timers.get(key))
  timers.set(
    key,
    setTimeout(() => forgetEnvDraft(key), KEPT_MS),
  )
}

export const returnToEnvDraft = (key: string): void => clearTimeout(timers.get(key))

export function decide(key: string, names: readonly string[], decision: Decision): void {
  const draft = drafts.get(key) ?? EMPTY
  const decisions = new Map(draft.decisions)
  const values = new Map(draft.values)
  for (const name of names) {
    decisions.set(name, decision)
    if (decision === 'drop') values.delete(name)
  }
  put(key, { ...draft, decisions, values })
}

/** Values for names; those that are `known` nowhere are added, existing ones count as re-entered. */
export function give(
  key: string,
  pairs: readonly (readonly [string, string])[],
  known: ReadonlySet<string>,
): void {
  const draft = drafts.get(key) ?? EMPTY
  const values = new Map(draft.values)
  const decisions = new Map(draft.decisions)
  const added = new Set(draft.added)
  for (const [name, value] of pairs) {
    if (value === '') values.delete(name)
    else values.set(name, value)
    decisions.set(name, 'reenter')
    if (!known.has(name)) added.add(name)
  }
  put(key, { decisions, values, added: [...added] })
}

export function add(key: string, name: string): void {
  const draft = drafts.get(key) ?? EMPTY
  put(key, { ...draft, added: [...draft.added, name] })
}

export function remove(key: string, name: string): void {
  const draft = drafts.get(key) ?? EMPTY
  const values = new Map(draft.values)
  values.delete(name)
  put(key, { ...draft, values, added: draft.added.filter((one) => one !== name) })
}
