import { randomBytes } from 'node:crypto'
import type { SignIns } from '../../src/contract/account.ts'
import type { Session as PublicSession } from '../../src/contract/session.ts'
import {
  keepSession,
  MAX_SLOTS,
  NEW_SLOT,
  SESSION_HEADER,
  sessionOf,
  slotOf,
  slotsOf,
} from './cookies.ts'
import { failures, refuse, Refusal } from './failures.ts'
import type { Session, Sessions } from './session.ts'

type Kept = { slot: string; session: Session }

/** Every sign-in of this browser that still holds, in the order of its cookies. */
async function signInsOf(request: Request, sessions: Sessions): Promise<Kept[]> {
  const opened = await Promise.all(
    slotsOf(request).map(async (slot) => ({
      slot,
      session: await sessionOf(request, sessions, slot),
    })),
  )
  return opened.flatMap(({ slot, session }) => (session ? [{ slot, session }] : []))
}

/** `/session/all`: where this browser is signed in, side by side. Never contains a key. */
export async function signIns(
  request: Request,
  { sessions }: { sessions: Sessions },
): Promise<Response> {
  const kept = await signInsOf(request, sessions)
  const body: SignIns = {
    sign_ins: kept.map(({ slot, session: { connection, user, workspace } }) => ({
      slot,
      connection,
      user,
      workspace,
    })),
  }
  return Response.json(body, { headers: { 'cache-control': 'no-store' } })
}

/** Refuses a sign-in that there is no room for, before a key is asked about. */
export function checkRoom(request: Request): void {
  const slot = slotOf(request)
  const slots = slotsOf(request)
  const room = slots.length < MAX_SLOTS || (slot !== undefined && slots.includes(slot))
  if (slot !== undefined && room) return
  // A further one may turn out to be one that is there, or take the place of one that has ended.
  if (slot === NEW_SLOT) return
  throw noRoom()
}

/**
 * Keeps who has just signed in, and ends what its place held before; returns the headers of the
 * answer. A sign-in asked for as `new` takes the place that its workspace has already, else one
 * that has ended, else a place of its own with a name that says nothing.
 */
export async function keepSignIn(
  request: Request,
  sessions: Sessions,
  found: PublicSession & { key: string },
): Promise<[string, string][]> {
  const slot = await placeFor(request, sessions, found)
  const old = await sessionOf(request, sessions, slot)
  if (old) sessions.revoke(old.id)
  const session = { ...found, id: sessions.newId() }
  return [
    ['set-cookie', await keepSession(request, sessions, session, slot)],
    [SESSION_HEADER, slot],
  ]
}

async function placeFor(
  request: Request,
  sessions: Sessions,
  { connection, workspace }: PublicSession,
): Promise<string> {
  const asked = slotOf(request) ?? 'default'
  if (asked !== NEW_SLOT) return asked
  const kept = await signInsOf(request, sessions)
  const same = kept.find(
    ({ session }) => session.connection === connection && session.workspace.id === workspace.id,
  )
  if (same) return same.slot
  const slots = slotsOf(request)
  // The one that addresses without a name lead to is taken first.
  if (!slots.includes('default')) return 'default'
  const dead = slots.filter((slot) => kept.every((one) => one.slot !== slot))
  const ended = dead.includes('default') ? 'default' : dead[0]
  if (ended) return ended
  if (slots.length >= MAX_SLOTS) throw noRoom()
  return randomBytes(6).toString('hex')
}

const noRoom = () =>
  new Refusal(
    refuse(failures.badRequest, {
      message: `There is no room for a further sign-in (${MAX_SLOTS} at most).`,
      suggestions: ['Sign out of one of them first.'],
    }),
  )
