// Builds the page and the server when their sources have changed since the last build.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const vite = join(root, 'node_modules/vite/bin/vite.js')

const PARTS = [
  {
    name: 'the page',
    // The one in Chinese goes beside the English one: what is the same in both is one file.
    builds: [['build'], ['build', '--mode', 'zh-CN']],
    out: 'dist/client/index.zh-CN.html',
    stamp: 'dist/.client-sources',
    sources: ['src', 'public', 'words', 'index.html'],
  },
  {
    name: 'the server',
    builds: [['build', '--ssr', 'server/main.ts', '--outDir', 'dist/server']],
    out: 'dist/server/main.js',
    stamp: 'dist/.server-sources',
    sources: ['src', 'server'],
  },
]
const SHARED = [
  'vite.outlines.ts',
  'vite.precompress.ts',
  'vite.chunks.ts',
  'vite.config.ts',
  'vite.verifier.ts',
  'package.json',
  'package-lock.json',
]

/**
 * Resolves to whether a complete build is there. What the tools say goes to stderr: stdout belongs
 * to the server.
 */
export async function build() {
  for (const part of PARTS) {
    const stamp = join(root, part.stamp)
    const hash = hashOf([...part.sources, ...SHARED])
    const fresh = existsSync(join(root, part.out)) && read(stamp) === hash
    if (fresh) continue
    process.stderr.write(`Building ${part.name}…\n`)
    for (const args of part.builds) {
      if (await run(args)) continue
      process.stderr.write(`Building ${part.name} failed.\n`)
      return false
    }
    writeFileSync(stamp, hash)
  }
  return true
}

function run(args) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [vite, ...args, '--logLevel', 'warn'], {
      cwd: root,
      stdio: ['ignore', 2, 2],
    })
    child.on('error', () => resolve(false))
    child.on('exit', (code) => resolve(code === 0))
  })
}

/** Of names and contents, not of times: a checkout sets all times to now. */
function hashOf(sources) {
  const hash = createHash('sha256')
  for (const source of sources) {
    for (const path of filesUnder(join(root, source))) {
      if (/\.test\.tsx?$/.test(path)) continue
      hash.update(path).update('\0').update(readFileSync(path)).update('\0')
    }
  }
  return hash.digest('hex')
}

function* filesUnder(path) {
  const stat = statSync(path, { throwIfNoEntry: false })
  if (!stat) return
  if (stat.isFile()) yield path
  else for (const name of readdirSync(path).sort()) yield* filesUnder(join(path, name))
}

const read = (path) => (existsSync(path) ? readFileSync(path, 'utf8') : undefined)

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exit((await build()) ? 0 : 1)
