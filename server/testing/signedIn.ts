import type { UpstreamRequest } from '../gateway/upstream.ts'
import { cookieOf, fakeCloud, json, ME, testApp } from '../testApp.ts'

export const CLOUD_KEY = 'phak_12345678'

/** A console signed in to a cloud that notes all it is asked. */
export async function signedIn(
  answer: (request: UpstreamRequest) => Response = () => Response.json({}),
) {
  const cloud = fakeCloud((request) =>
    request.path === '/auth/me' ? Response.json(ME) : answer(request),
  )
  const app = testApp({ cloud })
  const cookie = cookieOf(
    await app.ask('/session', json({ connection: 'cloud', api_key: CLOUD_KEY })),
  )
  cloud.seen.length = 0
  return { ...app, cloud, cookie }
}
