import { useSyncExternalStore } from 'react'

const KEY = 'cvm-console.plain-text'
const changes = new EventTarget()
/** Holds the choice where the browser keeps nothing. */
let chosen: boolean | undefined

function read(): boolean {
  if (chosen !== undefined) return chosen
  try {
    return localStorage.getItem(KEY) === 'yes'
  } catch {
    return false
  }
}

/** Whether this person wants plain text fields instead of code editors; kept on this device. */
export function usePlainText(): [boolean, (plain: boolean) => void] {
  const plain = useSyncExternalStore(subscribe, read, () => true)
  return [plain, choosePlainText]
}

function choosePlainText(plain: boolean): void {
  chosen = plain
  try {
    localStorage.setItem(KEY, plain ? 'yes' : 'no')
  } catch {
    // Storage is switched off: the choice holds until the page is left.
  }
  changes.dispatchEvent(new Event('change'))
}

function subscribe(onChange: () => void): () => void {
  changes.addEventListener('change', onChange)
  return () => changes.removeEventListener('change', onChange)
}

/** True where the finger is the pointer: code editors select and scroll badly under it. */
export function isTouch(): boolean {
  return matchMedia('(pointer: coarse)').matches
}
