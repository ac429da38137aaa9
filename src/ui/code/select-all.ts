import type * as Monaco from 'monaco-editor'

/**
 * Monaco's text area holds only the lines around the caret. When something outside (dictation, an
 * extension, a test) selects all of the text area in order to replace it, it means all of the text: this
 * selects it in the editor too. Monaco itself selects in the text area only what is selected in the editor,
 * so a full selection over a mere caret comes from outside.
 */
export function followSelectAll(
  editor: Monaco.editor.ICodeEditor,
  model: Monaco.editor.ITextModel,
  area: HTMLTextAreaElement,
): () => void {
  const follow = () => {
    const { value, selectionStart, selectionEnd } = area
    const isAll = value !== '' && selectionStart === 0 && selectionEnd === value.length
    if (!isAll || !editor.getSelection()?.isEmpty()) return
    editor.setSelection(model.getFullModelRange())
    editor.render(true)
  }
  // The focus is met on its way down, before Monaco resets the selection of the text area.
  const onFocus = (event: FocusEvent) => {
    if (event.target === area) follow()
  }
  document.addEventListener('focus', onFocus, true)
  area.addEventListener('select', follow)
  return () => {
    document.removeEventListener('focus', onFocus, true)
    area.removeEventListener('select', follow)
  }
}
