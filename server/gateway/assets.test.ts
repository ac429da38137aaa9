import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync, gunzipSync, brotliCompressSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testApp } from '../testApp.ts'
import { readAssets } from './assets.ts'

const SCRIPT = `console.log(${JSON.stringify('x'.repeat(4000))})\n`
const PAGE = '<!doctype html><title>CVM Console</title>\n'
const outlined = (name: string) => `${PAGE}<h1>${name}</h1>\n`

let folder = ''
let ask: ReturnType<typeof testApp>['ask']

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'assets-'))
  const root = join(folder, 'client')
  mkdirSync(join(root, 'assets'), { recursive: true })
  mkdirSync(join(root, 'outlines'))
  const files: [string, string | Uint8Array][] = [
    ['index.html', PAGE],
    ['index.html.br', brotliCompressSync(PAGE)],
    ['outlines/cvms.html', outlined('cvms')],
    ['outlines/cvm.html', outlined('cvm')],
    ['outlines/deploy.html', outlined('deploy')],
    ['favicon.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
    ['theme.js', '1\n'],
    ['assets/index-Ab12.js', SCRIPT],
    ['assets/index-Ab12.js.br', brotliCompressSync(SCRIPT)],
    ['assets/index-Ab12.js.gz', gzipSync(SCRIPT)],
    ['assets/font-Cd34.woff2', new Uint8Array([0, 1, 2])],
    ['assets/odd-Ef56.xyz', 'odd'],
  ]
  for (const [name, content] of files) writeFileSync(join(root, name), content)
  ask = testApp({ deps: { assets: readAssets(root) } }).ask
})

afterAll(() => rmSync(folder, { recursive: true }))

const SCRIPT_PATH = '/assets/index-Ab12.js'
const bytesOf = async (answer: Response) => new Uint8Array(await answer.arrayBuffer())

