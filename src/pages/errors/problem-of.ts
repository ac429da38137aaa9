import { isRouteErrorResponse } from 'react-router'
import { ApiError } from '../../api/errors.ts'
import { sentence } from '../../api/sentence.ts'
import type { Problem } from '../../ui/problem.ts'

/** Anything that was thrown, in the words of an ErrorPanel or a dialog. */
export function problemOf(error: unknown): Problem {
  if (error instanceof ApiError) return problemOfApi(error)
  if (isRouteErrorResponse(error)) {
    return {
      title: 'This page could not be loaded',
      why: `The server answered ${error.status} ${error.statusText}.`,
      next: 'Try again, or go back.',
    }
  }
  if (isMissingChunk(error)) {
    return {
      title: 'A part of the console could not be loaded',
      why: 'The connection failed, or the console was updated meanwhile.',
      next: 'Reload the page. What you typed in forms is kept.',
      raw: String(error),
    }
  }
  return {
    title: 'The console made a mistake',
    why: error instanceof Error ? error.message : String(error),
    next: 'Reload the page; if it stays, report it with the Details.',
    ...(error instanceof Error && error.stack && { raw: error.stack }),
  }
}

function problemOfApi(error: ApiError): Problem {
  const { title, explanation, action, suggestions, links } = sentence(error)
  return {
    title,
    why: explanation,
    next: action,
    suggestions,
    links,
    code: error.error_code,
    requestId: error.request_id,
    raw: [
      `${error.endpoint} → ${error.status || error.kind}`,
      ...(error.raw ? [readable(error.raw)] : []),
    ].join('\n'),
  }
}

/** JSON with line breaks; anything else as it came. */
function readable(raw: string): string {
  try {
    return JSON.stringify(JSON.parse(raw), null, 2)
  } catch {
    return raw
  }
}

/** The three browsers' words for a script that did not arrive. */
const isMissingChunk = (error: unknown): boolean =>
  error instanceof Error &&
  /dynamically imported module|Importing a module script failed|error loading dynamically/i.test(
    error.message,
  )
