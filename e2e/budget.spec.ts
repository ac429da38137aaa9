import type { CDPSession, Page } from '@playwright/test'
import { expect, test } from './harness/test.ts'

test.use({ seed: 50 })

/** Bytes of react, react-dom, react-router and react-query alone, built the same way: bench/floor. */
const FLOOR = 92_500

type Seen = { url: string; type: string; at: number; done: number; bytes: number }

/** Every request of a first visit with an empty cache, bodies counted as they came over the wire. */
async function firstVisit(page: Page, path: string, ready: string): Promise<Seen[]> {
  const cdp: CDPSession = await page.context().newCDPSession(page)
  await cdp.send('Network.enable')
  await cdp.send('Network.setCacheDisabled', { cacheDisabled: false })
  await cdp.send('Network.clearBrowserCache')
  const seen = new Map<string, Seen>()
  cdp.on('Network.requestWillBeSent', ({ requestId, request, timestamp, type = '' }) => {
    const { url } = request
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
  await expect(page.getByRole('heading', { level: 1, name: ready })).toBeVisible()
  await page.waitForLoadState('networkidle')
  await cdp.detach()
  return [...seen.values()]
}

const isScript = ({ url }: Seen) => url.split('?')[0]?.endsWith('.js') ?? false
const isCall = ({ url }: Seen) => /^\/(api\/|session)/.test(url)
const sum = (seen: readonly Seen[]) => seen.reduce((total, { bytes }) => total + bytes, 0)
const list = (seen: readonly Seen[]) => seen.map(({ url, bytes }) => `${bytes} ${url}`).join('\n')

/** Bytes of script and number of requests that a first visit to an address may take. */
const BUDGETS = [
  { path: '/cvms', ready: 'CVMs', script: 1.3 * FLOOR, requests: 12 },
  { path: '/sign-in', ready: 'Sign in', script: 1.55 * FLOOR, requests: 16 },
  { path: '/apps', ready: 'Apps', script: 1.55 * FLOOR, requests: 17 },
  { path: '/verify', ready: 'Verify a CVM', script: 2 * FLOOR, requests: 22 },
] as const

for (const { path, ready, script, requests } of BUDGETS) {
  test(`a first visit to ${path} stays within its budget`, async ({ app, page }) => {
    await app.open('/nowhere')
    await page.goto('about:blank')
    const seen = await firstVisit(page, path, ready)
    const scripts = seen.filter(isScript)
    expect.soft(sum(scripts), list(scripts)).toBeLessThanOrEqual(script)
    expect.soft(seen.length, list(seen)).toBeLessThanOrEqual(requests)
    const calls = seen.filter(isCall).map(({ url }) => url)
    expect(calls).toEqual([...new Set(calls)])
  })
}

test('the list asks the API before its first script has arrived, and needs two answers', async ({
  app,
  page,
}) => {
  await app.open('/nowhere')
  await page.goto('about:blank')
  const seen = await firstVisit(page, '/cvms', 'CVMs')
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

test('a second visit takes every script, style and font from the cache', async ({ app, page }) => {
  await app.open('/cvms')
  await expect(page.getByRole('row')).toHaveCount(51)
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
})
