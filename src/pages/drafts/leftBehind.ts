/**
 * What the page before this one, in this tab, wrote while it was going. At once, whatever becomes of
 * the page: a database may drop what a dying page asks of it. No value of a secret is given to it.
 */
const LEFT = 'cvm-console-left:'

export function leaveBehind(key: string, value: object): void {
  try {
    sessionStorage.setItem(LEFT + key, JSON.stringify(value))
  } catch {
    // Too large, or not allowed: the database has been asked as well.
  }
}

export function leftBehind(key: string): unknown {
  try {
    return JSON.parse(sessionStorage.getItem(LEFT + key) ?? 'null')
  } catch {
    return null // A browser that keeps nothing for a tab: the database is what there is.
  }
}

/** Whose keys begin like this. */
export function keysLeftBehind(prefix: string): string[] {
  try {
    return Object.keys(sessionStorage).flatMap((name) =>
      name.startsWith(LEFT + prefix) ? [name.slice(LEFT.length)] : [],
    )
  } catch {
    return []
  }
}

export function forgetLeftBehind(key: string): void {
  try {
    sessionStorage.removeItem(LEFT + key)
  } catch {
    // Nothing can be left behind there.
  }
}
