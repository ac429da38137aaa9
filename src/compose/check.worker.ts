import type { Problem } from './problem.ts'
import { problemsIn } from './problems.ts'
import { type Reference, referencesIn } from './references.ts'
import type { ProblemOptions } from './rule.ts'

/** A question to the worker; the answer carries the same number. */
export interface Question {
  id: number
  text: string
  options: ProblemOptions
}

/** What a compose file has of problems and of variables. */
export interface Found {
  problems: Problem[]
  references: Reference[]
}

export interface Answer {
  id: number
  found: Found
}

self.addEventListener('message', ({ data: { id, text, options } }: MessageEvent<Question>) => {
  const found = { problems: problemsIn(text, options), references: referencesIn(text) }
  postMessage({ id, found } satisfies Answer)
})
