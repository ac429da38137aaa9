import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cookieOf, json, testApp } from '../testApp.ts'
import { dropSession, readCookie, setCookie, slotOf, slotsOf } from './cookies.ts'

const asking = (headers: Record<string, string>) => new Request('http://127.0.0.1/', { headers })
const TLS = { 'x-forwarded-proto': 'https' }

describe('reading a cookie', () => {
  test.each([
    ['a=1', '1'],
    ['b=2; a=1; c=3', '1'],
    ['a=1; a=2', '1'],
    [' a = 1 ;b=2', '1'],
    ['a=', ''],
    ['a=x=y==', 'x=y=='],
    ['aa=1; ba=2', undefined],
    ['A=1', undefined],
    ['a', undefined],
    ['=1', undefined],
    ['', undefined],
    ['; ;;', undefined],
    ['"a"=1', undefined],
    ['__Host-a=9; a=1', '9'],
  ])('%j has a: %j', (cookie, value) => expect(readCookie(asking({ cookie }), 'a')).toBe(value))

  test('over TLS only one that nobody else could have set counts', () => {
    expect(readCookie(asking({ ...TLS, cookie: 'a=1' }), 'a')).toBeUndefined()
    expect(readCookie(asking({ ...TLS, cookie: 'a=1; __Host-a=2' }), 'a')).toBe('2')
  })

  test('finds what a browser would send, whatever lies beside it', () => {
    const token = fc.stringMatching(/^[\w.-]{1,40}$/)
    const noise = fc.stringMatching(/^[\x20-\x3a\x3c-\x7e]{0,20}$/)
    fc.assert(
      fc.property(token, fc.array(noise), fc.array(noise), (value, before, after) => {
        const others = [...before, ...after].some((one) => /^\s*(__Host-)?it\s*=/.test(one))
        fc.pre(!others)
        const cookie = [...before, `it=${value}`, ...after].join('; ')
        expect(readCookie(asking({ cookie }), 'it')).toBe(value)
      }),
    )
  })
})

describe('sign-ins side by side', () => {
  test.each([
    [undefined, 'default'],
    ['work', 'work'],
    ['a1', 'a1'],
    ['', undefined],
    ['A', undefined],
    ['a b', undefined],
    ['a;b', undefined],
    ['../x', undefined],
    ['__proto__', undefined],
    ['x'.repeat(25), undefined],
  ])('called %j are %j', (name, slot) => {
    const headers: Record<string, string> = name === undefined ? {} : { 'x-console-session': name }
    expect(slotOf(asking(headers))).toBe(slot)
  })

  test('are found in the cookies by name, each once', () => {
    const cookie =
      'cvm_console.a=1; __Host-cvm_console.a=2; cvm_console.b=3; cvm_console.B=4; xcvm_console.c=5; cvm_console_device=6; cvm_console.=7'
    expect(slotsOf(asking({ cookie }))).toEqual(['a', 'b'])
  })

  test('are six at most; one that is there can be signed in to again', async () => {
    const { ask } = testApp()
    const signIn = (slot: string, cookie: string) =>
      ask(
        '/session',
        json({ connection: 'sandbox' }, { headers: { cookie, 'x-console-session': slot } }),
      )
    let cookie = ''
    for (const slot of ['a', 'b', 'c', 'd', 'e', 'f']) {
      const answer = await signIn(slot, cookie)
      expect(answer.status).toBe(204)
      cookie = [cookie, cookieOf(answer)].filter(Boolean).join('; ')
    }
    const seventh = await signIn('g', cookie)
    expect([seventh.status, seventh.headers.getSetCookie()]).toEqual([400, []])
    expect((await signIn('a', cookie)).status).toBe(204)
  })

  test('do not open each other', async () => {
    const { ask, signIn } = testApp()
    const cookie = await signIn()
    const moved = await ask('/session', { headers: { cookie, 'x-console-session': 'other' } })
    expect(moved.status).toBe(401)
  })
})

describe('setting a cookie', () => {
  test('is out of reach of scripts and other sites, and bound where TLS is', () => {
    expect(setCookie(asking({}), 'a', 'v', 60)).toBe(
      'a=v; Path=/; HttpOnly; SameSite=Strict; Max-Age=60',
    )
    expect(setCookie(asking(TLS), 'a', 'v', 60)).toBe(
      '__Host-a=v; Path=/; HttpOnly; SameSite=Strict; Max-Age=60; Secure',
    )
  })

  test('keeps a bound one bound when a proxy forgets to say that there is TLS', () => {
    const request = asking({ cookie: '__Host-cvm_console.default=x' })
    expect(setCookie(request, 'cvm_console.default', 'v', 60)).toMatch(/^__Host-.*; Secure$/)
    expect(dropSession(request)).toMatch(/^__Host-cvm_console\.default=;.*Max-Age=0; Secure$/)
  })

  test('never takes a name from the request that is not one of ours', () => {
    expect(dropSession(asking({ 'x-console-session': 'a; Domain=evil' }))).toMatch(
      /^cvm_console\.default=; /,
    )
  })
})
