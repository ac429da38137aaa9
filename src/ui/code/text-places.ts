import type { CodeEdit } from './code-types.ts'

/** The offset of a line and column (from 1); places outside the text are moved into it. */
export function offsetAt(text: string, line: number, column: number): number {
  let start = 0
  for (let now = 1; now < line; now += 1) {
    const end = text.indexOf('\n', start)
    if (end === -1) return text.length
    start = end + 1
  }
  const end = text.indexOf('\n', start)
  return Math.min(start + Math.max(column, 1) - 1, end === -1 ? text.length : end)
}

/** The text after edits that all refer to it as it was. */
export function edited(text: string, edits: readonly CodeEdit[]): string {
  return edits
    .map((edit) => ({
      from: offsetAt(text, edit.line, edit.column),
      to: offsetAt(text, edit.endLine, edit.endColumn),
      text: edit.text,
    }))
    .sort((a, b) => b.from - a.from)
    .reduce((done, edit) => done.slice(0, edit.from) + edit.text + done.slice(edit.to), text)
}
