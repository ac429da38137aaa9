import type * as Monaco from 'monaco-editor'

/** Faster than fingers: keys this close together come from a program. */
const BURST_MS = 30

/**
 * Text that arrives as typed, but not from fingers, goes in as it is: dictation and input methods insert
 * several lines at once, text expanders and remote consoles send keys in a burst. Monaco would indent each
 * of their lines again, and take a line end for the choice of a suggestion.
 */
export function acceptVerbatim(
  editor: Monaco.editor.ICodeEditor,
  area: HTMLTextAreaElement,
): () => void {
  let lastKey = Number.NEGATIVE_INFINITY

  const insert = (text: string) => {
    const selections = editor.getSelections() ?? []
    editor.pushUndoStop()
    editor.executeEdits(
      'verbatim',
      selections.map((range) => ({ range, text, forceMoveMarkers: true })),
    )
    editor.pushUndoStop()
    editor.trigger('verbatim', 'hideSuggestWidget', {})
    const caret = editor.getPosition()
    if (caret) editor.revealPosition(caret)
  }

  const onInput = (event: InputEvent) => {
    const { data } = event
    if (event.inputType !== 'insertText' || !data || data.length < 2 || !data.includes('\n')) return
    event.preventDefault()
    event.stopImmediatePropagation()
    insert(data)
  }

  const onKey = (event: KeyboardEvent) => {
    const isBurst = event.timeStamp - lastKey < BURST_MS
    lastKey = event.timeStamp
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey
    if (event.key !== 'Enter' || event.isComposing || !isBurst || !isPlain) return
    event.preventDefault()
    event.stopImmediatePropagation()
    insert('\n')
  }

  // On the window's way down, before Monaco's own listeners on the text area.
  const isHere = (event: Event) => event.target === area && !area.readOnly
  const capture = (event: Event) => {
    if (!isHere(event)) return
    if (event instanceof InputEvent) onInput(event)
    else if (event instanceof KeyboardEvent) onKey(event)
  }
  // A paste that no person made carries nothing; Monaco would answer it as if pasting were forbidden.
  const onPaste = (event: Event) => {
    if (event.target === area && !event.isTrusted) event.stopImmediatePropagation()
  }
  document.addEventListener('beforeinput', capture, true)
  document.addEventListener('keydown', capture, true)
  document.addEventListener('paste', onPaste, true)
  return () => {
    document.removeEventListener('beforeinput', capture, true)
    document.removeEventListener('keydown', capture, true)
    document.removeEventListener('paste', onPaste, true)
  }
}
