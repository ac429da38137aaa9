import { describe, expect, test } from 'vitest'
import { CLOUD_KEY, signedIn } from '../testing/signedIn.ts'

describe('a header', () => {
  const HEADERS: Record<string, string> = {
    host: '127.0.0.1',
    'x-forwarded-host': 'evil.example',
    'x-forwarded-for': '169.254.169.254',
    forwarded: 'host=evil.example',
    'x-original-url': '/admin',
    'x-rewrite-url': '/admin',
    'x-api-key': 'other',
    authorization: 'Bearer other',
    cookie2: 'x',
    te: 'trailers',
    expect: '100-continue',
    connection: 'x-api-key, close',
    'proxy-authorization': 'x',
    'content-encoding': 'gzip',
    'x-http-method-override': 'DELETE',
    'x-phala-version': '1\u00ff',
    range: 'bytes=0-1',
    'if-none-match': '*',
  }

  test('of the browser goes no further unless it means something to the API', async () => {
    const { ask, cookie, cloud } = await signedIn()
    await ask('/api/v1/apps', { headers: { ...HEADERS, cookie, accept: 'application/json' } })
    expect(cloud.seen[0]?.headers).toEqual({
      accept: 'application/json',
      'accept-encoding': 'identity',
      'user-agent': 'cvm-console',
      'x-api-key': CLOUD_KEY,
      'x-phala-version': '2026-01-21',
    })
  })

  test('of the API goes no further unless it means something to the page', async () => {
    const hostile = {
      'set-cookie': 'cvm_console.default=x',
      'access-control-allow-origin': '*',
      'access-control-allow-credentials': 'true',
      'content-security-policy': 'default-src *',
      'clear-site-data': '"*"',
      refresh: '0; url=https://evil.example',
      link: '<https://evil.example>; rel=preload',
      'service-worker-allowed': '/',
      'x-frame-options': 'ALLOWALL',
      'strict-transport-security': 'max-age=0',
      'cache-control': 'public, max-age=99999',
      location: 'https://evil.example',
      server: 'x',
    }
    const { ask, cookie } = await signedIn(() => Response.json({}, { headers: hostile }))
    const { headers } = await ask('/api/v1/apps', { headers: { cookie } })
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(headers.get('x-frame-options')).toBe('DENY')
    for (const name of [
      'set-cookie',
      'access-control-allow-origin',
      'clear-site-data',
      'refresh',
      'link',
      'location',
      'service-worker-allowed',
      'strict-transport-security',
      'server',
    ]) {
      expect([name, headers.get(name)]).toEqual([name, null])
    }
  })
})
