import { createApp, type App } from './app.ts'
import type { Flags } from './flags.ts'
import type { Assets } from './gateway/assets.ts'
import { cloudConnection, sandboxConnection } from './gateway/connections.ts'
import { createCollateralDesk } from './gateway/collateral.ts'
import { createLogFetch } from './gateway/logFetch.ts'
import { createOnce } from './gateway/once.ts'
import { createPccs } from './gateway/pccs.ts'
import { createRateLimit } from './gateway/rateLimit.ts'
import { createSessions } from './gateway/session.ts'
import { LIMITS } from './gateway/upstream.ts'
import { createSandbox, type Sandbox } from './sandbox/sandbox.ts'
import { keptSecret } from './secretFile.ts'
import { keptSignOuts } from './signOutFile.ts'
import { version } from '../package.json'

const MINUTE = 60_000

export type Console = { app: App; sandbox?: Sandbox; close(): Promise<void> }

/** Puts the parts together as the flags say. `origin` is where browsers reach this process. */
export async function createConsole(
  flags: Flags,
  origin: string,
  assets: Assets,
): Promise<Console> {
  const publicUrl = () => `${origin}/sandbox/api/v1`
  const sandbox = flags.connections.includes('sandbox')
    ? await createSandbox({
        dataDir: flags.dataDir,
        speed: flags.speed,
        publicUrl,
        ...(flags.seed === undefined ? {} : { seed: flags.seed }),
        ...(flags.chaos ? { chaos: flags.chaos } : {}),
        ...(flags.sandboxKey ? { key: flags.sandboxKey } : {}),
      })
    : undefined
  const now = () => Date.now()
  const secrets = flags.secrets.length > 0 ? flags.secrets : [keptSecret(flags.dataDir)]
  const report = (error: unknown) => console.error(error)
  // Without a sandbox and with a secret of the operator's own, nothing is written anywhere.
  const keeps = sandbox !== undefined || flags.secrets.length === 0
  const signOuts = keeps ? keptSignOuts(flags.dataDir, now(), report) : undefined
  const app = createApp({
    version,
    allowedHosts: flags.allowedHosts,
    connections: flags.connections.flatMap((name) => {
      if (name === 'cloud') return [cloudConnection(flags.cloudUrl, LIMITS)]
      return sandbox ? [sandboxConnection(sandbox, publicUrl)] : []
    }),
    ...(sandbox ? { sandbox } : {}),
    sessions: createSessions(secrets, now, signOuts),
    attempts: createRateLimit({ windowMs: MINUTE, perAddress: 10, total: 200, now }),
    once: createOnce({ max: 10_000, keepMs: 60 * MINUTE, now }),
    fetchLog: createLogFetch(LIMITS, sandbox),
    collateral: createCollateralDesk({
      pccs: flags.pccsUrl && createPccs(flags.pccsUrl, LIMITS),
      now,
    }),
    proofs: { asksPccs: flags.pccsUrl !== undefined, kmsRoots: flags.kmsRoots },
    assets,
    now,
    report,
    say: (line) => console.error(line),
  })
  return { app, ...(sandbox ? { sandbox } : {}), close: async () => sandbox?.close() }
}
