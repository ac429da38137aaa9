import { isRouteErrorResponse } from 'react-router'
import type { Problem } from '../../ui/problem.ts'

/** Anything thrown while a page was made, in words. */
export function problemOf(error: unknown): Problem {
  if (isRouteErrorResponse(error)) {
    return { title: 'The page could not be loaded.', why: `${error.status} ${error.statusText}` }
  }
  return {
    title: 'The page could not be loaded.',
    why: error instanceof Error ? error.message : String(error),
    next: 'Try again. If it stays, reload the page.',
    ...(error instanceof Error && error.stack && { raw: error.stack }),
  }
}
