import { useEffect, useEffectEvent } from 'react'
import { isMac } from '../../ui/platform.ts'
import { bringOverlay } from './useOverlay.tsx'

/**
 * The keys that work everywhere: pages/shortcuts lists them. What is being typed into anything is left
 * alone, and so is a key that somebody else has taken, such as the editor its chords.
 */
export function useShortcuts(show: (sheet?: boolean) => void): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const { key, code, ctrlKey, metaKey } = event
    if (event.defaultPrevented || event.altKey || document.querySelector('dialog[open]')) return
    if (key === 'Control' || key === 'Meta') bringOverlay()
    // On a Mac, Ctrl+K deletes to the end of the line; where no Latin letters are typed, K is a place.
    if (isMac() ? metaKey : ctrlKey) {
      if (key !== 'k' && (key < '~' || code !== 'KeyK')) return
      event.preventDefault()
      show()
    } else if (!ctrlKey && !metaKey && !isTyping(event.target)) {
      if (key === '/') focusFilter(event)
      if (key === '?') show(true)
    }
  })
  useEffect(() => {
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
}

/** A page has at most one filter, and marks it. */
function focusFilter(event: KeyboardEvent): void {
  const filter = document.querySelector<HTMLInputElement>('[data-filter]')
  if (!filter) return
  event.preventDefault()
  filter.focus()
  filter.select()
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest(
      'input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]',
    ) !== null
  )
}
