import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { RunningServer } from '../harness/server.ts'

export type Said = { status: number; stdout: string; stderr: string }

export type Cli = {
  /** Runs `phala` with these arguments in an empty folder; never throws for its exit status. */
  run(...args: string[]): Promise<Said>
  /** The same; throws what the CLI said when it failed. */
  ok(...args: string[]): Promise<string>
  /** With `--json`; what it printed from the first brace on. */
  json<T = Record<string, unknown>>(...args: string[]): Promise<T>
  folder: string
  dispose(): void
}

const program = fileURLToPath(new URL('./node_modules/phala/dist/index.js', import.meta.url))

/** The vendor's command line, unmodified, with a home of its own and the sandbox as its API. */
export function createCli(server: RunningServer, key: string | undefined = server.sandboxKey): Cli {
  const folder = mkdtempSync(join(tmpdir(), 'cvm-console-cli-'))
  const env = {
    PATH: process.env['PATH'] ?? '',
    HOME: folder,
    PHALA_CLOUD_DIR: join(folder, 'phala-cloud'),
    PHALA_CLOUD_API_PREFIX: server.sandboxUrl,
    CLOUD_URL: server.url,
    PHALA_DISABLE_UPDATE_CHECK: '1',
    NO_COLOR: '1',
    ...(key === undefined ? {} : { PHALA_CLOUD_API_KEY: key }),
  }
  const run: Cli['run'] = (...args) =>
    new Promise((resolve) => {
      const child = execFile(
        process.execPath,
        [program, ...args],
        { cwd: folder, env, timeout: 50_000, maxBuffer: 16_000_000 },
        (error, stdout, stderr) => {
          const status = error === null ? 0 : typeof error.code === 'number' ? error.code : 1
          resolve({ status, stdout, stderr })
        },
      )
      child.stdin?.end()
    })
  const ok: Cli['ok'] = async (...args) => {
    const { status, stdout, stderr } = await run(...args)
    if (status !== 0) throw new Error(`phala ${args.join(' ')}: ${status}\n${stdout}\n${stderr}`)
    return stdout + stderr
  }
  return {
    run,
    ok,
    json: async <T>(...args: string[]) => {
      const { status, stdout, stderr } = await run(...args, '--json')
      if (status !== 0) throw new Error(`phala ${args.join(' ')}: ${status}\n${stdout}\n${stderr}`)
      return JSON.parse(stdout.slice(stdout.indexOf('{'))) as T
    },
    folder,
    dispose: () => rmSync(folder, { recursive: true, force: true }),
  }
}
