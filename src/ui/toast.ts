export type ToastKind = 'info' | 'done' | 'error'

export type Toast = {
  id: number
  kind: ToastKind
  text: string
  /** A second line: why. */
  detail?: string | undefined
  /** Where to look; must be reachable in another way too. */
  link?: { to: string; label: string } | undefined
  /** Something to do about it: "Try again". */
  action?: { label: string; onSelect: () => void } | undefined
  /** Until it is dismissed; errors do anyway. */
  stays?: boolean
}

type Extra = Omit<Toast, 'id' | 'kind' | 'text' | 'stays'>

let nextId = 1
let toasts: readonly Toast[] = []
const watchers = new Set<() => void>()

function set(next: readonly Toast[]) {
  toasts = next
  for (const watcher of watchers) watcher()
}

function show(kind: ToastKind, text: string, extra: Extra = {}, stays = kind === 'error'): number {
  const id = nextId++
  set([...toasts, { id, kind, text, stays, ...extra }].slice(-6))
  return id
}

/**
 * Short messages in the corner, in a polite live region. An error stays until it is dismissed; the
 * others leave after a while. Each returns an id for `dismiss`.
 */
export const toast = {
  /** Accepted, under way: "Restarting my-app". */
  info: (text: string, extra?: Extra) => show('info', text, extra),
  /** Going on for an unknown time; whoever shows it also dismisses it. */
  stay: (text: string, extra?: Extra) => show('info', text, extra, true),
  /** Finished: "my-app restarted". */
  done: (text: string, extra?: Extra) => show('done', text, extra),
  error: (text: string, extra?: Extra) => show('error', text, extra),
  dismiss: (id: number) => set(toasts.filter((one) => one.id !== id)),
}

/** For the Toaster. */
export const toastStore = {
  subscribe: (watcher: () => void) => {
    watchers.add(watcher)
    return () => void watchers.delete(watcher)
  },
  current: () => toasts,
}
