import type { CDPSession, Page } from '@playwright/test'
import { expect, test } from './harness/test.ts'

test.use({ seed: 50 })

/** Bytes of react, react-dom, react-router and react-query alone, built the same way: bench/floor. */
const FLOOR = 92_500

type Seen = { url: string; type: string; at: number; done: number; bytes: number }

/** Every request of a first visit with an empty cache, bodies counted as they came over the wire. */
async function firstVisit(page: Page, path: string): Promise<Seen[]> {
  const cdp: CDPSession = await page.context().newCDPSession(page)
  await cdp.send('Network.enable')
  await cdp.send('Network.setCacheDisabled', { cacheDisabled: false })
  await cdp.send('Network.clearBrowserCache')
  const seen = new Map<string, Seen>()
  cdp.on('Network.requestWillBeSent', ({ requestId, request, timestamp, type = '' }) => {
    const { url } = request
    // A drawing that stands in a style sheet is no request.
    if (url.startsWith('data:')) return
    seen.set(requestId, {
      url: new URL(url).pathname + new URL(url).search,
      type,
      at: timestamp,
      done: 0,
      bytes: 0,
    })
  })
  cdp.on('Network.responseReceived', ({ requestId, response }) => {
    const one = seen.get(requestId)
    if (one) one.bytes = Number(response.headers['content-length'] ?? 0)
  })
  cdp.on('Network.loadingFinished', ({ requestId, timestamp }) => {
    const one = seen.get(requestId)
    if (one) one.done = timestamp
  })
  await page.goto(path)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expect.poll(() => quiet(seen), { message: `${path} comes to rest` }).toBe(true)
  await cdp.detach()
  return [...seen.values()]
}

/** Nothing is under way that will end, and nothing has begun since a moment ago. */
async function quiet(seen: ReadonlyMap<string, Seen>): Promise<boolean> {
  const { size } = seen
  await new Promise((resolve) => setTimeout(resolve, 300))
  return (
    seen.size === size &&
    [...seen.values()].every(({ done, type, url }) => done > 0 || isEndless(type, url))
  )
}

/** Streams, and scripts of workers, of whose end the page is not told. */
const isEndless = (type: string, url: string) =>
  type === 'EventSource' || /\.worker-|\/(state|logs\/[^/]+|serial)(\?|$)/.test(url)

const isScript = ({ url }: Seen) => url.split('?')[0]?.endsWith('.js') ?? false
const isCall = ({ url }: Seen) => /^\/(api\/|session)/.test(url)
const sum = (seen: readonly Seen[]) => seen.reduce((total, { bytes }) => total + bytes, 0)
const list = (seen: readonly Seen[]) => seen.map(({ url, bytes }) => `${bytes} ${url}`).join('\n')

/**
 * What a first visit to each address may take: script in parts of the floor, and requests. The editor
 * is counted apart: it comes behind the field that can be typed in at once.
 */
const BUDGETS: readonly [path: string, script: number, requests: number][] = [
  ['/cvms', 1.3, 12],
  ['/sign-in', 1.61, 17],
  ['/deploy', 2.7, 50],
  ['/cvms/{cvm}', 1.87, 31],
  ['/cvms/{cvm}/compose', 2.24, 45],
  ['/cvms/{cvm}/environment', 2.32, 35],
  ['/cvms/{cvm}/resources', 1.67, 25],
  ['/cvms/{cvm}/logs', 1.79, 24],
  ['/cvms/{cvm}/metrics', 1.85, 23],
  ['/cvms/{cvm}/network', 1.6, 23],
  ['/cvms/{cvm}/attestation', 1.77, 31],
  ['/cvms/{cvm}/activity', 1.6, 21],
  ['/cvms/{cvm}/settings', 2.22, 46],
  ['/apps', 1.58, 18],
  ['/apps/{app}', 1.72, 26],
  ['/apps/{app}/revisions', 1.73, 27],
  ['/apps/{app}/attestation', 1.75, 31],
  ['/nodes', 1.58, 19],
  ['/ssh-keys', 1.58, 18],
  ['/account', 1.59, 22],
  ['/verify', 1.75, 23],
  ['/verify/{app}', 1.75, 30],
  ['/nowhere', 1.26, 12],
]

/** Monaco and its language service: loaded when the plain field is there already. */
const isEditor = ({ url }: Seen) => /\/(monaco|rich-editor|yaml|editor\.worker)/.test(url)

test('a first visit to each address stays within its budget, and asks for nothing twice', async ({
  app,
  page,
}) => {
  const { items } = (await (await app.api('GET', '/cvms/paginated?page_size=100')).json()) as {
    items: { id: string; app_id: string; name: string; status: string }[]
  }
  const cvm = items.find(({ status }) => status === 'running')
  if (!cvm) throw new Error('nothing runs in the sandbox')
  await app.open('/nowhere')
  for (const [pattern, script, requests] of BUDGETS) {
    const path = pattern.replace('{cvm}', cvm.id).replace('{app}', cvm.app_id)
    await page.goto('about:blank')
    const seen = await firstVisit(page, path)
    const scripts = seen.filter((one) => isScript(one) && !isEditor(one))
    expect.soft(sum(scripts), list(scripts)).toBeLessThanOrEqual(script * FLOOR)
    expect.soft(seen.length, list(seen)).toBeLessThanOrEqual(requests)
    const calls = seen.filter(isCall).map(({ url }) => url)
    expect.soft(calls, pattern).toEqual([...new Set(calls)])
  }
})

test('the list asks the API before its first script has arrived, and needs two answers', async ({
  app,
  page,
}) => {
  await app.open('/nowhere')
  await page.goto('about:blank')
  const seen = await firstVisit(page, '/cvms')
  const calls = seen.filter(isCall)
  expect(calls.map(({ url }) => url).toSorted()).toEqual(
    [
      '/api/v1/cvms/paginated?page=1&page_size=100',
      '/session',
      ...calls.filter(({ url }) => url === '/api/v1/status/batch').map(({ url }) => url),
    ].toSorted(),
  )
  const first = Math.min(...calls.map(({ at }) => at))
  const script = Math.min(...seen.filter(isScript).map(({ done }) => done))
  expect(first).toBeLessThan(script)
  await expect(page.getByRole('row')).toHaveCount(51)
})

test('a second visit takes every script, style and font from the cache, and asks for its data once', async ({
  app,
  page,
}) => {
  await app.open('/cvms')
  await expect(page.getByRole('row')).toHaveCount(51)
  const asked: string[] = []
  page.on('request', (request) => {
    const { pathname, search } = new URL(request.url())
    // How what moves is watched is e2e/polling's: with each tick it asks again.
    if (pathname === '/api/v1/status/batch') return
    if (/^\/(api|session)/.test(pathname)) asked.push(pathname + search)
  })
  await page.reload()
  await expect(page.getByRole('row')).toHaveCount(51)
  const fetched = await page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .filter((entry) => entry instanceof PerformanceResourceTiming && entry.transferSize > 0)
      .map(({ name }) => new URL(name).pathname),
  )
  expect(fetched.filter((path) => path.startsWith('/assets/'))).toEqual([])
  expect(fetched).toContain('/api/v1/cvms/paginated')
  expect(asked.toSorted()).toEqual(['/api/v1/cvms/paginated?page=1&page_size=100', '/session'])
})
