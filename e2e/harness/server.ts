import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** What a test can choose about its server: `test.use({ seed: 50 })` at the top of a file. */
export type ServerOptions = {
  /** CVMs in the new sandbox; undefined is the demonstration fleet. */
  seed: number | undefined
  /** How many times as fast the sandbox's clock runs. */
  speed: number
  /** `RATE` or `RATE:SEED`. */
  chaos: string | undefined
  /** Where the `cloud` connection is: a stand-in that the test has started. */
  cloudUrl: string | undefined
  /** Further flags, as on the command line. */
  flags: string[]
}

export type RunningServer = {
  /** Origin, without a slash at the end. */
  url: string
  sandboxUrl: string
  sandboxKey: string
  dataDir: string
  /** What the process has said so far, on both streams. */
  output(): string
  /** Ends the process as a person would; resolves to its exit status. */
  stop(): Promise<number | null>
  /** Ends it as a power cut would. */
  kill(): Promise<void>
  /** The same data, port and flags again, after stop or kill. */
  restart(): Promise<void>
  /** Ends the process and removes its data. */
  dispose(): Promise<void>
}

const SERVER = 'dist/server/main.js'

/** Starts the built server on a free port with a data directory of its own. */
export async function startServer(options: Partial<ServerOptions> = {}): Promise<RunningServer> {
  const dataDir = mkdtempSync(join(tmpdir(), 'cvm-console-'))
  const { seed, speed = 1000, chaos, cloudUrl, flags = [] } = options
  const args = [
    '--data-dir',
    dataDir,
    '--speed',
    String(speed),
    ...(seed === undefined ? [] : ['--seed', String(seed)]),
    ...(chaos === undefined ? [] : ['--chaos', chaos]),
    ...(cloudUrl === undefined ? [] : ['--cloud-url', cloudUrl]),
    ...flags,
  ]
  let running = await launch(process.execPath, [SERVER, ...args, '--port', '0'])
  const { url, sandboxUrl, sandboxKey } = running
  const stop = () => {
    running.child.kill('SIGTERM')
    return running.exited
  }
  const kill = async () => {
    running.child.kill('SIGKILL')
    await running.exited
  }
  return {
    url,
    sandboxUrl,
    sandboxKey,
    dataDir,
    output: () => running.output.join(''),
    stop,
    kill,
    restart: async () => {
      await kill()
      running = await launch(process.execPath, [SERVER, ...args, '--port', new URL(url).port])
    },
    dispose: async () => {
      await kill()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/**
 * Runs a command that becomes the server; resolves when it has said where it is. Of a group of its own
 * (`detached`), -pid is all that the command has started.
 */
export async function launch(
  command: string,
  args: string[],
  options: { cwd?: string; detached?: boolean } = {},
) {
  const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const output: string[] = []
  child.stderr.on('data', (chunk: Buffer) => output.push(String(chunk)))
  child.stdout.on('data', (chunk: Buffer) => output.push(String(chunk)))
  const [url, sandboxUrl, sandboxKey] = await readyLines(child, exited, output)
  return { child, exited, output, url, sandboxUrl, sandboxKey }
}

async function readyLines(
  child: ChildProcess & { stdout: NodeJS.ReadableStream },
  exited: Promise<number | null>,
  output: string[],
): Promise<[string, string, string]> {
  const lines = createInterface({ input: child.stdout })
  const values: string[] = []
  const ready = (async () => {
    for await (const line of lines) {
      values.push(line.slice('CVM Console   '.length))
      if (values.length === 3) break
    }
    const [url, api, key] = values
    if (!url || !api || !key) throw new Error(`the server said too little:\n${output.join('')}`)
    return [url, api, key] satisfies [string, string, string]
  })()
  return Promise.race([
    ready,
    exited.then((status) => {
      throw new Error(`the server ended with ${status} before it was ready:\n${output.join('')}`)
    }),
  ])
}
