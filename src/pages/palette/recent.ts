/** Names of commands (`keyOf`), the latest first: ids and addresses of pages, and nothing else. */
const MOST = 12

const place = (workspace: string): string => `cvm-console.recent:${workspace}`

/** What was visited or done lately in a workspace, in this browser. */
export function readRecent(workspace: string): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(place(workspace)) ?? '[]')
    return Array.isArray(kept) ? kept.filter((one) => typeof one === 'string').slice(0, MOST) : []
  } catch {
    return [] // Nothing is kept here, or something else: one begins anew.
  }
}

export function remember(workspace: string, key: string): void {
  try {
    const others = readRecent(workspace).filter((one) => one !== key)
    localStorage.setItem(place(workspace), JSON.stringify([key, ...others].slice(0, MOST)))
  } catch {
    // A browser that keeps nothing: the palette does without a memory.
  }
}
