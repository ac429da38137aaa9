import * as v from 'valibot'
import { Me } from '../../src/contract/account.ts'
import type { Connection as ConnectionName, Session } from '../../src/contract/session.ts'
import { API_VERSION } from '../../src/contract/wire.ts'
import type { Leaving } from './asked.ts'
import { readText } from './body.ts'
import type { Connection } from './connections.ts'
import { failures, refuse, Refusal } from './failures.ts'
import { noAnswer } from './noAnswer.ts'

/** An answer that the gateway reads itself is never longer than this, in bytes. */
export const MAX_READ = 8 * 1024 * 1024

const WHERE: Record<ConnectionName, string> = { cloud: 'Phala Cloud', sandbox: 'The sandbox' }

/**
 * Asks a connection whose key this is. Throws a Refusal that says, in words for the person who
 * typed the key, whether the key is wrong or the API behind the connection is the trouble.
 */
export async function identify(
  connection: Connection,
  key: string,
  signal: Leaving,
): Promise<Session> {
  const answer = await connection
    .send({
      method: 'GET',
      path: '/auth/me',
      headers: {
        accept: 'application/json',
        'x-api-key': key,
        'x-phala-version': API_VERSION,
      },
      body: null,
      signal,
    })
    .catch((error: unknown) => {
      throw new Refusal(noAnswer(error, connection.name))
    })
  const text = await readText(answer.body, MAX_READ).catch(() => '')
  if (answer.status === 401 || answer.status === 403) {
    throw new Refusal(
      refuse(failures.badKey, { message: `${WHERE[connection.name]} refused this API key.` }),
    )
  }
  if (answer.status !== 200) {
    throw new Refusal(
      refuse(failures.invalid, {
        message: `${WHERE[connection.name]} answered ${answer.status} when asked about this key.`,
        suggestions: ['The key may be right. Try again in a moment.'],
      }),
    )
  }
  const me = v.safeParse(Me, json(text))
  if (!me.success) {
    throw new Refusal(
      refuse(failures.invalid, {
        message: `${WHERE[connection.name]} answered /auth/me with something that is not an account.`,
        suggestions: ['Check that the address of the connection is that of a Phala Cloud API.'],
      }),
    )
  }
  const { user, workspace } = me.output
  return {
    connection: connection.name,
    user: { username: user.username, email: user.email, ...picture(user.avatar) },
    workspace: {
      id: workspace.id,
      name: workspace.name,
      slug: workspace.slug,
      tier: workspace.tier,
      role: workspace.role,
    },
  }
}

/** A cookie holds 4 KB: an address of a picture fits, a picture written out in it does not. */
const picture = (avatar: string) => (avatar.length <= 300 ? { avatar } : {})

export function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
