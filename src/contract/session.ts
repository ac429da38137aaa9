import * as v from 'valibot'
import { maybe } from './wire.ts'

/** GET /session of this console: who is signed in, and where. Never contains the key. */
export const Session = v.object({
  connection: v.picklist(['sandbox', 'cloud']),
  user: v.object({ username: v.string(), email: maybe(v.string()), avatar: maybe(v.string()) }),
  workspace: v.object({
    id: v.string(),
    name: v.string(),
    slug: v.nullable(v.string()),
    tier: maybe(v.string()),
    role: maybe(v.string()),
  }),
})
export type Session = v.InferOutput<typeof Session>
export type Connection = Session['connection']
