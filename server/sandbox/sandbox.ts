import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { Me } from '../../src/contract/account.ts'

export type SandboxOptions = {
  dataDir: string
  seed?: number
  speed: number
  chaos?: { rate: number; seed: number }
  key?: string
  publicUrl: () => string
}

/** A Phala-Cloud-compatible API. Paths are the API's own, without a prefix. */
export type Sandbox = {
  key: string
  fetch(request: Request): Promise<Response>
  close(): Promise<void>
}

const ME: Me = {
  user: {
    username: 'sandbox',
    email: 'sandbox@localhost',
    role: 'user',
    avatar: '',
    email_verified: true,
    totp_enabled: false,
    has_backup_codes: false,
    flag_has_password: false,
  },
  workspace: { id: 'ws_sandbox', name: 'Sandbox', slug: 'sandbox', tier: 'free', role: 'owner' },
  credits: { balance: '0', granted_balance: '0', is_post_paid: false },
}

/** Knows who holds its key, and no resources yet. */
export async function createSandbox(options: SandboxOptions): Promise<Sandbox> {
  const key = options.key ?? `phak_${randomBytes(24).toString('base64url')}`
  const isKey = (given: string) =>
    given.length === key.length && timingSafeEqual(Buffer.from(given), Buffer.from(key))
  return {
    key,
    fetch: async (request) => {
      if (!isKey(request.headers.get('x-api-key') ?? '')) {
        return Response.json({ detail: 'Invalid API key' }, { status: 401 })
      }
      const { pathname } = new URL(request.url)
      if (request.method === 'GET' && pathname === '/auth/me') return Response.json(ME)
      return Response.json(
        { detail: `${request.method} ${pathname} is not known` },
        { status: 404 },
      )
    },
    close: async () => {},
  }
}
