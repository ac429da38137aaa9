import { expect, test } from 'vitest'
import { packOnce } from './packOnce.ts'

test('a long answer is packed once for each coding, and one that only looks the same anew', async () => {
  const seen: string[] = []
  const pack = async (body: Uint8Array) => {
    seen.push(Buffer.from(body).toString())
    return Buffer.alloc(3, body)
  }
  const page = Buffer.from('a page')
  const first = await packOnce('br', page, pack)
  expect(await packOnce('br', page, pack)).toBe(first)
  await packOnce('gzip', page, pack)
  await packOnce('br', Buffer.from('a page'), pack)
  expect(seen).toEqual(['a page', 'a page', 'a page'])
})

test('a packing that failed is told to who asked, and is tried again by who asks next', async () => {
  const page = Buffer.from('a page')
  const failing = () => Promise.reject(new Error('out of memory'))
  await expect(packOnce('br', page, failing)).rejects.toThrow('out of memory')
  expect(await packOnce('br', page, async (body) => body)).toBe(page)
})
