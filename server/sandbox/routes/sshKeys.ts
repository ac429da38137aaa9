import { createHash } from 'node:crypto'
import { Hono } from 'hono'
import * as v from 'valibot'
import { bodyOf } from '../body.ts'
import type { Context } from '../context.ts'
import { invalidField, plain } from '../failure.ts'
import { USER_ID } from '../inventory/account.ts'
import { json } from './route.ts'

/** Public keys that a deployment can hand to its CVM. */
export function sshKeyRoutes(ctx: Context): Hono {
  const app = new Hono()
  app.get('/user/ssh-keys', () => json(ctx.sshKeys.all()))
  app.post('/user/ssh-keys', async (c) => {
    const Body = v.object({ name: v.string(), public_key: v.string() })
    const { name, public_key } = await bodyOf(c.req.raw, Body)
    if (name.trim() === '') throw invalidField('name', 'A key needs a name')
    const { key_type, blob } = partsOf(public_key)
    const fingerprint = `SHA256:${createHash('sha256')
      .update(blob)
      .digest('base64')
      .replace(/={1,2}$/, '')}`
    if (ctx.sshKeys.all().some((key) => key.fingerprint === fingerprint)) {
      throw plain(409, 'This key is there already')
    }
    const now = new Date(ctx.now()).toISOString()
    const made = ctx.sshKeys.insert({
      user_id: String(USER_ID),
      name: name.trim(),
      public_key: public_key.trim(),
      fingerprint,
      key_type,
      source: 'manual',
      key_metadata: null,
      last_synced_at: null,
      created_at: now,
      updated_at: now,
    })
    return json(made, 201)
  })
  app.delete('/user/ssh-keys/:id', (c) => {
    const id = c.req.param('id')
    if (!ctx.sshKeys.remove(Number(id))) throw plain(404, `SSH key ${id} not found`)
    return c.body(null, 204)
  })
  app.post('/user/ssh-keys/github-profile', async (c) => {
    const { github_username } = await bodyOf(c.req.raw, v.object({ github_username: v.string() }))
    return json({ github_username, keys_added: 0, keys_skipped: 0, errors: [OFFLINE] })
  })
  app.post('/user/ssh-keys/github-sync', () =>
    json({ synced_count: 0, keys_added: 0, keys_updated: 0, keys_removed: 0, errors: [OFFLINE] }),
  )
  return app
}

const OFFLINE = 'The sandbox does not reach GitHub. Paste the public key instead.'

/** `ssh-ed25519 AAAA… comment`: the blob begins with its own type, length first. */
function partsOf(text: string): { key_type: string; blob: Buffer } {
  const [key_type = '', base64 = ''] = text.trim().split(/\s+/)
  const blob = Buffer.from(base64, 'base64')
  const length = blob.length >= 4 ? blob.readUInt32BE(0) : 0
  const inside = blob.subarray(4, 4 + length).toString('latin1')
  if (/^(ssh|ecdsa|sk)-/.test(key_type) && inside === key_type) return { key_type, blob }
  throw invalidField('public_key', 'Not a public key in OpenSSH form, such as ssh-ed25519 AAAA…')
}
