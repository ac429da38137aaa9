/**
 * Something that went wrong, in the words that are shown. Errors of the API are turned into this
 * in one place (src/api/errors.ts); the atoms only lay it out.
 */
export type Problem = {
  /** What happened, one short sentence. */
  title: string
  /** Why, if it is known: usually the server's own words. */
  why?: string | undefined
  /** What to do next. */
  next?: string | undefined
  code?: string | undefined
  requestId?: string | undefined
  suggestions?: readonly string[] | undefined
  links?: ReadonlyArray<{ label: string; url: string }> | undefined
  /** The response as it came, for the Details. */
  raw?: string | undefined
}

/** Everything about a problem as text, for a report or a colleague. */
export const problemAsText = (problem: Problem): string =>
  [
    problem.title,
    problem.why,
    problem.code && `Code: ${problem.code}`,
    problem.requestId && `Request ID: ${problem.requestId}`,
    problem.raw,
  ]
    .filter(Boolean)
    .join('\n')
