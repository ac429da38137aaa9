import type * as Monaco from 'monaco-editor'
import type { CodeEditorHandle, CodeLanguage, CodeProblem } from './code-types.ts'
import { EDITOR_THEME } from './editor-theme.ts'
import { showProblems, toRange } from './markers.ts'
import { followSelectAll } from './select-all.ts'
import { acceptVerbatim } from './verbatim-input.ts'
import { COMPOSE_FILE } from './yaml-language.ts'

/** Text, selection (offsets) and scroll position, as they go from one kind of editor to the other. */
export type EditingState = {
  text: string
  start: number
  end: number
  scrollTop: number
  hasFocus: boolean
}

export type RichEditor = CodeEditorHandle & {
  state(): EditingState
  showProblems(problems: readonly CodeProblem[]): void
  setReadOnly(readOnly: boolean): void
  dispose(): void
}

export type RichOptions = {
  label: string
  language: CodeLanguage
  readOnly: boolean
  describedBy: string
  onChange: (text: string) => void
}

/** Options that every editor of the app has, alone or in a comparison. */
export const sharedOptions = {
  theme: EDITOR_THEME,
  automaticLayout: true,
  fixedOverflowWidgets: true,
  // Otherwise the number of the last line is too faint to read.
  renderFinalNewline: 'on',
  // A real text area: it can be found, focused and filled like any other field, by dictation,
  // extensions and assistive technology alike.
  editContext: false,
  fontFamily: 'var(--font-mono)',
  fontSize: 13,
  lineHeight: 20,
  minimap: { enabled: false },
  scrollBeyondLastLine: false,
  renderLineHighlightOnlyWhenFocus: true,
  overviewRulerBorder: false,
  smoothScrolling: false,
  lineNumbersMinChars: 3,
  padding: { top: 8, bottom: 8 },
  unicodeHighlight: { ambiguousCharacters: false },
  scrollbar: { alwaysConsumeMouseWheel: false },
  stickyScroll: { enabled: false },
} satisfies Monaco.editor.IEditorOptions & { theme: string }

let count = 0

/** Makes a Monaco editor in `host` that goes on where `from` stopped. */
export function createRichEditor(
  monaco: typeof Monaco,
  host: HTMLElement,
  from: EditingState,
  options: RichOptions,
): RichEditor {
  count += 1
  const file = options.language === 'yaml' ? COMPOSE_FILE : `text.${options.language}`
  const model = monaco.editor.createModel(
    from.text,
    options.language,
    monaco.Uri.parse(`inmemory://editor/${count}/${file}`),
  )
  model.updateOptions({ tabSize: 2, insertSpaces: true })
  const editor = monaco.editor.create(host, {
    ...sharedOptions,
    model,
    ariaLabel: options.label,
    readOnly: options.readOnly,
    domReadOnly: options.readOnly,
    readOnlyMessage: { value: 'This text is read-only.' },
    quickSuggestions: { strings: true, other: true, comments: false },
    suggest: { showWords: false },
    wordBasedSuggestions: 'off',
    acceptSuggestionOnEnter: 'smart',
    tabSize: 2,
    insertSpaces: true,
    detectIndentation: false,
  })
  const area = host.querySelector('textarea')
  area?.setAttribute('aria-describedby', options.describedBy)
  const stops = area ? [followSelectAll(editor, model, area), acceptVerbatim(editor, area)] : []

  const at = (offset: number) => model.getPositionAt(offset)
  editor.setSelection(monaco.Selection.fromPositions(at(from.start), at(from.end)))
  editor.setScrollTop(from.scrollTop)
  if (from.hasFocus) editor.focus()
  const changes = model.onDidChangeContent(() => options.onChange(model.getValue()))

  const edit = (edits: Monaco.editor.IIdentifiedSingleEditOperation[]) => {
    editor.pushUndoStop()
    model.pushEditOperations(editor.getSelections(), edits, () => null)
    editor.pushUndoStop()
  }
  return {
    text: () => model.getValue(),
    replaceText: (text) => edit([{ range: model.getFullModelRange(), text }]),
    applyEdits: (edits) => edit(edits.map((one) => ({ range: toRange(one), text: one.text }))),
    goTo: (line, column) => {
      const position = { lineNumber: line, column }
      editor.setPosition(position)
      editor.revealPositionInCenterIfOutsideViewport(position)
      editor.focus()
    },
    focus: () => editor.focus(),
    state: () => {
      const selection = editor.getSelection()
      const offset = (lineNumber: number, column: number) =>
        model.getOffsetAt({ lineNumber, column })
      return {
        text: model.getValue(),
        start: selection ? offset(selection.startLineNumber, selection.startColumn) : 0,
        end: selection ? offset(selection.endLineNumber, selection.endColumn) : 0,
        scrollTop: editor.getScrollTop(),
        hasFocus: editor.hasTextFocus(),
      }
    },
    showProblems: (problems) => showProblems(monaco, model, problems),
    setReadOnly: (readOnly) => editor.updateOptions({ readOnly, domReadOnly: readOnly }),
    dispose: () => {
      for (const stop of stops) stop()
      changes.dispose()
      editor.dispose()
      model.dispose()
    },
  }
}
