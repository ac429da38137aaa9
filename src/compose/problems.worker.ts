import type { Problem } from './problem.ts'
import { problemsIn } from './problems.ts'
import type { ProblemOptions } from './rule.ts'

/** A question to the worker; the answer carries the same number. */
export interface Question {
  id: number
  text: string
  options: ProblemOptions
}

export interface Answer {
  id: number
  problems: Problem[]
}

self.addEventListener('message', ({ data }: MessageEvent<Question>) => {
  const problems = problemsIn(data.text, data.options)
  postMessage({ id: data.id, problems } satisfies Answer)
})
