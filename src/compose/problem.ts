/** `error` blocks a deployment (a CVM cannot run it), `warning` and `hint` do not. */
export type Severity = 'error' | 'warning' | 'hint'

/** A stretch of the text; lines and columns count from 1, in UTF-16 units, the end is exclusive. */
export interface TextRange {
  line: number
  column: number
  endLine: number
  endColumn: number
}

/** Replaces one stretch of the text. Edits of one fix never overlap and refer to the text as it was. */
export interface TextEdit extends TextRange {
  text: string
}

export interface Fix {
  title: string
  edits: TextEdit[]
}

export interface Problem extends TextRange {
  /** Stable name of the rule, such as `image-missing`. */
  rule: string
  severity: Severity
  /** What is wrong and what to do, in one sentence. */
  message: string
  /** Why it matters in a CVM. */
  why: string
  /** The service it is about; absent for problems of the file. */
  service?: string
  /** Where the rule is written down. */
  link: string
  fix?: Fix
}

const rank = { error: 0, warning: 1, hint: 2 } satisfies Record<Severity, number>

/** Errors first, then by place in the text. */
export function byWeight(a: Problem, b: Problem): number {
  return rank[a.severity] - rank[b.severity] || a.line - b.line || a.column - b.column
}

/** The text after `fix`; edits are applied from the end, so that earlier places stay valid. */
export function applyFix(text: string, fix: Fix): string {
  const starts = lineStarts(text)
  const offset = (line: number, column: number) =>
    Math.min(text.length, (starts[line - 1] ?? text.length) + column - 1)
  return fix.edits
    .map((edit, order) => ({ edit, order }))
    .sort((a, b) => b.edit.line - a.edit.line || b.edit.column - a.edit.column || b.order - a.order)
    .reduce(
      (done, { edit }) =>
        done.slice(0, offset(edit.line, edit.column)) +
        edit.text +
        done.slice(offset(edit.endLine, edit.endColumn)),
      text,
    )
}

function lineStarts(text: string): number[] {
  const starts = [0]
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return starts
}
