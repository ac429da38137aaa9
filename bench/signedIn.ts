import type { RunningServer } from '../e2e/harness/server.ts'

/** The cookie of a session on the sandbox connection, as a browser would send it. */
export async function sandboxCookie(server: RunningServer): Promise<string> {
  const answer = await fetch(`${server.url}/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: server.url },
    body: JSON.stringify({ connection: 'sandbox' }),
  })
  if (!answer.ok) throw new Error(`signing in answered ${answer.status}: ${await answer.text()}`)
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
}
