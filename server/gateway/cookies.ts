import { workspaceKey } from '../../src/contract/workspaceKey.ts'
import type { Asked } from './asked.ts'
import { isTls } from './guard.ts'
import type { Session, Sessions } from './session.ts'

/**
 * Several sign-ins can live side by side, each in a cookie of its own. The page says which one a
 * request is for in this header; without it, it is the one called `default`.
 */
export const SESSION_HEADER = 'x-console-session'

/**
 * Which workspace the page takes its sign-in for, as its addresses call it. Another tab may have put
 * another one in its place meanwhile: then nothing is forwarded.
 */
const WORKSPACE_HEADER = 'x-console-workspace'

export function isMeantFor(request: Asked, session: Session): boolean {
  const meant = request.headers.get(WORKSPACE_HEADER)
  return meant === null || meant === workspaceKey(session)
}

const SLOT = /^[a-z0-9]{1,24}$/
/** Browsers send all cookies of a host with every request; this many still fit the header limit. */
export const MAX_SLOTS = 6

/** In the header: a sign-in beside those that are there. What it became is told in the same header. */
export const NEW_SLOT = 'new'

/** The sign-in that a request is for, or undefined when the header is not a name we give. */
export function slotOf(request: Asked): string | undefined {
  const slot = request.headers.get(SESSION_HEADER) ?? 'default'
  return SLOT.test(slot) ? slot : undefined
}

const sessionCookie = (slot: string) => `cvm_console.${slot}`

/**
 * Over TLS a name with this prefix cannot be set by a neighbour on the same domain, nor without TLS
 * (RFC 6265bis); a cookie without it is then not believed.
 */
const HOST = '__Host-'

export function readCookie(request: Asked, name: string): string | undefined {
  return (
    findCookie(request, HOST + name) ?? (isTls(request) ? undefined : findCookie(request, name))
  )
}

function findCookie(request: Asked, name: string): string | undefined {
  const cookies = request.headers.get('cookie') ?? ''
  if (!cookies.includes(name)) return undefined
  for (const part of cookies.split(';')) {
    const at = part.indexOf('=')
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim()
  }
  return undefined
}

/** The names of all sign-ins that the browser has cookies for, whether or not they still open. */
export function slotsOf(request: Asked): string[] {
  return (request.headers.get('cookie') ?? '')
    .split(';')
    .map((part) => /^\s*(?:__Host-)?cvm_console\.([a-z0-9]{1,24})=/.exec(part)?.[1])
    .filter((slot) => slot !== undefined)
    .filter((slot, at, all) => all.indexOf(slot) === at)
}

export async function sessionOf(
  request: Asked,
  sessions: Sessions,
  slot = slotOf(request),
): Promise<Session | undefined> {
  const token = slot === undefined ? undefined : readCookie(request, sessionCookie(slot))
  return token ? sessions.open(token) : undefined
}

export function setCookie(
  request: Asked,
  name: string,
  value: string,
  maxAgeSeconds: number,
): string {
  const rest = `${value}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${maxAgeSeconds}`
  // A proxy may say nothing about TLS on a read: a cookie that is already bound to it stays bound.
  const tls = isTls(request) || findCookie(request, HOST + name) !== undefined
  return tls ? `${HOST}${name}=${rest}; Secure` : `${name}=${rest}`
}

/** The Set-Cookie value that keeps this session: in the request's sign-in, or the one named. */
export async function keepSession(
  request: Asked,
  sessions: Sessions,
  session: Omit<Session, 'sealedAt'>,
  slot = slotOf(request) ?? 'default',
): Promise<string> {
  const token = await sessions.seal(session)
  return setCookie(request, sessionCookie(slot), token, 12 * 60 * 60)
}

export function dropSession(request: Asked): string {
  return setCookie(request, sessionCookie(slotOf(request) ?? 'default'), '', 0)
}
