import { describe, expect, test } from 'vitest'
import { KEY, ME, fakeCloud, testApp } from '../testApp.ts'

const TYPED = 'phak_12345678'

const cookieOf = (answer: Response) => (answer.headers.getSetCookie()[0] ?? '').split(';')[0] ?? ''

/** A browser: keeps what it is given, and sends all of it with every request. */
function browser(workspace = { current: 'ws_1', slug: ME.workspace.slug }) {
  const cloud = fakeCloud(() => {
    const { current: id, slug } = workspace
    return Response.json({ ...ME, workspace: { ...ME.workspace, id, slug } })
  })
  const { ask, clock } = testApp({ cloud })
  const jar = new Map<string, string>()
  const cookie = () => [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
  const send = async (path: string, init: RequestInit = {}) => {
    const headers = new Headers(init.headers)
    if (jar.size > 0) headers.set('cookie', cookie())
    const answer = await ask(path, { ...init, headers })
    for (const line of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = cookieOf(
        new Response(null, { headers: { 'set-cookie': line } }),
      ).split('=', 2)
      if (/Max-Age=0/.test(line)) jar.delete(name)
      else jar.set(name, value)
    }
    return answer
  }
  const signIn = (connection: string, slot?: string) =>
    send('/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(slot && { 'x-console-session': slot }) },
      body: JSON.stringify({ connection, ...(connection === 'cloud' && { api_key: TYPED }) }),
    })
  const all = async () => {
    const answer = await send('/session/all')
    const text = await answer.text()
    expect(text).not.toContain(KEY)
    expect(text).not.toContain(TYPED)
    return (
      JSON.parse(text) as {
        sign_ins: { slot: string; connection: string; workspace: { id: string } }[]
      }
    ).sign_ins
  }
  return { send, signIn, all, jar, clock, workspace }
}

const slotOf = (answer: Response) => answer.headers.get('x-console-session') ?? ''

test('a page goes on for the workspace that it was opened in, and for no other', async () => {
  const { signIn, send, workspace } = browser()
  await signIn('cloud')
  const ask = (name: string, init: RequestInit = {}) =>
    send('/api/v1/auth/me', { headers: { 'x-console-workspace': name }, ...init })
  const mine = `cloud-${ME.workspace.slug}`
  expect((await ask(mine)).status).toBe(200)
  // Another tab signs in to another workspace, in the same place.
  workspace.current = 'ws_2'
  workspace.slug = 'other'
  await signIn('cloud', 'default')
  const refused = await ask(mine)
  expect(refused.status).toBe(409)
  expect(await refused.json()).toMatchObject({ error_code: 'ERR-CONSOLE-WORKSPACE' })
  // Nor does it sign that one out.
  const leave = { method: 'DELETE', headers: { 'x-console-workspace': mine } }
  expect((await send('/session', leave)).status).toBe(409)
  expect((await ask('cloud-other')).status).toBe(200)
})

describe('a sign-in asked for as new', () => {
  test('stands beside the others, and the answer says where', async () => {
    const { signIn, all, send } = browser()
    expect(slotOf(await signIn('sandbox'))).toBe('default')
    const answer = await signIn('cloud', 'new')
    expect(answer.status).toBe(204)
    expect(slotOf(answer)).toMatch(/^[0-9a-f]{12}$/)
    expect(await all()).toMatchObject([
      { slot: 'default', connection: 'sandbox' },
      { slot: slotOf(answer), connection: 'cloud', workspace: { id: 'ws_1' } },
    ])
    const headers = { 'x-console-session': slotOf(answer) }
    expect(await (await send('/session', { headers })).json()).toMatchObject({
      connection: 'cloud',
    })
    expect(await (await send('/session')).json()).toMatchObject({ connection: 'sandbox' })
    // Nobody is ever signed in under the word itself.
    expect((await send('/session', { headers: { 'x-console-session': 'new' } })).status).toBe(401)
  })

  test('takes the place of its own workspace, and ends what was there', async () => {
    const { signIn, all, send, jar } = browser()
    await signIn('sandbox')
    const first = slotOf(await signIn('cloud', 'new'))
    const before = jar.get(`cvm_console.${first}`) ?? ''
    expect(slotOf(await signIn('cloud', 'new'))).toBe(first)
    expect(await all()).toHaveLength(2)
    jar.set(`cvm_console.${first}`, before)
    const old = await send('/session', { headers: { 'x-console-session': first } })
    expect(old.status).toBe(401)
  })

  test('is the one without a name where there is none yet', async () => {
    const { signIn } = browser()
    expect(slotOf(await signIn('cloud', 'new'))).toBe('default')
  })

  test('takes a place that has ended before a further one, and there are six', async () => {
    const { signIn, all, workspace, clock } = browser()
    await signIn('sandbox')
    for (const id of ['a', 'b', 'c', 'd', 'e']) {
      workspace.current = id
      expect((await signIn('cloud', 'new')).status).toBe(204)
    }
    expect(await all()).toHaveLength(6)
    workspace.current = 'one-too-many'
    const refused = await signIn('cloud', 'new')
    expect([refused.status, refused.headers.getSetCookie()]).toEqual([400, []])
    workspace.current = 'c'
    expect((await signIn('cloud', 'new')).status).toBe(204)
    // Half a day later all of them have ended.
    clock.now += 13 * 60 * 60 * 1000
    expect(await all()).toEqual([])
    workspace.current = 'fresh'
    expect((await signIn('cloud', 'new')).status).toBe(204)
  })
})

test('who is not signed in anywhere gets an empty list, and no other site gets one', async () => {
  const { all, send } = browser()
  expect(await all()).toEqual([])
  const foreign = await send('/session/all', { headers: { 'sec-fetch-site': 'cross-site' } })
  expect(foreign.status).toBe(403)
})
