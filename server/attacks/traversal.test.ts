import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readAssets } from '../gateway/assets.ts'
import { listen, type Listening } from '../listen.ts'
import { nodeListener } from '../nodeListener.ts'
import { testApp } from '../testApp.ts'
import { talk } from '../testing/socket.ts'

const PAGE = '<!doctype html><title>CVM Console</title>\n'
const SECRET = 'TOP-SECRET-OUTSIDE'

let folder = ''
let ask: ReturnType<typeof testApp>['ask']
let listening: Listening

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'traversal-'))
  const root = join(folder, 'client')
  mkdirSync(join(root, 'assets'), { recursive: true })
  for (const name of ['secret.txt', 'secret']) writeFileSync(join(folder, name), SECRET)
  writeFileSync(join(root, 'index.html'), PAGE)
  writeFileSync(join(root, 'assets/index-Ab12.js'), '1')
  const test = testApp({ deps: { assets: readAssets(root) } })
  ask = test.ask
  listening = await listen('127.0.0.1', 0)
  listening.answerWith(nodeListener(test.app))
})

afterAll(async () => {
  await listening.close(0)
  rmSync(folder, { recursive: true })
})

describe('a path that climbs', () => {
  const CLIMBS = [
    '/../secret.txt',
    '/assets/../../secret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '/assets/%2e%2e/%2e%2e/secret.txt',
    '/%2e%2e%2fsecret.txt',
    '/..%2fsecret',
    '/..%252fsecret',
    '/%252e%252e%252fsecret',
    '/..%c0%afsecret',
    '/%c0%ae%c0%ae/secret',
    '/..%ef%bc%8fsecret',
    '/..\\secret.txt',
    '/..%5csecret',
    '/%5c..%5csecret.txt',
    '/....//secret.txt',
    '/..;/secret.txt',
    '/.%00./secret.txt',
    '/secret.txt%00.js',
    '/assets/index-Ab12.js/../../../secret',
    '//secret.txt',
    '///etc/passwd',
    '/file:///etc/passwd',
    '/assets//index-Ab12.js',
    '/assets/./../..//secret',
    '/C:/secret.txt',
    '/%',
    '/%zz',
    '/%ff%fe',
    '/assets/%E0%A4%A',
  ]

  test.each(CLIMBS)('%s reaches no file', async (path) => {
    for (const line of [path, `http://127.0.0.1${path}`]) {
      const [answer = ''] = await talk(
        listening.port,
        `GET ${line} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n`,
      )
      const said = answer.startsWith('HTTP/1.1 200 ') && answer.endsWith(`\r\n\r\n${PAGE}`)
      expect(said ? 'the page' : answer).toMatch(/^(the page$|HTTP\/1\.1 40[04] )/)
      expect(answer).not.toContain(SECRET)
    }
  })

  test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
    'nor does the property %s of an object',
    async (name) => {
      expect((await ask(`/assets/${name}`)).status).toBe(404)
      expect(await (await ask(`/${name}`)).text()).toBe(PAGE)
    },
  )
})
