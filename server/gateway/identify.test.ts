import { describe, expect, test } from 'vitest'
import { cookieOf, fakeCloud, json, ME, testApp } from '../testApp.ts'
import { Refusal } from './failures.ts'
import { identify } from './identify.ts'
import { UpstreamError, type UpstreamRequest } from './upstream.ts'

const KEY = 'phak_12345678'
const { signal } = new AbortController()

const whose = (send: (request: UpstreamRequest) => Response | Promise<Response>) =>
  identify(fakeCloud(send), KEY, signal)

/** The status and the words of the refusal. */
async function refusal(send: () => Response | Promise<Response>) {
  const error: unknown = await whose(send).catch((thrown: unknown) => thrown)
  if (!(error instanceof Refusal)) throw new Error('not refused', { cause: error })
  const body = (await error.response.json()) as { error_code: string; message: string }
  return { status: error.response.status, ...body }
}

describe('whose a key is', () => {
  test('is asked with the key and nothing else, and only the needed is kept', async () => {
    const cloud = fakeCloud(() => Response.json({ ...ME, secret: 'x' }))
    expect(await identify(cloud, KEY, signal)).toEqual({
      connection: 'cloud',
      user: { username: 'ada', email: 'ada@example.com', avatar: '' },
      workspace: { id: 'ws_1', name: 'Analytical', slug: 'analytical', tier: 'pro', role: 'owner' },
    })
    expect(cloud.seen[0]).toMatchObject({ method: 'GET', path: '/auth/me', body: null })
    expect(cloud.seen[0]?.headers).toEqual({
      accept: 'application/json',
      'x-api-key': KEY,
      'x-phala-version': '2026-01-21',
    })
  })

  test.each([
    ['401', () => Response.json({}, { status: 401 }), 401, 'Phala Cloud refused this API key.'],
    ['403', () => Response.json({}, { status: 403 }), 401, 'Phala Cloud refused this API key.'],
    ['an error', () => new Response('', { status: 500 }), 502, 'Phala Cloud answered 500'],
    ['a busy API', () => new Response('', { status: 429 }), 502, 'Phala Cloud answered 429'],
    ['a redirect', () => new Response('', { status: 301 }), 502, 'Phala Cloud answered 301'],
    ['nothing', () => new Response(null, { status: 204 }), 502, 'answered 204'],
    ['a page', () => new Response('<html>'), 502, 'not an account'],
    ['null', () => Response.json(null), 502, 'not an account'],
    ['a list', () => Response.json([ME]), 502, 'not an account'],
    ['half an account', () => Response.json({ user: ME.user }), 502, 'not an account'],
    [
      'a name that is a number',
      () => Response.json({ ...ME, user: { ...ME.user, username: 7 } }),
      502,
      'not an account',
    ],
    ['no JSON', () => new Response(JSON.stringify(ME).slice(0, -1)), 502, 'not an account'],
    [
      'silence',
      () => Promise.reject(new UpstreamError('timeout', {})),
      504,
      'did not answer in time',
    ],
    [
      'no answer',
      () => Promise.reject(new UpstreamError('unreachable', { code: 'ENOTFOUND' })),
      502,
      'cannot be reached (ENOTFOUND)',
    ],
    ['gibberish', () => Promise.reject(new UpstreamError('invalid', {})), 502, 'not one of HTTP'],
  ])('%s is no wrong key unless it says so', async (_name, send, status, words) => {
    const { message, ...refused } = await refusal(send)
    expect(refused.status).toBe(status)
    expect(message).toContain(words)
    expect(refused.error_code === 'ERR-CONSOLE-API-KEY').toBe(status === 401)
  })

  test('an answer without end is not read to its end', async () => {
    let read = 0
    const endless = () =>
      new Response(
        new ReadableStream({
          pull: (controller) => {
            read++
            controller.enqueue(new Uint8Array(1024 * 1024).fill(32))
          },
        }),
      )
    expect((await refusal(endless)).message).toContain('not an account')
    expect(read).toBeLessThan(15)
  })

  test('an error of our own is not put down to the API', async () => {
    await expect(whose(() => Promise.reject(new TypeError('ours')))).rejects.toThrow('ours')
  })

  test('JSON that means to change prototypes changes none', async () => {
    const text = `{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},${JSON.stringify(ME).slice(1)}`
    const found = await whose(() => new Response(text))
    expect(found.user).not.toHaveProperty('polluted')
    expect({}).not.toHaveProperty('polluted')
  })
})

describe('the cookie of an account', () => {
  test.each([
    [
      'with a picture written out',
      { user: { ...ME.user, avatar: `data:image/png;base64,${'A'.repeat(60_000)}` } },
    ],
    [
      'with long names',
      { workspace: { ...ME.workspace, name: 'ü'.repeat(255), slug: 's'.repeat(255) } },
    ],
  ])('%s still fits what browsers keep', async (_name, more) => {
    const { ask } = testApp({ cloud: fakeCloud(() => Response.json({ ...ME, ...more })) })
    const answer = await ask(
      '/session',
      json({ connection: 'cloud', api_key: `phak_${'k'.repeat(200)}` }),
    )
    expect(answer.status).toBe(204)
    expect(Buffer.byteLength(answer.headers.get('set-cookie') ?? '')).toBeLessThan(4096)
    const cookie = cookieOf(answer)
    expect((await ask('/session', { headers: { cookie } })).status).toBe(200)
  })
})
