import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'libsql'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { killRounds } from './testing/killRounds.ts'
import { type Built, buildServer, launch, run } from './testing/process.ts'

// Each test starts processes, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

let built: Built
let dir = ''
const made: string[] = []
beforeAll(async () => {
  built = await buildServer()
})
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'storage-'))
  made.push(dir)
})
afterAll(() => {
  built.remove()
  for (const one of made) rmSync(one, { recursive: true, force: true })
})

/** Runs the server where it cannot start; its status and what it says on stderr. */
async function cannotStart(dataDir: string, limits = {}, more: string[] = []) {
  const { ended } = run(built.main, ['--data-dir', dataDir, ...more], limits)
  const { status, stdout, stderr } = await ended
  expect(stdout).toBe('')
  expect(stderr).toMatch(/^[^\n]+\n$/)
  return { status, line: stderr.trim() }
}

test('what was acknowledged survives SIGKILL, once, and the database is whole', async () => {
  const tally = await killRounds({
    main: built.main,
    dataDir: dir,
    rounds: 5,
    writers: 6,
    seed: Math.floor(Math.random() * 1e9),
  })
  const { acknowledged, rounds, ...wrong } = tally
  expect(wrong).toMatchObject({ lost: [], doubled: [], damaged: [] })
  expect(rounds).toBe(5)
  expect(acknowledged).toBeGreaterThan(20)
})

describe('a disk that is full', () => {
  test.each([64, 200])(
    'after %i KB keeps the server from starting, with one line',
    async (fileKB) => {
      const { status, line } = await cannotStart(dir, { fileKB }, ['--seed', '500'])
      expect(status).toBe(1)
      expect(line).toMatch(
        /^Cannot write to the data directory .*: make room on its disk, or choose another with --data-dir\.$/,
      )
      // Half a fleet is no fleet: with room, it starts as a new one does.
      const server = await launch(built.main, ['--data-dir', dir, '--seed', '3'])
      const answer = await fetch(`${server.url}/sandbox/api/v1/cvms/paginated`, {
        headers: { 'x-api-key': server.key },
      })
      expect(await answer.json()).toMatchObject({ total: 3 })
      await server.kill()
    },
  )

  test('while running refuses what it cannot keep, keeps what it said it has, and goes on after', async () => {
    const args = ['--data-dir', dir, '--seed', '1']
    const server = await launch(built.main, args, { fileKB: 400 })
    const headers = { 'x-api-key': server.key, 'content-type': 'application/json' }
    const api = `${server.url}/sandbox/api/v1`
    const provision = async (n: number) => {
      const docker_compose_file = `services:\n  web:\n    image: nginx\n# ${'x'.repeat(20_000)}\n`
      const body = JSON.stringify({ name: `full-${n}`, compose_file: { docker_compose_file } })
      const answer = await fetch(`${api}/cvms/provision`, { method: 'POST', headers, body })
      return { status: answer.status, body: (await answer.json()) as Record<string, string> }
    }
    const kept: Record<string, string>[] = []
    let answer = await provision(0)
    while (answer.status === 200) {
      kept.push(answer.body)
      answer = await provision(kept.length)
    }
    expect(answer).toEqual({
      status: 503,
      body: { detail: 'The sandbox cannot write to its disk' },
    })
    expect(kept.length).toBeGreaterThan(2)
    expect((await fetch(`${api}/cvms/paginated`, { headers })).status).toBe(200)
    const { stderr } = await server.kill('SIGTERM')
    expect(stderr).toMatch(/^The sandbox cannot write to its disk \(SQLITE_\w+\)\n$/)

    const again = await launch(built.main, args)
    for (const { app_id, compose_hash } of kept) {
      const committed = await fetch(`${again.url}/sandbox/api/v1/cvms`, {
        method: 'POST',
        headers,
        body: JSON.stringify({ app_id, compose_hash }),
      })
      expect(committed.status).toBe(200)
    }
    await again.kill()
  })
})

describe('a data directory', () => {
  // Root may write everywhere; then the server runs as somebody who may not.
  const nobody = process.getuid?.() === 0 ? { uid: 65_534 } : {}

  test('that cannot be written to is said to be so', async () => {
    chmodSync(dir, 0o555)
    const sub = join(dir, 'sub')
    for (const dataDir of [dir, sub]) {
      const { status, line } = await cannotStart(dataDir, nobody)
      expect(status).toBe(1)
      expect(line).toMatch(
        /^Cannot write to the data directory .*: let this user write there, or choose another with --data-dir\.$/,
      )
    }
    chmodSync(dir, 0o755)
    expect(existsSync(sub)).toBe(false)
  })

  test('that can only be read, with everything in it, is said to be so and left alone', async () => {
    await (await launch(built.main, ['--data-dir', dir, '--seed', '2'])).kill('SIGTERM')
    chmodSync(dir, 0o555)
    const { status, line } = await cannotStart(dir, nobody)
    expect([status, line]).toEqual([
      1,
      expect.stringMatching(/^Cannot write to the data directory /),
    ])
    chmodSync(dir, 0o755)
    await (await launch(built.main, ['--data-dir', dir])).kill()
  })

  test('that is a file is said to be so', async () => {
    const file = join(dir, 'file')
    writeFileSync(file, '')
    const { status, line } = await cannotStart(file)
    expect([status, line]).toEqual([1, expect.stringContaining('something that is no directory')])
  })

  test('with a damaged database is said to be so', async () => {
    writeFileSync(join(dir, 'sandbox.db'), 'no database'.repeat(1000))
    const { status, line } = await cannotStart(dir)
    expect([status, line]).toEqual([1, expect.stringMatching(/^The database in .* is damaged/)])
  })

  test('with a database of a newer version is said to be so and left alone', async () => {
    const raw = new Database(join(dir, 'sandbox.db'))
    raw.exec('CREATE TABLE future (a); PRAGMA user_version = 999')
    raw.close()
    const { status, line } = await cannotStart(dir)
    expect(status).toBe(1)
    expect(line).toMatch(/newer version of this program \(schema 999, known up to \d+\)\. Use that/)
    const after = new Database(join(dir, 'sandbox.db'))
    expect(after.prepare('SELECT name FROM sqlite_master').all()).toEqual([{ name: 'future' }])
    after.close()
  })

  test('with a damaged secret is said to be so', async () => {
    mkdirSync(join(dir, 'sub'))
    writeFileSync(join(dir, 'sub', 'session-secret'), 'short')
    const { status, line } = await cannotStart(join(dir, 'sub'))
    expect([status, line]).toEqual([1, expect.stringContaining('session-secret is damaged')])
  })
})
