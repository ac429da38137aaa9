// npm run look [-- REF [PART]]: pictures of every page in both themes and three widths, beside those of
// REF (a branch, a tag or a commit; `main` unless said otherwise), in one HTML page. PART (or
// several, with commas) takes only the addresses that contain it.
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { shots } from './shots.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const [ref = 'main', part = ''] = process.argv.slice(2)

const git = (...args) =>
  execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })

let commit
try {
  commit = git('rev-parse', '--verify', '--quiet', `${ref}^{commit}`).trim()
} catch {
  console.error(`${ref} is no branch, tag or commit here.`)
  process.exit(2)
}

// Inside node_modules, so that what is built there finds the packages and nothing of ours finds it.
const folder = join(root, 'node_modules/.cache/cvm-console-look', commit)
if (!existsSync(join(folder, 'dist/server/main.js'))) {
  process.stderr.write(`Building ${ref} (${commit.slice(0, 7)})…\n`)
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const tar = spawnSync('git', ['archive', commit], { cwd: root, maxBuffer: 1 << 30 })
  execFileSync('tar', ['-x', '-C', folder], { input: tar.stdout })
  const lock = (where) => readFileSync(join(where, 'package-lock.json'), 'utf8')
  if (lock(folder) === lock(root)) {
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction')
  } else execFileSync('npm', ['ci'], { cwd: folder, stdio: ['ignore', 2, 2] })
  execFileSync(process.execPath, ['bin/build.mjs'], { cwd: folder, stdio: ['ignore', 2, 2] })
}

process.exit(
  await shots('look', { LOOK_BEFORE: join(folder, 'dist'), LOOK_REF: ref, LOOK_ONLY: part }),
)
