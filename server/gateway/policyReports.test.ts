import { expect, test } from 'vitest'
import { testApp } from '../testApp.ts'
import { PAGE_POLICY } from './headers.ts'
import { createPolicyReports, REPORTS } from './policyReports.ts'

function desk() {
  const clock = { now: 0 }
  const lines: string[] = []
  const take = createPolicyReports(
    () => clock.now,
    (line) => lines.push(line),
  )
  const send = (body: unknown, method = 'POST') =>
    take(
      new Request(`http://127.0.0.1${REPORTS}`, {
        method,
        ...(method === 'POST' && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      }),
    )
  return { clock, lines, send }
}

const old = (more: Record<string, string> = {}) => ({
  'csp-report': {
    'effective-directive': 'script-src-elem',
    'blocked-uri': 'inline',
    'document-uri': 'https://console.example/cvms/cvm_1?env=TOKEN#v=secret',
    'script-sample': 'hunter2',
    ...more,
  },
})

test('each violation is one line, without anything that may be secret', async () => {
  const { lines, send } = desk()
  expect((await send(old())).status).toBe(204)
  const elsewhere = {
    'effective-directive': 'connect-src',
    'blocked-uri': 'https://ada:phak_key@elsewhere.example/phak_key?key=phak_key#phak_key',
    'source-file': 'https://console.example/assets/index-abc.js',
    'document-uri': 'https://console.example/sign-in?next=/cvms/secret',
  }
  expect((await send(old(elsewhere))).status).toBe(204)
  expect(lines).toEqual([
    "The page's policy (script-src-elem) refused inline, asked for by nothing on https://console.example/cvms",
    "The page's policy (connect-src) refused https://elsewhere.example, asked for by https://console.example/assets/index-abc.js on https://console.example/sign-in",
  ])
})

test('what no browser sends is refused, and nothing is said of it', async () => {
  const { lines, send } = desk()
  for (const text of ['', 'x', 'null', '[]', '{"csp-report":7}', '{}']) {
    expect({ text, status: (await send(text)).status }).toEqual({ text, status: 400 })
  }
  expect((await send('', 'GET')).status).toBe(405)
  expect(lines).toEqual([])
})

test('a report cannot write lines of its own, nor long ones', async () => {
  const { lines, send } = desk()
  const hostile = `https://x.example/\r\nforged: line\u001b[31m${'x'.repeat(5_000)}`
  await send(old({ 'blocked-uri': hostile, 'effective-directive': `a\nforged${'x'.repeat(999)}` }))
  expect(lines).toHaveLength(1)
  expect(lines[0]).toMatch(/^[\x20-\x7e]{1,500}$/)
})

test('a log is not flooded: neither by size nor by number', async () => {
  const { clock, lines, send } = desk()
  await expect(send('x'.repeat(20_000))).rejects.toThrow('refused with 413')
  for (let n = 0; n < 100; n++) await send(old())
  expect(lines).toHaveLength(60)
  expect((await send(old())).status).toBe(429)
  clock.now += 3_600_001
  expect((await send(old())).status).toBe(204)
})

test('the page names the address, and it takes nothing from another site', async () => {
  expect(PAGE_POLICY).toContain(`report-uri ${REPORTS}`)
  const { ask, reports } = testApp()
  const report = (headers: Record<string, string>) =>
    ask(REPORTS, { method: 'POST', headers, body: JSON.stringify(old()) })
  expect((await report({ origin: 'https://evil.example' })).status).toBe(403)
  expect((await report({ 'sec-fetch-site': 'cross-site' })).status).toBe(403)
  expect((await report({ origin: 'http://127.0.0.1:4280' })).status).toBe(204)
  expect((await report({ origin: 'null' })).status).toBe(403)
  expect(reports).toEqual([])
})
