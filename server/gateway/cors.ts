import type { Answer } from './answer.ts'
import { STREAM_HEADER } from './headers.ts'

/**
 * The sandbox's plain API is for other clients, also such as run in a page of another origin. They
 * bring their own key in a header, so there is no cookie that another site could ride on.
 */
const CORS = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers':
    'Retry-After, X-Request-Id, X-Correlation-Id, Content-Disposition',
  'cross-origin-resource-policy': 'cross-origin',
}

const PREFLIGHT = {
  ...CORS,
  'access-control-allow-methods': 'GET, HEAD, POST, PUT, PATCH, DELETE',
  'access-control-allow-headers':
    'X-API-Key, X-Phala-Version, X-Prepare-Only, X-Compose-Hash, X-Transaction-Hash, Content-Type, Cache-Control, Accept, Authorization',
  'access-control-max-age': '7200',
}

export const preflight = (): Response => new Response(null, { status: 204, headers: PREFLIGHT })

/** Lets every origin read an answer of the sandbox to this query. */
export function shared(search: string, answer: Answer): Answer {
  const { headers } = answer
  if (new URLSearchParams(search).has('follow')) headers.set(STREAM_HEADER, 'no')
  for (const [name, value] of Object.entries(CORS)) headers.set(name, value)
  return answer
}
