import { describe, expect, test } from 'vitest'
import { KEY, testApp } from '../testApp.ts'

const ORIGIN = 'https://other.example'

describe('a page of another origin', () => {
  test('may ask what it may send, without a key', async () => {
    const { ask, sandbox } = testApp()
    const answer = await ask('/sandbox/api/v1/cvms', {
      method: 'OPTIONS',
      headers: {
        origin: ORIGIN,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'x-api-key,content-type',
      },
    })
    expect([answer.status, await answer.text(), sandbox.seen.length]).toEqual([204, '', 0])
    const methods = answer.headers.get('access-control-allow-methods')?.split(', ')
    expect(methods).toEqual(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'])
    const headers = answer.headers.get('access-control-allow-headers')?.split(', ')
    expect(headers).toEqual(expect.arrayContaining(['X-API-Key', 'Content-Type', 'X-Compose-Hash']))
  })

  test('never with the browser’s own cookies', async () => {
    const { ask, signIn } = testApp()
    const headers = { origin: ORIGIN, cookie: await signIn() }
    const answer = await ask('/sandbox/api/v1/auth/me', { headers })
    expect(answer.status).toBe(401)
    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
    expect(answer.headers.get('access-control-allow-credentials')).toBeNull()
  })

  test('can read answers and refusals alike', async () => {
    const { ask } = testApp()
    for (const [path, status] of [
      ['/sandbox/api/v1/auth/me', 200],
      ['/sandbox/api/v1/nothing', 404],
    ] as const) {
      const answer = await ask(path, { headers: { origin: ORIGIN, 'x-api-key': KEY } })
      expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([
        status,
        '*',
      ])
      expect(answer.headers.get('cross-origin-resource-policy')).toBe('cross-origin')
      expect(answer.headers.get('access-control-expose-headers')).toContain('X-Correlation-Id')
    }
  })

  test.each([
    '/session',
    '/session/connections',
    '/session/device',
    '/api/v1/auth/me',
    '/healthz',
    '/',
  ])('has no such door at %s', async (path) => {
    const { ask } = testApp()
    for (const method of ['GET', 'OPTIONS']) {
      const answer = await ask(path, { method, headers: { origin: ORIGIN } })
      expect([...answer.headers.keys()].filter((name) => name.startsWith('access-'))).toEqual([])
      expect(answer.headers.get('cross-origin-resource-policy')).toBe('same-origin')
    }
  })
})

describe('who sits at the machine', () => {
  const LOCAL = 'x-cvm-console-local'
  const seenAs = async (headers: Record<string, string>, peer?: { address?: string }) => {
    const { ask, sandbox } = testApp()
    await ask('/sandbox/api/v1/auth/device/code', { headers }, peer)
    return sandbox.seen[0]?.headers.get(LOCAL)
  }

  test('is a command line on the loopback interface', async () => {
    expect(await seenAs({})).toBe('yes')
  })

  test.each<[string, Record<string, string>, { address?: string } | undefined]>([
    ['another machine', {}, { address: '192.168.1.9' }],
    ['somebody unknown', {}, {}],
    ['another machine that says so itself', { [LOCAL]: 'yes' }, { address: '192.168.1.9' }],
    ['a page', { origin: ORIGIN }, undefined],
    ['a page that hides its origin', { origin: 'null' }, undefined],
    ['a browser', { 'sec-fetch-site': 'none' }, undefined],
    ['a proxy', { 'x-forwarded-for': '127.0.0.1' }, undefined],
    ['a proxy with another header', { forwarded: 'for=127.0.0.1' }, undefined],
    ['a public name', { host: 'console.example' }, undefined],
  ])('is not %s', async (_name, headers, peer) => {
    expect(await seenAs(headers, peer)).toBe('no')
  })
})

test('without a sandbox there is nothing at its address', async () => {
  const { ask } = testApp({ deps: { sandbox: undefined as never } })
  const answer = await ask('/sandbox/api/v1/auth/me', { headers: { 'x-api-key': KEY } })
  expect(answer.status).toBe(404)
  expect(await answer.json()).toMatchObject({ message: 'The sandbox is not offered here.' })
})
