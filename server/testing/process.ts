import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'

/** A build of the server alone, for tests that need a process of its own to kill. */
export type Built = { main: string; remove(): void }

/** Below node_modules, so that the server finds its dependencies and no watcher finds it. */
const CACHE = 'node_modules/.cache'

export async function buildServer(): Promise<Built> {
  mkdirSync(CACHE, { recursive: true })
  const dir = mkdtempSync(join(CACHE, 'server-'))
  const out = join(dir, 'server')
  await promisify(execFile)(process.execPath, [
    'node_modules/vite/bin/vite.js',
    'build',
    '--ssr',
    'server/main.ts',
    '--outDir',
    out,
    '--logLevel',
    'error',
  ])
  // Also for a server that runs as somebody else.
  chmodSync(dir, 0o755)
  mkdirSync(join(dir, 'client'))
  writeFileSync(join(dir, 'client/index.html'), '<!doctype html>')
  return {
    main: join(out, 'main.js'),
    remove: () => rmSync(dir, { recursive: true, force: true }),
  }
}

export type Running = {
  url: string
  key: string
  child: ChildProcess
  kill(signal?: NodeJS.Signals): Promise<Ended>
}
export type Ended = { status: number | null; stdout: string; stderr: string }

type Limits = {
  /** Files cannot grow beyond so many KB: a full disk, as far as one process goes. */
  fileKB?: number
  /** The user to run as. */
  uid?: number
}

/** Runs the server until it ends. */
export function run(main: string, args: string[], limits: Limits = {}) {
  const { fileKB, uid } = limits
  const command = [process.execPath, main, '--port', '0', ...args]
  const limited = ['bash', '-c', `ulimit -f ${fileKB}; trap '' XFSZ; exec "$@"`, 'bash', ...command]
  const [file = '', ...rest] = fileKB === undefined ? command : limited
  const child = spawn(file, rest, {
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(uid === undefined ? {} : { uid, gid: uid }),
  })
  const said = { stdout: '', stderr: '' }
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream].on('data', (chunk: Buffer) => (said[stream] += String(chunk)))
  }
  const ended = new Promise<Ended>((resolve) =>
    child.once('close', (status) => resolve({ status, ...said })),
  )
  return { child, ended, said }
}

/** Runs the server and waits until it is ready. */
export async function launch(main: string, args: string[], limits?: Limits): Promise<Running> {
  const { child, ended, said } = run(main, args, limits)
  const ready = new Promise<void>((resolve) => {
    child.stdout.on('data', () => /^Sandbox key .+\n/m.test(said.stdout) && resolve())
  })
  await Promise.race([
    ready,
    ended.then(({ status, stderr }) => {
      throw new Error(`the server ended with ${status} before it was ready: ${stderr}`)
    }),
  ])
  const line = (name: string) =>
    said.stdout
      .split('\n')
      .find((one) => one.startsWith(name))
      ?.slice('CVM Console   '.length) ?? ''
  return {
    url: line('CVM Console'),
    key: line('Sandbox key'),
    child,
    kill: (signal = 'SIGKILL') => {
      child.kill(signal)
      return ended
    },
  }
}
