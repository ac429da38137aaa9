import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Asked } from './asked.ts'
import { KEY, testApp } from '../testApp.ts'
import { Refusal } from './failures.ts'
import type { LogFetch } from './logFetch.ts'
import { logParams, logTarget } from './logs.ts'

const CONTAINERS = [
  { names: ['/web'], id: 'c0ffee', log_endpoint: 'https://node1.example/logs/c0ffee?token=t' },
  { names: ['db', 'alias'], id: 'dada', log_endpoint: 'https://node1.example/logs/dada' },
  { names: ['bare'], id: 'beef', log_endpoint: null },
]

/** A console whose log addresses are noted and answered by the test instead of fetched. */
function noting(answer: () => Response = () => new Response('a line\n')) {
  const fetched: string[] = []
  const fetchLog: LogFetch = async (url) => {
    fetched.push(url)
    return answer()
  }
  const asked: Asked[] = []
  const app = testApp({
    deps: { fetchLog },
    handle: (request) => {
      const { pathname } = new URL(request.url)
      if (!pathname.startsWith('/cvms/')) return undefined
      asked.push(request)
      if (pathname === '/cvms/gone/composition') {
        return Response.json({ detail: 'CVM gone not found' }, { status: 404 })
      }
      if (pathname === '/cvms/odd/composition') return new Response('<html>')
      if (pathname === '/cvms/off/composition') return Response.json({ containers: null })
      if (pathname.endsWith('/composition')) return Response.json({ containers: CONTAINERS })
      if (pathname === '/cvms/off') return Response.json({ syslog_endpoint: null })
      return Response.json({ syslog_endpoint: 'https://node1.example/serial?token=s' })
    },
  })
  return { ...app, fetched, asked }
}

async function askLog(path: string, on = noting()) {
  const cookie = await on.signIn()
  const answer = await on.ask(`/api/v1/cvms/${path}`, { headers: { cookie } })
  return { answer, ...on }
}

describe('a log address', () => {
  test.each([
    ['x/logs/web', 'https://node1.example/logs/c0ffee?token=t'],
    ['x/logs/c0ffee', 'https://node1.example/logs/c0ffee?token=t'],
    ['x/logs/alias', 'https://node1.example/logs/dada'],
    ['x/logs/db?follow&tail=5', 'https://node1.example/logs/dada?follow&tail=5&lines=5'],
    ['x/logs/web?timestamps', 'https://node1.example/logs/c0ffee?token=t&timestamps'],
    ['x/serial', 'https://node1.example/serial?token=s&ch=serial'],
    ['x/serial?ch=stderr', 'https://node1.example/serial?token=s&ch=stderr'],
  ])('%s is the one that the API hands out for it', async (path, url) => {
    const { answer, fetched } = await askLog(path)
    expect([answer.status, await answer.text()]).toEqual([200, 'a line\n'])
    expect(fetched).toEqual([url])
    expect(answer.headers.get('x-accel-buffering')).toBe('no')
    expect(answer.headers.get('cache-control')).toBe('no-store')
  })

  test('is looked up with the key, of one version of the API each', async () => {
    const container = await askLog('x/logs/web')
    expect(container.asked[0]?.headers.get('x-api-key')).toBe(KEY)
    expect(container.asked[0]?.headers.get('x-phala-version')).toBe('2026-01-21')
    const serial = await askLog('x/serial')
    expect(serial.asked[0]?.headers.get('x-phala-version')).toBe('2025-10-28')
  })

  test.each([
    ['x/logs/nothing', 404, 'ERR-CONSOLE-NO-LOG'],
    ['x/logs/bare', 404, 'ERR-CONSOLE-NO-LOG'],
    ['off/logs/web', 404, 'ERR-CONSOLE-NO-LOG'],
    ['off/serial', 404, 'ERR-CONSOLE-NO-LOG'],
    ['odd/logs/web', 502, 'ERR-CONSOLE-UPSTREAM-INVALID'],
  ])('%s that is not there is said so', async (path, status, error_code) => {
    const { answer, fetched } = await askLog(path)
    expect(answer.status).toBe(status)
    expect(await answer.json()).toMatchObject({ error_code })
    expect(fetched).toEqual([])
  })

  test('a refusal of the API reaches the page as it is', async () => {
    const { answer } = await askLog('gone/logs/web')
    expect([answer.status, await answer.json()]).toEqual([404, { detail: 'CVM gone not found' }])
  })

  test.each([
    'x/logs/web?url=http://169.254.169.254/',
    'x/logs/web?token=u&host=evil',
    'x/serial?url=x',
  ])('%s takes no address from whoever asks', async (path) => {
    const { fetched } = await askLog(path)
    expect(fetched.join()).not.toMatch(/169|evil|url|token=u/)
    expect(fetched.length).toBe(1)
  })

  test.each([
    'x/logs/web?since=a%26token=u',
    'x/logs/web?tail=5%20HTTP/1.1',
    'x/logs/web?until=%0d%0aHost:%20evil',
    'x/logs/web?tail=-1',
    'x/logs/web?tail=99999999',
    `x/logs/web?since=${'1'.repeat(41)}`,
    'x/serial?ch=../x',
  ])('%s asks with a value that logs do not have', async (path) => {
    const { answer, fetched } = await askLog(path)
    expect([answer.status, fetched]).toEqual([400, []])
  })

  test('needs a session, and GET', async () => {
    const { ask, signIn, fetched } = noting()
    expect((await ask('/api/v1/cvms/x/logs/web')).status).toBe(401)
    const cookie = await signIn()
    const post = await ask('/api/v1/cvms/x/logs/web', { method: 'POST', headers: { cookie } })
    expect(post.status).toBe(404)
    expect((await ask('/public/v1/cvms/x/logs/web')).status).toBe(404)
    expect(fetched).toEqual([])
  })
})

