import { fileURLToPath } from 'node:url'
import { announce, runCommand } from './command.ts'
import { createConsole } from './console.ts'
import type { Flags } from './flags.ts'
import { readAssets } from './gateway/assets.ts'
import { urlHost } from './gateway/host.ts'
import { listen } from './listen.ts'
import { nodeListener } from './nodeListener.ts'
import { openBrowser } from './openBrowser.ts'

const GRACE_MS = 5_000

async function serve(flags: Flags): Promise<void> {
  const assets = readAssets(fileURLToPath(new URL('../client', import.meta.url)))
  const listening = await listen(flags.host, flags.port)
  const origin = `http://${urlHost(flags.host)}:${listening.port}`
  const running = await createConsole(flags, origin, assets)
  listening.answerWith(nodeListener(running.app))

  let stopping = false
  const stop = async () => {
    if (stopping) return
    stopping = true
    await listening.close(GRACE_MS)
    await running.close()
    process.exit(0)
  }
  process.on('SIGTERM', () => void stop())
  process.on('SIGINT', () => void stop())

  announce(origin, running)
  if (flags.open) openBrowser(origin)
}

await runCommand(process.argv.slice(2), process.env, serve)
