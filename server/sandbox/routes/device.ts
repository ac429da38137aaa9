import { randomBytes } from 'node:crypto'
import { Hono } from 'hono'
import * as v from 'valibot'
import type { Asked } from '../../gateway/asked.ts'
import { bodyOf } from '../body.ts'
import type { Context } from '../context.ts'
import { Failure } from '../failure.ts'
import { json } from './route.ts'

const LIFETIME = 600

/**
 * The device login of the vendor's client (RFC 8628). Nobody has to approve anything here: whoever
 * reaches the sandbox from outside needs its key, so this answers `access_denied` unless the sandbox
 * was asked from its own machine; then the second question is answered with the key.
 */
export function deviceRoutes(
  ctx: Context,
  isLocal: (request: Pick<Asked, 'headers'>) => boolean,
): Hono {
  const app = new Hono()
  const waiting = new Map<string, { until: number; asked: number }>()
  app.post('/auth/device/code', () => {
    const device_code = randomBytes(24).toString('base64url')
    const now = Date.now()
    for (const [code, { until }] of waiting) if (until < now) waiting.delete(code)
    if (waiting.size >= 1000) throw oauth('slow_down', 'Too many logins are waiting')
    waiting.set(device_code, { until: now + LIFETIME * 1000, asked: 0 })
    const user_code = randomBytes(4).toString('hex').toUpperCase()
    const verification_uri = `${ctx.publicUrl()}/auth/device`
    return json({
      device_code,
      user_code,
      verification_uri,
      verification_uri_complete: `${verification_uri}?user_code=${user_code}`,
      interval: 1,
      expires_in: LIFETIME,
    })
  })
  app.post('/auth/device/token', async (c) => {
    const { device_code } = await bodyOf(c.req.raw, v.object({ device_code: v.string() }))
    const login = waiting.get(device_code)
    if (!login || login.until < Date.now()) throw oauth('expired_token', 'This login has expired')
    if (!isLocal(c.req.raw)) throw oauth('access_denied', 'Sign in with the key of the sandbox')
    login.asked++
    if (login.asked < 2) throw oauth('authorization_pending', 'Not approved yet')
    waiting.delete(device_code)
    return json({ access_token: ctx.key, token_type: 'bearer' })
  })
  app.get('/auth/device', (c) =>
    c.text('This is a sandbox: the login is approved by itself, go back to your terminal.\n'),
  )
  return app
}

/** Under `detail`, the only place where the official client looks for it. */
const oauth = (error: string, error_description: string) =>
  new Failure(400, error_description, { detail: { error, error_description } })
