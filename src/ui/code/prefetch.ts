import { isTouch } from './plain-text.ts'

/** Loads the editor's code ahead, when the pointer or the focus comes near a way that leads to it. */
export function prefetchEditor(): void {
  if (isTouch()) return
  // A failure shows when the editor is needed, where the plain text field stays in its place.
  void import('./monaco.ts').catch(() => undefined)
}
