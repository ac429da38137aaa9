import { describe, expect, test } from 'vitest'
import { packOnce } from './packOnce.ts'

function packer(length = 10) {
  const seen: string[] = []
  const pack = async (body: Buffer) => {
    seen.push(body.toString())
    return Buffer.alloc(length, body)
  }
  const ask = (text: string, coding = 'br') => packOnce(coding, Buffer.from(text), pack)
  return { seen, ask }
}

describe('a long answer', () => {
  test('is packed once, and again when anything in it is new', async () => {
    const { seen, ask } = packer()
    const first = await ask('a page')
    expect(await ask('a page')).toBe(first)
    expect((await ask('b page')).toString()).toBe('b pageb pa')
    await ask('a page', 'gzip')
    expect(seen).toEqual(['a page', 'b page', 'a page'])
  })

  test('is forgotten when others were asked for since', async () => {
    const { seen, ask } = packer()
    for (let n = 0; n < 65; n++) await ask(`one of many ${n}`)
    await ask('one of many 64')
    expect(seen.length).toBe(65)
    await ask('one of many 0')
    expect(seen.length).toBe(66)
  })

  test('that stays long is not kept', async () => {
    const { seen, ask } = packer(65 * 1024)
    await ask('very long')
    await ask('very long')
    expect(seen.length).toBe(2)
  })
})
