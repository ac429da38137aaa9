import { describe, expect, test } from 'vitest'
import { checkLength, limited, readText } from './body.ts'
import { Refusal } from './failures.ts'

const streamOf = (...chunks: (string | Uint8Array)[]) =>
  new ReadableStream<Uint8Array>({
    start: (controller) => {
      for (const one of chunks) {
        controller.enqueue(typeof one === 'string' ? new TextEncoder().encode(one) : one)
      }
      controller.close()
    },
  })

const announcing = (length: string) =>
  new Request('http://x/', { method: 'POST', headers: { 'content-length': length } })

describe('a body', () => {
  test('that announces too much is refused unread', () => {
    expect(() => checkLength(announcing('11'), 10)).toThrow(Refusal)
    expect(() => checkLength(announcing('1e9'), 10)).toThrow(Refusal)
    expect(() => checkLength(announcing('10'), 10)).not.toThrow()
    expect(() => checkLength(new Request('http://x/'), 10)).not.toThrow()
  })

  test('ends at the limit and not after it, however it is cut', async () => {
    expect(await readText(streamOf('12345', '67890'), 10)).toBe('1234567890')
    await expect(readText(streamOf('12345', '67890', '1'), 10)).rejects.toThrow(Refusal)
    await expect(readText(streamOf('12345678901'), 10)).rejects.toThrow(Refusal)
    expect(await readText(null, 10)).toBe('')
    expect(await readText(streamOf(), 0)).toBe('')
  })

  test('is text also where a character is cut in two', async () => {
    const bytes = new TextEncoder().encode('ü€😀')
    const chunks = [...bytes].map((byte) => new Uint8Array([byte]))
    expect(await readText(streamOf(...chunks), 100)).toBe('ü€😀')
    expect(await readText(streamOf(new Uint8Array([0xff, 0xc3])), 100)).toBe('\ufffd\ufffd')
  })

  test('over the limit is not read on, and let go of', async () => {
    for (const read of [
      (body: ReadableStream<Uint8Array>) => readText(limited(body, 5000), Infinity),
      (body: ReadableStream<Uint8Array>) => readText(body, 5000),
    ]) {
      let pulled = 0
      let left = 0
      const endless = new ReadableStream<Uint8Array>({
        pull: (controller) => {
          pulled++
          controller.enqueue(new Uint8Array(1000))
        },
        cancel: () => void left++,
      })
      await expect(read(endless)).rejects.toThrow(Refusal)
      expect(pulled).toBeLessThan(10)
      expect(left).toBe(1)
    }
  })

  test.each([
    [16 * 1024, '16 KB'],
    [2 * 1024 * 1024, '2 MB'],
  ])('of more than %i bytes is said to be more than %s', async (max, words) => {
    const error: unknown = await readText(streamOf(new Uint8Array(max + 1)), max).catch((e) => e)
    const { response } = error as Refusal
    expect([response.status, (await response.json()).message]).toEqual([
      413,
      `The request is larger than the ${words} allowed here.`,
    ])
  })
})
