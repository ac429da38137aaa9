import { fingerprint, startCloud } from './harness/cloud.ts'
import { startServer } from './harness/server.ts'
import { expect, test } from './harness/test.ts'

test('no script of the page can read the session cookie', async ({ app, page, context }) => {
  await app.open('/cvms')
  const [cookie] = await context.cookies()
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict', path: '/' })
  expect(await page.evaluate(() => document.cookie)).toBe('')
  expect(await page.evaluate(async () => (await fetch('/session')).json())).toMatchObject({
    connection: 'sandbox',
  })
})

test('a script that is not a file of the app does not run', async ({ app, page }) => {
  app.expectError(/CSP: (script-src|require-trusted-types-for)|Content Security Policy|Trusted/)
  await page.goto('/sign-in')
  const ran = await page.evaluate(async () => {
    const script = document.createElement('script')
    script.append(document.createTextNode('window.wasRun = true'))
    document.head.append(script)
    return 'wasRun' in window
  })
  expect(ran).toBe(false)
})

test('what the policy of the page refuses is told to the operator, in a line without secrets', async ({
  app,
  page,
  server,
}) => {
  app.expectError(/elsewhere\.example/)
  await page.goto('/sign-in?next=/cvms/whose')
  await page.evaluate(() => fetch('https://elsewhere.example/secret').catch(() => undefined))
  await expect
    .poll(() =>
      server
        .output()
        .split('\n')
        // What the other tests of this server had refused is told in lines of its own.
        .filter((line) => line.includes('(connect-src)')),
    )
    .toEqual([
      `The page's policy (connect-src) refused https://elsewhere.example, asked for by nothing on ${server.url}/sign-in`,
    ])
})

test('nothing is made out of a mere string: no markup, no worker of another file', async ({
  app,
  page,
}) => {
  app.expectError(/CSP: require-trusted-types-for|Trusted ?(Type|HTML|ScriptURL)/)
  await app.open('/verify')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  const refused = await page.evaluate(() => {
    const tried: [string, () => unknown][] = [
      ['innerHTML', () => (document.createElement('div').innerHTML = '<b>x</b>')],
      ['srcdoc', () => (document.createElement('iframe').srcdoc = '<b>x</b>')],
      ['script', () => (document.createElement('script').src = '/assets/../api/v1/apps')],
      ['worker elsewhere', () => new Worker('https://elsewhere.example/assets/a.js')],
      ['worker of an answer', () => new Worker('/api/v1/apps')],
    ]
    return tried.flatMap(([what, make]) => {
      try {
        make()
        return []
      } catch {
        return [what]
      }
    })
  })
  expect(refused).toEqual([
    'innerHTML',
    'srcdoc',
    'script',
    'worker elsewhere',
    'worker of an answer',
  ])
})

test('the key of a cloud sign-in goes to the cloud and never to the page', async ({
  page,
  server,
}) => {
  const cloud = await startCloud(server.sandboxUrl)
  const other = await startServer({ cloudUrl: cloud.url, seed: 0 })
  try {
    const signedIn = await page.request.post(`${other.url}/session`, {
      data: { connection: 'cloud', api_key: server.sandboxKey },
    })
    expect(signedIn.status()).toBe(204)
    const me = await page.request.get(`${other.url}/api/v1/auth/me`)
    expect(await me.text()).not.toContain(server.sandboxKey)
    const key = fingerprint(server.sandboxKey)
    expect(cloud.requests.map((one) => one.headers['x-api-key'])).toEqual([key, key])
    expect(JSON.stringify(cloud.requests)).not.toContain(server.sandboxKey)
  } finally {
    await other.dispose()
    await cloud.close()
  }
})
