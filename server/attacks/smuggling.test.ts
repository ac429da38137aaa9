import { afterEach, beforeEach, expect, test } from 'vitest'
import { listen, type Listening } from '../listen.ts'
import { nodeListener } from '../nodeListener.ts'
import { testApp } from '../testApp.ts'
import { talk } from '../testing/socket.ts'

let listening: Listening
let app: ReturnType<typeof testApp>
let cookie = ''

beforeEach(async () => {
  app = testApp({
    handle: (request) => (request.url.endsWith('/auth/me') ? undefined : Response.json({})),
  })
  listening = await listen('127.0.0.1', 0)
  listening.answerWith(nodeListener(app.app))
  cookie = await app.signIn()
  app.sandbox.seen.length = 0
})
afterEach(() => listening.close(0))

/** The request that must never be one of its own: it would delete a CVM. */
const HIDDEN = 'DELETE /api/v1/cvms/victim HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n'
const START = 'POST /api/v1/cvms/x1/start HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n'

const hidden = () => HIDDEN.replace('\r\n\r\n', `\r\nCookie: ${cookie}\r\n\r\n`)
const reached = () =>
  app.sandbox.seen.map(({ method, url }) => `${method} ${new URL(url).pathname}`)

test.each([
  ['a length and chunks', 'Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n'],
  ['chunks and a length', 'Transfer-Encoding: chunked\r\nContent-Length: 6\r\n\r\n0\r\n\r\n'],
  ['two lengths', 'Content-Length: 0\r\nContent-Length: 200\r\n\r\n'],
  ['two lengths in one', 'Content-Length: 0, 200\r\n\r\n'],
  ['a length with a sign', 'Content-Length: +0\r\n\r\n'],
  ['a negative length', 'Content-Length: -1\r\n\r\n'],
  ['a length in hexadecimal', 'Content-Length: 0x0\r\n\r\n'],
  ['a length beyond all', 'Content-Length: 99999999999999999999\r\n\r\n'],
  ['a coding behind chunks', 'Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n'],
  ['a coding that is unknown', 'Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n'],
  ['a coding in quotes', 'Transfer-Encoding: "chunked"\r\n\r\n0\r\n\r\n'],
  ['a coding with a vertical tab', 'Transfer-Encoding:\x0bchunked\r\n\r\n0\r\n\r\n'],
  ['a coding twice', 'Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n'],
  ['a space before the colon', 'Content-Length : 0\r\n\r\n'],
  ['a chunk of negative size', 'Transfer-Encoding: chunked\r\n\r\n-1\r\n\r\n'],
  ['a chunk size that overflows', 'Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFF1\r\n\r\n'],
  ['a chunk with a bare line feed', 'Transfer-Encoding: chunked\r\n\r\n1\n0\n0\n\n'],
  ['a chunk that is longer than said', 'Transfer-Encoding: chunked\r\n\r\n1\r\nabc\r\n0\r\n\r\n'],
  ['a line that is continued', 'Transfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n'],
])('%s hides no second request', async (_name, rest) => {
  const [said = ''] = await talk(listening.port, `${START}Cookie: ${cookie}\r\n${rest}${hidden()}`)
  expect(said).toMatch(/^HTTP\/1\.1 4\d\d /)
  expect(said.match(/HTTP\/1\.1 \d{3} /g)?.length).toBe(1)
  expect(reached()).not.toContain('DELETE /cvms/victim')
})

test('a body that looks like a request is a body, whether or not anybody reads it', async () => {
  const inside = hidden()
  const length = `Content-Length: ${inside.length}\r\nConnection: close\r\n\r\n${inside}`
  for (const start of [
    'GET /healthz',
    'GET /api/v1/auth/me',
    'POST /session',
    'POST /nothing',
    'DELETE /session',
    'PUT /',
  ]) {
    const [said = ''] = await talk(
      listening.port,
      `${start} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: ${cookie}\r\n${length}`,
    )
    expect([start, said.match(/HTTP\/1\.1 \d{3} /g)?.length]).toEqual([start, 1])
  }
  expect(reached()).not.toContain('DELETE /cvms/victim')
})

test('what follows a body that was refused as too large is no request', async () => {
  const [said = ''] = await talk(
    listening.port,
    `POST /api/v1/cvms/provision HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: ${cookie}\r\nContent-Length: 3000000\r\n\r\n${hidden()}`.padEnd(
      3_000_600,
      ' ',
    ) + `GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n`,
  )
  expect(said).toMatch(/^HTTP\/1\.1 413 /)
  expect(reached()).not.toContain('DELETE /cvms/victim')
})

test('requests one after the other are answered one after the other, each as itself', async () => {
  const ask = (path: string, more = '') =>
    `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: ${cookie}\r\n${more}\r\n`
  const [said = ''] = await talk(
    listening.port,
    ask('/healthz') +
      ask('/api/v1/auth/me') +
      ask('/nothing.js') +
      ask('/healthz', 'Connection: close\r\n'),
  )
  const statuses = [...said.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => status)
  expect(statuses).toEqual(['200', '200', '404', '200'])
  expect(reached()).toEqual(['GET /auth/me'])
})
