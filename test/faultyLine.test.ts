import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { type FaultyLine, startFaultyLine } from '../e2e/faults/proxy/tcp.ts'

let far: Server
let line: FaultyLine
let arrived = 0

beforeAll(async () => {
  far = createServer((_request, response) => {
    arrived += 1
    response.end('x'.repeat(2_000))
  })
  await new Promise<void>((resolve) => far.listen(0, '127.0.0.1', resolve))
})
afterAll(() => {
  far.closeAllConnections()
  far.close()
})
beforeEach(async () => {
  arrived = 0
  const { port } = far.address() as AddressInfo
  line = await startFaultyLine(() => ({ host: '127.0.0.1', port }))
})
afterEach(() => line.close())

const ask = async (signal?: AbortSignal) => {
  const answer = await fetch(`http://127.0.0.1:${line.port}/`, {
    method: 'POST',
    ...(signal && { signal }),
  })
  return (await answer.text()).length
}

test('a line without a fault passes an answer whole', async () => {
  expect(await ask()).toBe(2_000)
  expect(arrived).toBe(1)
})

test.each([
  ['latency', { kind: 'latency', ms: 60, jitterMs: 20 }],
  ['little bandwidth', { kind: 'bandwidth', bytesPerSecond: 40_000 }],
] as const)('%s makes an answer later, and changes nothing in it', async (_name, fault) => {
  await line.set(fault)
  const began = performance.now()
  expect(await ask()).toBe(2_000)
  expect(performance.now() - began).toBeGreaterThan(45)
})

test.each([
  ['cut', { kind: 'cut', afterBytes: 300 }, 1],
  ['lose-answer', { kind: 'lose-answer' }, 1],
  ['reset', { kind: 'reset' }, 0],
  ['refuse', { kind: 'refuse' }, 0],
] as const)(
  '%s fails the request, which has arrived or not, and heals',
  async (_n, fault, times) => {
    await line.set(fault)
    await expect(ask()).rejects.toThrow(/fetch failed|terminated/)
    expect(arrived).toBe(times)
    await line.set({ kind: 'none' })
    expect(await ask()).toBe(2_000)
  },
)

test('a silent line takes the request and never answers, until it heals', async () => {
  await line.set({ kind: 'silent' })
  await expect(ask(AbortSignal.timeout(200))).rejects.toThrow(/timeout|abort/i)
  expect(arrived).toBe(1)
  await line.set({ kind: 'none' })
  expect(await ask()).toBe(2_000)
})
