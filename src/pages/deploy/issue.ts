/** Something that is wrong with one field of the wizard, in a sentence that says what to do. */
export type Issue = {
  /** The field it is shown at; `line` where it is a line of the compose file. */
  field: string
  message: string
  line?: number
}

export const issueOf = (issues: readonly Issue[], field: string): string | undefined =>
  issues.find((issue) => issue.field === field)?.message
