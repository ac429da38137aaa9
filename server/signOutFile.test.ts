import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createSessions } from './gateway/session.ts'
import { keptSignOuts } from './signOutFile.ts'
import { testApp } from './testApp.ts'

const HOUR = 3_600_000
const START = Date.UTC(2026, 10, 24)

let dir = ''
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'sign-outs-'))
})
afterEach(() => rmSync(dir, { recursive: true }))

/** A console over this data directory, as one process after another would be. */
function process(now = START) {
  const reports: unknown[] = []
  const signOuts = keptSignOuts(dir, now, (error) => reports.push(error))
  const app = testApp({ deps: { sessions: createSessions(['the secret'], () => now, signOuts) } })
  const status = async (cookie: string) =>
    (await app.ask('/session', { headers: { cookie } })).status
  const signOut = (cookie: string) => app.ask('/session', { method: 'DELETE', headers: { cookie } })
  return { ...app, status, signOut, reports }
}
const lines = () => readFileSync(join(dir, 'signed-out'), 'utf8').split('\n').filter(Boolean)

describe('a sign-out', () => {
  test('outlives the process, and nobody else is signed out by it', async () => {
    const before = process()
    const [one, other] = [await before.signIn(), await before.signIn()]
    await before.signOut(one)
    const after = process(START + HOUR)
    expect([await after.status(one), await after.status(other)]).toEqual([401, 200])
  })

  test('is forgotten when the last cookie of its session has ended', async () => {
    const before = process()
    await before.signOut(await before.signIn())
    expect(lines().length).toBe(1)
    process(START + 12 * HOUR - 1)
    expect(lines().length).toBe(1)
    process(START + 12 * HOUR)
    expect(lines()).toEqual([])
  })

  test('of nobody leaves nothing behind', async () => {
    const { signOut } = process()
    for (const cookie of ['', 'cvm_console.default=x', 'cvm_console.default=../../etc']) {
      await signOut(cookie)
    }
    expect(lines()).toEqual([])
  })

  test('that cannot be kept is one all the same, and the operator is told', async () => {
    const { signIn, signOut, status, reports } = process()
    const cookie = await signIn()
    rmSync(join(dir, 'signed-out'))
    mkdirSync(join(dir, 'signed-out'))
    expect((await signOut(cookie)).status).toBe(204)
    expect(await status(cookie)).toBe(401)
    expect(reports).toEqual([expect.objectContaining({ code: 'EISDIR' })])
  })

  test('that was cut off by a power cut does not spoil the others', async () => {
    const before = process()
    const cookie = await before.signIn()
    await before.signOut(cookie)
    appendFileSync(join(dir, 'signed-out'), '17646')
    const after = process()
    const next = await after.signIn()
    await after.signOut(next)
    const third = process()
    expect([await third.status(cookie), await third.status(next)]).toEqual([401, 401])
  })

  test('is for the eyes of this user only, and says neither key nor name', async () => {
    const { signIn, signOut } = process()
    await signOut(await signIn())
    expect(statSync(join(dir, 'signed-out')).mode & 0o077).toBe(0)
    expect(lines()[0]).toMatch(/^\d{13} [0-9a-f-]{36}$/)
  })
})
