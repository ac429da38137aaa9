import { version } from '../package.json'
import type { Console } from './console.ts'
import { readFlags, type Flags } from './flags.ts'
import { HELP } from './help.ts'
import { whyNot } from './whyNot.ts'

const say = (text: string) => process.stdout.write(`${text}\n`)

/**
 * Does what the command line asks for, and resolves to whether that is serving. Refused flags end
 * with status 2, a server that cannot start with status 1, each with one line that says why.
 */
export async function runCommand(
  args: string[],
  env: Record<string, string | undefined>,
  serve: (flags: Flags) => Promise<void>,
): Promise<boolean> {
  const command = readFlags(args, env)
  if (command.kind === 'serve') {
    try {
      await serve(command.flags)
      return true
    } catch (error) {
      console.error(whyNot(error, command.flags))
      process.exit(1)
    }
  }
  if (command.kind === 'help') process.stdout.write(HELP)
  if (command.kind === 'version') say(version)
  if (command.kind === 'refused') {
    console.error(command.reason)
    process.exitCode = 2
  }
  return false
}

/** The lines that say that the server is ready, in the order that other programs read them. */
export function announce(origin: string, { sandbox }: Console): void {
  say(`CVM Console   ${origin}`)
  say(`Sandbox API   ${sandbox ? `${origin}/sandbox/api/v1` : 'off'}`)
  say(`Sandbox key   ${sandbox?.key ?? 'off'}`)
}
