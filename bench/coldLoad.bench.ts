import { chromium } from '@playwright/test'
import { startServer } from '../e2e/harness/server.ts'
import { getChromium } from '../bin/chromium.mjs'
import { floorBytes } from './floor.ts'
import { kB, type Row } from './measure.ts'

/** A first visit to /cvms with nothing cached, signed in, 50 CVMs. */
export async function run(): Promise<Row[]> {
  const server = await startServer({ seed: 50 })
  const browser = await chromium.launch({
    executablePath: await getChromium(),
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
  })
  try {
    const context = await browser.newContext()
    const signIn = await context.request.post(`${server.url}/session`, {
      data: { connection: 'sandbox' },
      headers: { origin: server.url },
    })
    if (!signIn.ok()) throw new Error(`signing in answered ${signIn.status()}`)
    const page = await context.newPage()
    const cdp = await context.newCDPSession(page)
    await cdp.send('Network.enable')
    const requests: { url: string; at: number; done?: number; bytes?: number }[] = []
    const byId = new Map<string, (typeof requests)[number]>()
    cdp.on('Network.requestWillBeSent', ({ requestId, request, timestamp }) => {
      const entry = { url: request.url, at: timestamp }
      byId.set(requestId, entry)
      requests.push(entry)
    })
    // Bodies alone, as the floor is counted.
    cdp.on('Network.responseReceived', ({ requestId, response }) => {
      const entry = byId.get(requestId)
      if (entry) entry.bytes = Number(response.headers['content-length'] ?? 0)
    })
    cdp.on('Network.loadingFinished', ({ requestId, timestamp }) => {
      const entry = byId.get(requestId)
      if (entry) entry.done = timestamp
    })
    await page.goto(`${server.url}/cvms`)
    await page.getByRole('table', { name: 'CVMs' }).getByRole('row').nth(5).waitFor()
    await page.waitForLoadState('networkidle')

    const scripts = requests.filter(({ url }) => new URL(url).pathname.endsWith('.js'))
    const calls = requests.filter(({ url }) => new URL(url).pathname.startsWith('/api/'))
    const js = scripts.reduce((sum, { bytes = 0 }) => sum + bytes, 0)
    const floor = await floorBytes()
    const firstCall = Math.min(...calls.map(({ at }) => at))
    const firstScript = Math.min(...scripts.map(({ done = Infinity }) => done))
    const twice = calls.length - new Set(calls.map(({ url }) => url)).size
    return [
      {
        what: 'JavaScript of a cold /cvms (brotli, as transferred) against the floor of react, react-dom, react-router and react-query',
        ours: kB(js),
        other: kB(floor),
        ratio: js / floor,
        goal: 'at most 1.3',
        met: js / floor <= 1.3,
      },
      {
        what: 'requests of a cold /cvms',
        ours: String(requests.length),
        other: `${scripts.length} scripts, ${calls.length} API calls, ${twice} of them twice`,
        goal: 'at most 12',
        met: requests.length <= 12,
      },
      {
        what: 'first API request before the first script has arrived',
        ours: `${((firstScript - firstCall) * 1000).toFixed(0)} ms before`,
        goal: 'before',
        met: firstCall < firstScript,
      },
    ]
  } finally {
    await browser.close()
    await server.dispose()
  }
}
