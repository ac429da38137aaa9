import { createHash, randomUUID } from 'node:crypto'
import { EncryptJWT, jwtDecrypt } from 'jose'
import * as v from 'valibot'
import { Session as PublicSession } from '../../src/contract/session.ts'

/** Milliseconds a session lives after it was last renewed. */
const LIFETIME_MS = 12 * 60 * 60 * 1000
/** A session in use is sealed anew when it is older than this. */
const RENEW_AFTER_MS = 30 * 60 * 1000

/**
 * A session that was opened a moment ago is not unsealed again for every request of a page. Its key
 * is in memory no longer than this after, milliseconds, and not past its sign-out.
 */
const KEEP_OPENED_MS = 60 * 1000
const MAX_OPENED = 1000

/** What the sealed cookie holds: who signed in, where, and with which key. */
const Sealed = v.object({ ...PublicSession.entries, id: v.string(), key: v.string() })
export type Session = v.InferOutput<typeof Sealed> & { sealedAt: number }
type Opened = { session: Session; expiresAt: number; forget?: NodeJS.Timeout }

export type Sessions = {
  /** A new session id for a new sign-in; an id is never taken from the client. */
  newId(): string
  seal(session: Omit<Session, 'sealedAt'>): Promise<string>
  /** Undefined for anything that is not a live session sealed with one of our secrets. */
  open(token: string): Promise<Session | undefined>
  needsRenewal(session: Session): boolean
  /** Ends a session for good: no cookie of it that anybody kept opens again. */
  revoke(id: string): void
  isRevoked(id: string): boolean
  /** Seals small state that is no session, such as a login that is under way. */
  sealState(state: Record<string, unknown>, lifetimeMs: number): Promise<string>
  openState(token: string): Promise<Record<string, unknown> | undefined>
}

/** Where sign-outs are kept beyond this process; `until` is when the last cookie of a session ends. */
export type SignOuts = {
  all: ReadonlyMap<string, number>
  add(id: string, until: number): void
}

const forgetful: SignOuts = { all: new Map(), add: () => undefined }

/** The first secret seals, all of them open: that is how a secret is changed without sign-outs. */
export function createSessions(
  secrets: readonly string[],
  now: () => number,
  signOuts: SignOuts = forgetful,
): Sessions {
  const keys = secrets.map((secret) => createHash('sha256').update(secret.trim()).digest())
  const [sealing] = keys
  if (!sealing) throw new Error('sessions need a secret')
  const revoked = new Map(signOuts.all)
  const opened = new Map<string, Opened>()

  async function encrypt(payload: Record<string, unknown>, use: string, lifetimeMs: number) {
    const issued = Math.floor(now() / 1000)
    return new EncryptJWT(payload)
      .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
      .setAudience(use)
      .setIssuedAt(issued)
      .setExpirationTime(issued + Math.floor(lifetimeMs / 1000))
      .encrypt(sealing as Uint8Array)
  }

  async function decrypt(token: string, use: string) {
    for (const key of keys) {
      try {
        const { payload } = await jwtDecrypt(token, key, {
          audience: use,
          keyManagementAlgorithms: ['dir'],
          contentEncryptionAlgorithms: ['A256GCM'],
          currentDate: new Date(now()),
          requiredClaims: ['iat', 'exp'],
        })
        return payload
      } catch {
        // Not sealed with this secret, altered, or expired: jose throws for each, and each of them
        // means "not a session of ours". The next secret may still open it.
      }
    }
    return undefined
  }

  async function unseal(token: string): Promise<Opened | undefined> {
    const payload = await decrypt(token, 'session')
    const parsed = v.safeParse(Sealed, payload)
    if (!parsed.success || !payload) return undefined
    const { iat = 0, exp = 0 } = payload
    return { session: { ...parsed.output, sealedAt: iat * 1000 }, expiresAt: exp * 1000 }
  }

  /** The one opened longest ago makes room. */
  function keep(token: string, known: Opened) {
    const [oldest] = opened.keys()
    if (opened.size >= MAX_OPENED && oldest !== undefined) forget(oldest)
    const timer = setTimeout(() => forget(token), KEEP_OPENED_MS)
    timer.unref()
    opened.set(token, { ...known, forget: timer })
  }

  function forget(token: string) {
    clearTimeout(opened.get(token)?.forget)
    opened.delete(token)
  }

  const isRevoked = (id: string) => (revoked.get(id) ?? 0) > now()

  return {
    newId: () => randomUUID(),
    seal: ({ id, key, connection, user, workspace }) =>
      encrypt({ id, key, connection, user, workspace }, 'session', LIFETIME_MS),
    async open(token) {
      const known = opened.get(token) ?? (await unseal(token))
      if (!known || known.expiresAt <= now() || isRevoked(known.session.id)) {
        forget(token)
        return undefined
      }
      if (!opened.has(token)) keep(token, known)
      return known.session
    },
    needsRenewal: (session) => now() - session.sealedAt > RENEW_AFTER_MS,
    revoke(id) {
      for (const [old, until] of revoked) if (until <= now()) revoked.delete(old)
      // Every cookie of this session, also one renewed a moment ago, has expired by then.
      const until = now() + LIFETIME_MS
      revoked.set(id, until)
      for (const [token, { session }] of opened) if (session.id === id) forget(token)
      signOuts.add(id, until)
    },
    isRevoked,
    sealState: (state, lifetimeMs) => encrypt(state, 'state', lifetimeMs),
    openState: (token) => decrypt(token, 'state'),
  }
}
