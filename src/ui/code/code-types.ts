export type CodeLanguage = 'yaml' | 'shell' | 'json' | 'plaintext'

/** A stretch of the text; lines and columns count from 1, the end is exclusive. */
export type CodeRange = { line: number; column: number; endLine: number; endColumn: number }

export type CodeEdit = CodeRange & { text: string }

/** Something to underline, with what to say about it and, where it can be done, how to repair it. */
export type CodeProblem = CodeRange & {
  severity: 'error' | 'warning' | 'hint'
  message: string
  /** Shown behind the message. */
  why?: string
  /** A short stable name of the kind of problem. */
  rule?: string
  link?: string
  fix?: { title: string; edits: CodeEdit[] }
}

/** What a page may do with an editor; the editor owns its text. */
export type CodeEditorHandle = {
  text(): string
  /** Replaces everything, so that Undo brings the old text back. */
  replaceText(text: string): void
  /** Applies edits, so that one Undo takes all of them back. */
  applyEdits(edits: readonly CodeEdit[]): void
  /** Moves the caret and the focus to a place, and scrolls there. */
  goTo(line: number, column: number): void
  focus(): void
}
