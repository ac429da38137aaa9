import type { CodeEditorHandle } from './code-types.ts'
import type { EditingState } from './rich-editor.ts'
import { edited, offsetAt } from './text-places.ts'

/** What is being edited in a text area. */
export function areaState(area: HTMLTextAreaElement): EditingState {
  return {
    text: area.value,
    start: area.selectionStart,
    end: area.selectionEnd,
    scrollTop: area.scrollTop,
    hasFocus: document.activeElement === area,
  }
}

/** Puts what was being edited elsewhere into a text area. */
export function putState(area: HTMLTextAreaElement, state: EditingState): void {
  area.value = state.text
  area.setSelectionRange(state.start, state.end)
  area.scrollTop = state.scrollTop
  if (state.hasFocus) area.focus()
}

/** The handle of an editor that is a text area now. */
export function areaHandle(
  area: HTMLTextAreaElement,
  onChange: (text: string) => void,
): CodeEditorHandle {
  const put = (text: string) => {
    area.value = text
    onChange(text)
  }
  return {
    text: () => area.value,
    replaceText: put,
    applyEdits: (edits) => put(edited(area.value, edits)),
    goTo: (line, column) => {
      const offset = offsetAt(area.value, line, column)
      area.focus()
      area.setSelectionRange(offset, offset)
      const lineHeight = Number.parseFloat(getComputedStyle(area).lineHeight) || 20
      area.scrollTop = Math.max(0, (line - 1) * lineHeight - area.clientHeight / 2)
    },
    focus: () => area.focus(),
  }
}
