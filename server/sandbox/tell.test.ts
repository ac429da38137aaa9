import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { KEY, testApp } from '../testApp.ts'
import { responseOf } from '../gateway/answer.ts'
import { sandboxConnection } from '../gateway/connections.ts'
import { startSandbox, type TestSandbox } from './testing/startSandbox.ts'

let box: TestSandbox
beforeAll(async () => {
  box = await startSandbox({ seed: 30, key: KEY })
})
afterAll(() => box.stop())

const PAGE = '/cvms/paginated?page_size=30'

const ask = async (path: string, accept: string, method = 'GET') =>
  responseOf(
    await sandboxConnection(box.sandbox, () => '').send({
      method,
      path,
      headers: { 'x-api-key': KEY, 'accept-encoding': accept },
      body: null,
      signal: new AbortController().signal,
    }),
  )

const bytesOf = async (answer: Response) => new Uint8Array(await answer.arrayBuffer())

describe('a long answer of the sandbox', () => {
  it.each([
    ['gzip, deflate, br, zstd', 'br', brotliDecompressSync],
    ['gzip, deflate', 'gzip', gunzipSync],
  ])('comes packed to whoever accepts %s', async (accept, coding, unpack) => {
    const plain = await (await ask(PAGE, 'identity')).text()
    for (let n = 0; n < 2; n++) {
      const answer = await ask(PAGE, accept)
      expect(answer.status).toBe(200)
      expect(answer.headers.get('content-encoding')).toBe(coding)
      const bytes = await bytesOf(answer)
      expect(answer.headers.get('content-length')).toBe(String(bytes.byteLength))
      expect(bytes.byteLength).toBeLessThan(plain.length / 3)
      expect(unpack(bytes).toString()).toBe(plain)
    }
  })

  it('comes packed from the plain API, too, and says that it depends on who asks', async () => {
    const { ask: askApp } = testApp({ deps: { sandbox: box.sandbox } })
    for (const accept of ['gzip', 'identity']) {
      const headers = { 'x-api-key': KEY, 'accept-encoding': accept }
      const answer = await askApp(`/sandbox/api/v1${PAGE}`, { headers })
      expect(answer.headers.get('vary')).toContain('accept-encoding')
      const isPacked = answer.headers.get('content-encoding') === 'gzip'
      expect(isPacked).toBe(accept === 'gzip')
      const bytes = await bytesOf(answer)
      const text = (isPacked ? gunzipSync(bytes) : Buffer.from(bytes)).toString()
      expect(JSON.parse(text)).toMatchObject({ total: 30 })
    }
  })

  it('comes as it is to everybody else, as does what changes something, is short or streams', async () => {
    const { body } = await box.ask('GET', PAGE)
    const { id } = body.items[0]
    for (const answer of [
      await ask(PAGE, 'identity'),
      await ask(PAGE, 'br;q=0'),
      await ask('/cvms/provision', 'br', 'POST'),
      await ask(`/cvms/${id}/state`, 'br'),
      await ask(`/cvms/${id}/state?target=${body.items[0].status}&interval=5`, 'br'),
    ]) {
      expect(answer.headers.get('content-encoding')).toBeNull()
      expect((await bytesOf(answer)).byteLength).toBeGreaterThan(0)
    }
  })

  it('says to HEAD what it says to GET, and is not there', async () => {
    const { headers } = await ask(PAGE, 'identity')
    const head = await ask(PAGE, 'identity', 'HEAD')
    expect([head.status, head.body]).toEqual([200, null])
    expect(head.headers.get('content-length')).toBe(headers.get('content-length'))
  })
})
