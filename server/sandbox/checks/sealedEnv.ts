import type { EnvPair } from '../../../src/trust/sealEnv.ts'
import type { Context } from '../context.ts'
import { invalidField } from '../failure.ts'
import { appKeys } from '../kms/keys.ts'

/** The official CLI adds this one by itself, and nobody declares it. */
const UNDECLARED = 'DSTACK_AUTHORIZED_KEYS'

/** Opens a sealed environment with the app's key and refuses what the compose file does not allow. */
export async function checkSealedEnv(
  ctx: Context,
  appId: string,
  encryptedEnv: string | undefined | null,
  allowed: readonly string[],
): Promise<EnvPair[]> {
  if (!encryptedEnv) return []
  const pairs = await appKeys(ctx.rootSeed, appId)
    .open(encryptedEnv.replace(/^0x/, ''))
    .catch((error: unknown) => {
      throw invalidField('encrypted_env', (error as Error).message)
    })
  checkKeys(
    pairs.map(({ key }) => key),
    allowed,
  )
  return pairs
}

export function checkKeys(keys: readonly string[], allowed: readonly string[]): void {
  const known = new Set([...allowed, UNDECLARED])
  const others = [...new Set(keys)].filter((key) => !known.has(key))
  if (others.length === 0) return
  throw invalidField(
    'env_keys',
    `env_keys contains variables not declared in allowed_envs: ${JSON.stringify(others)}`,
  )
}
