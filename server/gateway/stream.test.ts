import { once } from 'node:events'
import { createServer, get, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { streamOf } from './stream.ts'

const running: (() => void)[] = []
afterEach(() => {
  for (const stop of running.splice(0)) stop()
})

/** Both ends of one answer: the message as it arrives, and what writes it. */
async function answering(): Promise<{ message: IncomingMessage; response: ServerResponse }> {
  let made: (response: ServerResponse) => void = () => {}
  const making = new Promise<ServerResponse>((resolve) => (made = resolve))
  const server = createServer((_request, response) => {
    response.flushHeaders()
    made(response)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  running.push(() => {
    server.closeAllConnections()
    server.close()
  })
  const asked = get({ port: (server.address() as AddressInfo).port, host: '127.0.0.1' })
  const [message] = (await once(asked, 'response')) as [IncomingMessage]
  return { message, response: await making }
}

const text = (stream: ReadableStream<Uint8Array>) => new Response(stream).text()

describe('a message as a stream', () => {
  test('is all that was written, in order', async () => {
    const { message, response } = await answering()
    const read = text(streamOf(message, 1000))
    for (const part of ['a', 'b', 'c'.repeat(200_000)]) response.write(part)
    response.end('d')
    expect(await read).toBe(`ab${'c'.repeat(200_000)}d`)
  })

  test('that is empty ends', async () => {
    const { message, response } = await answering()
    response.end()
    expect(await text(streamOf(message, 1000))).toBe('')
  })

  test('that is cut errors', async () => {
    const { message, response } = await answering()
    const read = text(streamOf(message, 1000))
    response.write('half', () => response.destroy())
    await expect(read).rejects.toThrow(/cut|aborted/)
  })

  test('that is silent for too long errors, and lets go of the connection', async () => {
    const { message, response } = await answering()
    const left = once(response, 'close')
    await expect(text(streamOf(message, 30))).rejects.toThrow('went silent')
    await left
  })

  test('that speaks now and then is not silent', async () => {
    const { message, response } = await answering()
    const read = text(streamOf(message, 200))
    let left = 10
    const drip = setInterval(() => {
      response.write('x')
      if (--left > 0) return
      clearInterval(drip)
      response.end()
    }, 40)
    expect(await read).toBe('xxxxxxxxxx')
  })

  test('that nobody reads any more lets go of the connection', async () => {
    const { message, response } = await answering()
    const left = once(response, 'close')
    const reader = streamOf(message, 1000).getReader()
    response.write('x')
    await reader.read()
    await reader.cancel()
    await left
    expect(message.destroyed).toBe(true)
  })

  test('is not gathered up in memory while nobody reads it', async () => {
    const { message, response } = await answering()
    const stream = streamOf(message, 1000)
    const chunk = Buffer.alloc(256 * 1024)
    let written = 0
    const pour = () => {
      while (!response.destroyed && response.write(chunk)) written += chunk.length
      response.once('drain', pour)
    }
    pour()
    // The sender is stopped by the sockets' own buffers: nothing more is taken than those hold.
    const first = await stream.getReader().read()
    expect(first.done).toBe(false)
    await expect.poll(() => message.isPaused()).toBe(true)
    expect(written).toBeLessThan(64 * 1024 * 1024)
  })
})
