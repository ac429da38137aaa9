import { createHmac } from 'node:crypto'
import { isSameSecret } from '../../sameSecret.ts'
import type { Context } from '../context.ts'
import type { CvmRecord } from '../store/cvm.ts'

/** How long an address that was handed out can be opened, in ms. A stream that is open stays open. */
const LIFETIME = 3_600_000

/**
 * Logs are read without the API key, by whoever was given the address: it carries a token of its own
 * that is good for this one log, for an hour.
 */
export function containerAddress(ctx: Context, cvm: CvmRecord, service: string): string {
  const path = `/logs/${cvm.id}/containers/${encodeURIComponent(service)}`
  return `${ctx.publicUrl()}${path}?token=${newToken(ctx, path)}`
}

export function serialAddress(ctx: Context, cvm: CvmRecord): string {
  const path = `/logs/${cvm.id}/serial`
  return `${ctx.publicUrl()}${path}?token=${newToken(ctx, path)}`
}

/** Whether `token` opens `path`. */
export function isTokenFor(ctx: Context, path: string, token: string): boolean {
  const [until = ''] = token.split('.')
  if (!/^\d{1,16}$/.test(until) || Number(until) < Date.now()) return false
  return isSameSecret(token, tokenFor(ctx, path, Number(until)))
}

const newToken = (ctx: Context, path: string) => tokenFor(ctx, path, Date.now() + LIFETIME)

function tokenFor(ctx: Context, path: string, until: number): string {
  const mac = createHmac('sha256', ctx.rootSeed).update(`log ${until} ${path}`)
  return `${until}.${mac.digest('base64url')}`
}