describe('what a log answers', () => {
  test.each([
    ['text/html', 'text/plain; charset=utf-8'],
    ['text/html; x=application/json', 'text/plain; charset=utf-8'],
    ['image/svg+xml', 'text/plain; charset=utf-8'],
    ['', 'text/plain; charset=utf-8'],
    ['application/x-ndjson', 'application/x-ndjson'],
    ['application/json; charset=utf-8', 'application/json; charset=utf-8'],
  ])('as %j is passed on as %j', async (type, passed) => {
    const log = () =>
      new Response('<script>1</script>', {
        headers: { 'content-type': type, 'set-cookie': 'a=b', link: '<x>; rel=preload' },
      })
    const { answer } = await askLog('x/logs/web', noting(log))
    expect(answer.headers.get('content-type')).toBe(passed)
    expect(answer.headers.get('link')).toBeNull()
    expect(answer.headers.getSetCookie()).toEqual([])
    expect(answer.headers.get('content-security-policy')).toContain('sandbox')
  })

  test('keeps its status', async () => {
    const { answer } = await askLog(
      'x/logs/web',
      noting(() => new Response('gone', { status: 410 })),
    )
    expect([answer.status, await answer.text()]).toEqual([410, 'gone'])
  })
})

describe('which paths are logs', () => {
  test.each([
    ['/cvms/x/logs/web', { cvmId: 'x', source: { container: 'web' } }],
    ['/cvms/x/serial', { cvmId: 'x', source: 'serial' }],
    ['/cvms/x/serial/', undefined],
    ['/cvms/x/logs', undefined],
    ['/cvms/x/logs/', undefined],
    ['/cvms/x/logs/a/b', undefined],
    ['/cvms/../logs/a', undefined],
    ['/cvms/%2e%2e/serial', undefined],
    ['/cvms/x/logs/a%2fb', undefined],
    ['/apps/x/serial', undefined],
  ])('%s: %j', (path, target) => expect(logTarget(path)).toEqual(target))

  test('only such as are made of two identifiers', () => {
    const isId = (text: string) => /^\w[\w.-]*$/.test(text)
    const part = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('x', 'logs', 'serial', '..', '%2e', '__proto__'),
    )
    fc.assert(
      fc.property(fc.array(part, { maxLength: 5 }), (segments) => {
        const target = logTarget(`/cvms/${segments.join('/')}`)
        const container = target && target.source !== 'serial' ? [target.source.container] : []
        const ids = target ? [target.cvmId, ...container] : []
        expect(ids.filter((id) => !isId(id))).toEqual([])
      }),
    )
  })
})

test('whatever a log is asked with, only known parameters in plain letters go out', () => {
  const value = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('1', '10m', 'true', 'false'),
  )
  const known = ['since', 'until', 'follow', 'tail', 'lines', 'timestamps', 'ansi', 'ch']
  const name = fc.oneof(fc.constantFrom(...known, '__proto__'), fc.string())
  const sent = (pairs: [string, string][], serial: boolean) => {
    try {
      return logParams(new URLSearchParams(pairs), serial)
    } catch (error) {
      if (error instanceof Refusal && error.response.status === 400) return ''
      throw error
    }
  }
  fc.assert(
    fc.property(fc.array(fc.tuple(name, value)), fc.boolean(), (pairs, serial) => {
      const text = sent(pairs, serial)
      expect(text).toMatch(/^[a-z=&0-9A-Z:.+%-]*$/)
      expect(known).toEqual(expect.arrayContaining([...new URLSearchParams(text).keys()]))
    }),
  )
})
