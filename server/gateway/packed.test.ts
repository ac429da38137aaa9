import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { fakeSandbox, KEY, testApp } from '../testApp.ts'
import { responseOf } from './answer.ts'
import { sandboxConnection } from './connections.ts'

const LONG = { items: Array.from({ length: 1000 }, (_, n) => ({ id: `cvm_${n}`, name: 'opal' })) }

const ask = async (handle: () => Response, accept: string, method = 'GET') =>
  responseOf(
    await sandboxConnection(fakeSandbox(handle), () => '').send({
      method,
      path: '/cvms/paginated',
      headers: { 'accept-encoding': accept },
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
    const answer = await ask(() => Response.json(LONG, { status: 203 }), accept)
    expect(answer.status).toBe(203)
    expect(answer.headers.get('content-encoding')).toBe(coding)
    const bytes = await bytesOf(answer)
    expect(answer.headers.get('content-length')).toBe(String(bytes.byteLength))
    expect(bytes.byteLength).toBeLessThan(JSON.stringify(LONG).length / 3)
    expect(JSON.parse(unpack(bytes).toString())).toEqual(LONG)
  })

  it('comes packed from the plain API, too, and says that it depends on who asks', async () => {
    const { ask: askApp } = testApp({ handle: () => Response.json(LONG) })
    const headers = { 'x-api-key': KEY, 'accept-encoding': 'gzip' }
    const answer = await askApp('/sandbox/api/v1/cvms/paginated', { headers })
    expect(answer.headers.get('content-encoding')).toBe('gzip')
    expect(answer.headers.get('vary')).toContain('accept-encoding')
    expect(JSON.parse(gunzipSync(await bytesOf(answer)).toString())).toEqual(LONG)
  })

  it('comes as it is to everybody else, as does what changes something, is short or streams', async () => {
    const long = () => Response.json(LONG)
    const stream = () =>
      new Response('data: {}\n\n'.repeat(5000), {
        headers: { 'content-type': 'text/event-stream' },
      })
    for (const answer of [
      await ask(long, 'identity'),
      await ask(long, 'br;q=0'),
      await ask(long, 'br', 'POST'),
      await ask(() => Response.json({ items: [] }), 'br'),
      await ask(stream, 'br'),
    ]) {
      expect(answer.headers.get('content-encoding')).toBeNull()
      expect((await bytesOf(answer)).byteLength).toBeGreaterThan(0)
    }
  })

  it('that breaks off is not taken for a whole one', async () => {
    const cut = () =>
      new Response(
        new ReadableStream({ start: (controller) => controller.error(new Error('cut')) }),
        { headers: { 'content-type': 'application/json' } },
      )
    const answer = await ask(cut, 'br')
    await expect(answer.arrayBuffer()).rejects.toThrow('cut')
  })
})
