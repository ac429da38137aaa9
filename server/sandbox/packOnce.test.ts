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