describe('the coding of an asset', () => {
  test.each([
    ['br, gzip', 'br'],
    ['gzip, deflate, br, zstd', 'br'],
    ['GZIP', 'gzip'],
    ['gzip;q=0.5, br;q=0', 'gzip'],
    ['br;q=0.000, gzip;q=0', null],
    ['br ; q=0 , gzip ; q=1', 'gzip'],
    ['identity', null],
    ['brotli', null],
    ['', null],
  ])('for Accept-Encoding %j is %s', async (accept, coding) => {
    const answer = await ask(SCRIPT_PATH, { headers: { 'accept-encoding': accept } })
    expect(answer.headers.get('content-encoding')).toBe(coding)
    expect(answer.headers.get('vary')).toBe('accept-encoding')
    expect(answer.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
    const bytes = await bytesOf(answer)
    expect(answer.headers.get('content-length')).toBe(String(bytes.byteLength))
    const plain =
      coding === 'br'
        ? brotliDecompressSync(bytes)
        : coding
          ? gunzipSync(bytes)
          : Buffer.from(bytes)
    expect(plain.toString()).toBe(SCRIPT)
  })

  test('of a file without a packed copy is none, and caches need not tell requests apart', async () => {
    const answer = await ask('/assets/font-Cd34.woff2', { headers: { 'accept-encoding': 'br' } })
    expect(answer.headers.get('content-encoding')).toBeNull()
    expect(answer.headers.get('vary')).toBeNull()
    expect(answer.headers.get('content-type')).toBe('font/woff2')
  })

  test('never makes the packed copies files of their own', async () => {
    for (const path of [`${SCRIPT_PATH}.br`, `${SCRIPT_PATH}.gz`, '/index.html.br']) {
      expect([path, (await ask(path)).status]).toEqual([path, 404])
    }
  })
})

describe('caching', () => {
  test('what has its hash in its name is kept for good, the rest is asked for again', async () => {
    const cache = async (path: string) => (await ask(path)).headers.get('cache-control')
    expect(await cache(SCRIPT_PATH)).toBe('public, max-age=31536000, immutable')
    for (const path of ['/', '/cvms', '/favicon.svg', '/theme.js']) {
      expect([path, await cache(path)]).toEqual([path, 'no-cache'])
    }
  })

  test('an ETag that still fits answers 304 without a body', async () => {
    for (const path of [SCRIPT_PATH, '/favicon.svg', '/', '/cvms/x/logs']) {
      const etag = (await ask(path)).headers.get('etag') ?? ''
      expect(etag).toMatch(/^"[\w-]{22}"$/)
      for (const given of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
        const again = await ask(path, { headers: { 'if-none-match': given } })
        expect([path, given, again.status]).toEqual([path, given, 304])
        expect(await again.text()).toBe('')
        expect(again.headers.get('etag')).toBe(etag)
        expect(again.headers.get('cache-control')).not.toBeNull()
      }
    }
  })

  test('an ETag of something else gets the whole file', async () => {
    for (const given of ['"other"', 'W/"x"', '', '""']) {
      const answer = await ask(SCRIPT_PATH, { headers: { 'if-none-match': given } })
      expect([given, answer.status, await answer.text()]).toEqual([given, 200, SCRIPT])
    }
  })

  test('two contents have two ETags', async () => {
    const etags = await Promise.all(
      [SCRIPT_PATH, '/theme.js', '/favicon.svg', '/'].map(async (path) =>
        (await ask(path)).headers.get('etag'),
      ),
    )
    expect(new Set(etags).size).toBe(4)
  })
})

describe('HEAD', () => {
  test.each([SCRIPT_PATH, '/', '/cvms/x', '/favicon.svg'])(
    'of %s has the headers of GET and no body',
    async (path) => {
      const headers = { 'accept-encoding': 'br' }
      const [get, head] = [
        await ask(path, { headers }),
        await ask(path, { method: 'HEAD', headers }),
      ]
      expect(head.status).toBe(get.status)
      expect([...head.headers]).toEqual([...get.headers])
      expect((await bytesOf(head)).byteLength).toBe(0)
    },
  )

  test('of what is not there is 404 as well', async () => {
    expect((await ask('/assets/gone-Xy.js', { method: 'HEAD' })).status).toBe(404)
  })
})

describe('the app', () => {
  test.each([
    '/',
    '/cvms',
    '/cvms/',
    '/cvms/my-app/logs',
    '/verify/0123',
    '/nothing/at/all',
    '/x?a=b.c',
  ])('is the page for %s', async (path) => {
    const answer = await ask(path)
    expect([answer.status, await answer.text()]).toEqual([200, PAGE])
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(answer.headers.get('content-security-policy')).toContain("script-src 'self';")
  })

  test.each([
    '/assets/gone-Ab12.js',
    '/assets/',
    '/assets/index-Ab12',
    '/favicon.png',
    '/robots.txt',
    '/cvms/index.js',
    '/.env',
    '/.git/config',
    '/.git/HEAD',
    '/.ssh/id_rsa',
    '/cvms/.svn/entries',
    '/.well-known/acme-challenge/x',
    '/%2eenv',
    '/%2Egit/config',
    '/a/%2e%67it/HEAD',
    '/index.html',
    '/outlines/deploy.html',
  ])('is not the answer to %s, which asks for a file', async (path) => {
    const answer = await ask(path)
    expect([answer.status, await answer.text()]).toEqual([404, 'Not found\n'])
  })

  test.each([
    ['/', 'cvms'],
    ['/cvms?status=running', 'cvms'],
    ['/cvms/my-app', 'cvm'],
    ['/cvms/my-app/logs?source=x', 'cvm'],
    ['/deploy?template=web', 'deploy'],
  ])('begins at %s with the outline %s, for whoever is signed in', async (path, name) => {
    const answer = await ask(path, { headers: { cookie: 'cvm_console.default=x' } })
    expect(await answer.text()).toBe(outlined(name))
    expect(await (await ask(path)).text()).toBe(PAGE)
  })

  test.each(['/deploy?step=secrets', '/deploy?cvm=x', '/apps', '/cvms/x/y/z', '/w/other/deploy'])(
    'begins at %s with the outline for any address',
    async (path) => {
      const answer = await ask(path, { headers: { cookie: 'cvm_console.default=x' } })
      expect(await answer.text()).toBe(PAGE)
    },
  )

  test.each(['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'])('does not take %s', async (method) => {
    for (const path of ['/', '/cvms', SCRIPT_PATH]) {
      const answer = await ask(path, { method })
      expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, HEAD'])
    }
  })

  test('a file of an unknown kind is bytes, and nothing may guess', async () => {
    const answer = await ask('/assets/odd-Ef56.xyz')
    expect(answer.headers.get('content-type')).toBe('application/octet-stream')
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
  })

  test('is needed: a folder without it is said to be not built', () => {
    expect(() => readAssets(join(folder, 'client', 'assets'))).toThrow('the app is not built')
  })
})
