import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from '@playwright/test'
import { type RunningServer, startServer } from '../e2e/harness/server.ts'
import { inBrowser, metersOf } from './browser.ts'
import { median, ms, type Row } from './measure.ts'

const SMALL = 100
const LARGE = 10_000
/** In so many windows of so many seconds a page is looked at that nobody touches. */
const WINDOWS = 6
const SECONDS = 10
const MOVING = 5

/** What a list costs that is left open: with nothing under way, and with a few CVMs in transition. */
export async function run(): Promise<Row[]> {
  const small = await startServer({ seed: SMALL })
  const large = await startServer({ seed: LARGE })
  const single = await startServer({ seed: SMALL })
  try {
    const idle = await sideBySide([small, large])
    for (let n = 0; n < MOVING; n++)
      await Promise.all([small, large].map((one) => getStuck(one, n)))
    await getStuck(single, 0)
    const moving = await sideBySide([small, large, single])
    return [...idleRows(idle), ...movingRows(moving)]
  } finally {
    for (const one of [small, large, single]) await one.dispose()
  }
}

/** What one page did in one window: its calls of the API, and ms of script. */
type Window = { calls: string[]; script: number }
type Watched = Window[]

const perMinute = (value: number) => (value * 60) / SECONDS
const scriptOf = (watched: Watched | undefined) => median((watched ?? []).map((one) => one.script))
const callsOf = (watched: Watched | undefined) => (watched ?? []).flatMap((one) => one.calls)

function idleRows([small, large]: Watched[]): Row[] {
  const [less, more] = [scriptOf(small), scriptOf(large)]
  const calls = [small, large].map((one) => callsOf(one).length)
  return [
    {
      what: `idle list of ${SMALL} and of ${LARGE} CVMs, ${WINDOWS * SECONDS} s: calls of the API`,
      ours: calls.join(', '),
      goal: 'none',
      met: calls.every((count) => count === 0),
    },
    {
      what: `idle list of ${LARGE} CVMs: script a minute, against one of ${SMALL}`,
      ours: ms(perMinute(more)),
      other: ms(perMinute(less)),
      ratio: more / less,
      goal: 'below 1.3',
      met: more / less < 1.3,
    },
  ]
}

function movingRows([small, large, single]: Watched[]): Row[] {
  const calls = callsOf(small)
  const alone = callsOf(single).length
  const isBatch = [small, large, single].every((one) =>
    callsOf(one).every((call) => call.endsWith('/status/batch')),
  )
  const perCall = (watched: Watched | undefined) =>
    (scriptOf(watched) * WINDOWS) / callsOf(watched).length
  return [
    {
      what: `${MOVING} in transition: calls in ${WINDOWS * SECONDS} s, all for the statuses of all, against 1 in transition`,
      ours: String(calls.length),
      other: String(alone),
      ratio: calls.length / alone,
      goal: 'one a tick (below 1.1)',
      met: isBatch && calls.length / alone < 1.1,
    },
    {
      what: `${MOVING} in transition: script for each tick in a list of ${LARGE} CVMs, against ${SMALL}`,
      ours: ms(perCall(large)),
      other: ms(perCall(small)),
      ratio: perCall(large) / perCall(small),
    },
  ]
}

/** Leaves the list of each server open in a browser of its own, all at once, and looks at what they do. */
async function sideBySide(servers: readonly RunningServer[]): Promise<Watched[]> {
  let ready = 0
  let all = () => {}
  const allReady = new Promise<void>((resolve) => {
    all = resolve
  })
  return Promise.all(
    servers.map(({ url }) =>
      inBrowser(url, async (page) => {
        await page.goto(`${url}/cvms`)
        const table = page.locator('table[aria-label="CVMs"]')
        await table.and(page.locator(':not([aria-busy="true"])')).waitFor()
        // What comes after the list: other parts of the app that are fetched ahead.
        await page.waitForLoadState('networkidle')
        if (++ready === servers.length) all()
        await allReady
        return watch(page)
      }),
    ),
  )
}

async function watch(page: Page): Promise<Watched> {
  const { script } = await metersOf(page)
  let calls: string[] = []
  page.on('request', (request) => {
    const { pathname } = new URL(request.url())
    if (pathname.startsWith('/api/')) calls.push(pathname)
  })
  const windows: Window[] = []
  for (let n = 0; n < WINDOWS; n++) {
    calls = []
    const before = await script()
    await sleep(SECONDS * 1000)
    windows.push({ calls, script: (await script()) - before })
  }
  return windows
}

/** A CVM that is in transition for as long as nobody cuts it short. */
async function getStuck({ sandboxUrl, sandboxKey }: RunningServer, n: number): Promise<void> {
  const name = `stuck-shutdown-${n}`
  const ask = async (method: string, path: string, body?: unknown) => {
    const answer = await fetch(sandboxUrl + path, {
      method,
      headers: { 'x-api-key': sandboxKey, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}`)
    return (await answer.json()) as Record<string, string>
  }
  const docker_compose_file = 'services:\n  web:\n    image: nginx:1.27\n'
  const { app_id, compose_hash } = await ask('POST', '/cvms/provision', {
    name,
    compose_file: { docker_compose_file },
  })
  await ask('POST', '/cvms', { app_id, compose_hash })
  while ((await ask('GET', `/cvms/${name}/state`))['status'] !== 'running') await sleep(20)
  await ask('POST', `/cvms/${name}/shutdown`)
}
