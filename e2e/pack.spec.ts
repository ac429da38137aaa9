import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, posix } from 'node:path'
import { expect, test } from '@playwright/test'
import { linksOf } from '../test/links.ts'
import { launch } from './harness/server.ts'
import { watch } from './harness/watch.ts'

const npm = (cwd: string, ...args: string[]) =>
  execFileSync('npm', args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })

type Locked = { dev?: boolean; devOptional?: boolean }
type Packed = { filename: string; files: { path: string }[] }

/** What `npm pack` makes of the build that is there. */
let folder: string
let packed: Packed
test.beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cvm-console-pack-'))
  const said = npm('.', 'pack', '--ignore-scripts', '--json', '--pack-destination', folder)
  packed = (JSON.parse(said) as Packed[])[0] ?? { filename: '', files: [] }
})
test.afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('the package holds the app, its documents, and nothing else', () => {
  const paths = packed.files.map(({ path }) => path)
  const rest = paths.filter((path) => !/^(dist\/(client|server)|docs)\//.test(path))
  expect(rest.toSorted()).toEqual([
    'CHANGELOG.md',
    'CONTRIBUTING.md',
    'LICENSE',
    'README.md',
    'SECURITY.md',
    'bench/RESULTS.md',
    'bin/cvm-console.mjs',
    'package.json',
  ])
  expect(paths).toContain('dist/client/index.html')
  expect(paths.filter((path) => /\.(tsx?|map)$/.test(path))).toEqual([])
})

test('every link and picture in its documents leads to a file that is packed too', () => {
  const paths = packed.files.map(({ path }) => path)
  const documents = paths.filter((path) => path.endsWith('.md'))
  const links = documents.flatMap((document) =>
    linksOf(readFileSync(document, 'utf8')).map(({ file }) =>
      file === '' ? document : posix.join(dirname(document), file),
    ),
  )
  expect(links.length).toBeGreaterThan(5)
  expect(links.filter((link) => !paths.includes(link))).toEqual([])
})

test('npx cvm-console runs from the tarball alone, page and sandbox', async ({ browser }) => {
  const home = join(folder, 'home')
  mkdirSync(home)
  const dependencies = { 'cvm-console': `file:../${packed.filename}` }
  const write = (name: string, content: object) =>
    writeFileSync(join(home, name), JSON.stringify(content))
  write('package.json', { name: 'home', private: true, dependencies })
  // The versions that `npm ci` has just installed here, so that npm's cache has them.
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
    lockfileVersion: number
    packages: Record<string, Locked>
  }
  const needed = Object.entries(lock.packages).filter(
    ([path, { dev, devOptional }]) => path !== '' && !dev && !devOptional,
  )
  write('package-lock.json', {
    name: 'home',
    lockfileVersion: lock.lockfileVersion,
    packages: { '': { name: 'home', dependencies }, ...Object.fromEntries(needed) },
  })
  npm(home, 'install', '--omit=dev', '--prefer-offline', '--ignore-scripts', '--no-audit')

  const server = await launch(
    'npx',
    ['cvm-console', '--port', '0', '--seed', '3', '--data-dir', join(home, 'data')],
    { cwd: home, detached: true },
  )
  try {
    const context = await browser.newContext({ baseURL: server.url })
    const watched = await watch(context)
    const page = await context.newPage()
    await page.goto('/')
    await page.getByRole('button', { name: 'Open the sandbox' }).click()
    await expect(page.getByRole('row')).toHaveCount(4)
    await page.getByRole('table', { name: 'CVMs' }).getByRole('link').first().click()
    await expect(page.getByRole('button', { name: 'Copy link' })).toBeVisible()
    const answer = await fetch(`${server.sandboxUrl}/cvms/paginated`, {
      headers: { 'x-api-key': server.sandboxKey },
    })
    expect(await answer.json()).toMatchObject({ total: 3 })
    expect(watched.problems()).toEqual([])
    await context.close()
  } finally {
    if (server.child.pid !== undefined) process.kill(-server.child.pid, 'SIGTERM')
    await server.exited
  }
})
