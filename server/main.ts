import { fileURLToPath } from 'node:url'
import { version } from '../package.json'
import { createConsole } from './console.ts'
import { readFlags, type Flags } from './flags.ts'
import { readAssets } from './gateway/assets.ts'
import { urlHost } from './gateway/host.ts'
import { HELP } from './help.ts'
import { listen, nodeListener } from './listen.ts'
import { openBrowser } from './openBrowser.ts'
import { whyNot } from './whyNot.ts'

const GRACE_MS = 5_000

const say = (text: string) => process.stdout.write(`${text}\n`)

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

  say(`CVM Console   ${origin}`)
  say(`Sandbox API   ${running.sandbox ? `${origin}/sandbox/api/v1` : 'off'}`)
  say(`Sandbox key   ${running.sandbox?.key ?? 'off'}`)
  if (flags.open) openBrowser(origin)
}

const command = readFlags(process.argv.slice(2), process.env)
if (command.kind === 'help') process.stdout.write(HELP)
else if (command.kind === 'version') say(version)
else if (command.kind === 'refused') {
  console.error(command.reason)
  process.exitCode = 2
} else {
  await serve(command.flags).catch((error: unknown) => {
    console.error(whyNot(error, command.flags))
    process.exit(1)
  })
}
