import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type AnswerHeaders, headersOf, responseOf } from './answer.ts'

const name = fc.constantFrom(
  'Content-Type',
  'content-type',
  'X-A',
  'x-b',
  'Set-Cookie',
  '__proto__',
)
const value = fc.stringMatching(/^[!-~]([ -~]{0,6}[!-~])?$/)
const deed = fc.oneof(
  fc.record({ kind: fc.constantFrom('set', 'append'), name, value }),
  fc.record({ kind: fc.constant('delete'), name, value: fc.constant('') }),
)

const all = (headers: AnswerHeaders) => {
  const lines: string[] = []
  headers.forEach((value, name) => lines.push(`${name}: ${value}`))
  return {
    lines: lines.sort(),
    cookies: headers.getSetCookie(),
    read: ['CONTENT-TYPE', 'x-a', 'X-B', 'set-cookie', 'none'].map((one) => [
      headers.get(one),
      headers.has(one),
    ]),
  }
}

describe('the headers of an answer', () => {
  test('are what they are in a web answer, whatever is done with them', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(name, value)), fc.array(deed), (raw, deeds) => {
        const ours = headersOf(raw.flat())
        const web = new Headers(raw)
        for (const { kind, name, value } of deeds) {
          for (const headers of [ours, web]) {
            if (kind === 'delete') headers.delete(name)
            else headers[kind](name, value)
          }
        }
        expect(all(ours)).toEqual(all(web))
      }),
    )
  })

  test('and the status and body are those of a Response that is made of it', async () => {
    const headers = headersOf(['X-A', '1', 'Set-Cookie', 'a=b', 'Set-Cookie', 'c=d'])
    const made = responseOf({ status: 204, headers, body: null })
    expect([made.status, made.headers.get('x-a'), made.body]).toEqual([204, '1', null])
    expect(made.headers.getSetCookie()).toEqual(['a=b', 'c=d'])
    const own = Response.json({})
    expect(responseOf(own)).toBe(own)
  })
})
