import { toast } from './toast.ts'

/** Letters, and what moves or takes back. What the browser itself answers to is left to it. */
const MEANT = /^.$|Arrow|Home|End|Backspace|Enter|Escape/u

/**
 * Shows what is on its way when it has come, with the keys that were pressed for it meanwhile; Escape
 * calls it off. That it does not come is said in a toast.
 */
export function whenHere<T>(coming: Promise<T>, show: (it: T, keys: readonly string[]) => void) {
  let keys: string[] | undefined = []
  const keep = (event: KeyboardEvent) => {
    const { key } = event
    if (!keys || event.ctrlKey || event.metaKey || !MEANT.test(key)) return
    event.preventDefault()
    event.stopPropagation()
    if (key === 'Escape') keys = undefined
    else keys.push(key)
  }
  addEventListener('keydown', keep, true)
  void coming
    .then(
      (it) => keys && show(it, keys),
      () =>
        toast.error(
          'A part of the console could not be loaded. Check the network, then try again.',
        ),
    )
    .finally(() => removeEventListener('keydown', keep, true))
}
