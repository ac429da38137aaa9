import type * as Monaco from 'monaco-editor'
import type { CodeEdit, CodeProblem, CodeRange } from './code-types.ts'

const OWNER = 'problems'
const shown = new WeakMap<Monaco.editor.ITextModel, readonly CodeProblem[]>()

/** Underlines problems in a model; they replace those that were shown before. */
export function showProblems(
  monaco: typeof Monaco,
  model: Monaco.editor.ITextModel,
  problems: readonly CodeProblem[],
): void {
  shown.set(model, problems)
  const { Error, Warning, Info } = monaco.MarkerSeverity
  const severities = { error: Error, warning: Warning, hint: Info }
  monaco.editor.setModelMarkers(
    model,
    OWNER,
    problems.map((problem) => ({
      ...toRange(problem),
      severity: severities[problem.severity],
      message: problem.why ? `${problem.message}\n${problem.why}` : problem.message,
      ...(problem.rule !== undefined && {
        code: problem.link
          ? { value: problem.rule, target: monaco.Uri.parse(problem.link) }
          : problem.rule,
      }),
    })),
  )
}

/** Offers the fixes of problems as quick fixes (the light bulb, and Ctrl+.). */
export function offerFixes(monaco: typeof Monaco): void {
  monaco.languages.registerCodeActionProvider(['yaml', 'shell', 'json', 'plaintext'], {
    provideCodeActions: (model, range, context) => ({
      actions: (shown.get(model) ?? []).flatMap((problem) => {
        if (!problem.fix || !monaco.Range.areIntersectingOrTouching(toRange(problem), range))
          return []
        const { title, edits } = problem.fix
        return [
          {
            title,
            kind: 'quickfix',
            isPreferred: true,
            diagnostics: context.markers.filter((marker) =>
              marker.message.startsWith(problem.message),
            ),
            edit: {
              edits: edits.map((edit) => ({
                resource: model.uri,
                versionId: model.getVersionId(),
                textEdit: toTextEdit(edit),
              })),
            },
          },
        ]
      }),
      dispose: () => undefined,
    }),
  })
}

export function toRange({ line, column, endLine, endColumn }: CodeRange): Monaco.IRange {
  return {
    startLineNumber: line,
    startColumn: column,
    endLineNumber: endLine,
    endColumn,
  }
}

export function toTextEdit(edit: CodeEdit): Monaco.languages.TextEdit {
  return { range: toRange(edit), text: edit.text }
}
