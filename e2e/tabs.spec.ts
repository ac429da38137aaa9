import type { BrowserContext, Page } from '@playwright/test'
import { crash } from './harness/crash.ts'
import { see } from './harness/see.ts'
import { type Api, runningCvm } from './harness/runningCvm.ts'
import { expect, test } from './harness/test.ts'

const row = (page: Page, name: string) =>
  page.getByRole('row').filter({ has: page.getByRole('rowheader', { name, exact: true }) })

/** A CVM whose shutdown never ends: in transition for as long as a test needs. */
async function stuck(api: Api, name: string): Promise<string> {
  await runningCvm(api, name)
  await api('POST', `/cvms/${name}/shutdown`)
  await expect
    .poll(async () => (await (await api('GET', `/cvms/${name}/state`)).json()).status)
    .toBe('shutting_down')
  return name
}

/** The times at which each page asked for statuses, together. */
function batches(context: BrowserContext): number[] {
  const times: number[] = []
  context.on('request', (request) => {
    if (request.url().endsWith('/status/batch')) times.push(Date.now())
  })
  return times
}

test('several tabs ask no more than one does, and the last one goes on when another is gone', async ({
  app,
  page,
  context,
}) => {
  const name = await stuck(app.api, 'stuck-shutdown-shared')
  await app.open('/cvms')
  await expect(row(page, name)).toContainText('shutting down')
  const others = [await context.newPage(), await context.newPage()]
  for (const other of others) {
    await other.goto('/cvms')
    await expect(row(other, name)).toContainText('shutting down')
  }
  const times = batches(context)
  await expect.poll(() => times.length, { timeout: 30_000 }).toBeGreaterThan(8)
  const gaps = times.slice(1).map((time, at) => time - (times[at] ?? 0))
  // Each tab alone would ask at least once in a second: three of them, every 333 ms.
  const usual = gaps.toSorted((a, b) => a - b)[Math.floor(gaps.length / 2)]
  expect(usual).toBeGreaterThanOrEqual(450)
  await page.close()
  await others[0]?.close()
  const last = others[1]
  if (!last) throw new Error('there were three')
  await app.api('POST', `/cvms/${name}/stop`)
  await expect(row(last, name)).toContainText('stopped')
})

test('a tab that crashes while it asks for all of them gives the job up', async ({
  app,
  page,
  context,
}) => {
  const name = await stuck(app.api, 'stuck-shutdown-orphaned')
  await app.open('/cvms')
  const asking = page.waitForRequest(/\/status\/batch$/)
  await page.route(/\/status\/batch$/, () => undefined) // No answer comes: it goes on asking.
  await asking
  const other = await context.newPage()
  await other.goto('/cvms')
  await expect(row(other, name)).toContainText('shutting down')
  const times = batches(context)
  await app.api('POST', `/cvms/${name}/stop`)
  await expect(row(other, name)).toContainText('shutting down')
  expect(times).toEqual([])
  await crash(page)
  await expect(row(other, name)).toContainText('stopped')
  expect(times.length).toBeGreaterThan(0)
})

test('a tab that nobody sees asks for nothing, and at once when it is seen again', async ({
  app,
  page,
}) => {
  const name = await stuck(app.api, 'stuck-shutdown-unseen')
  await page.clock.install()
  await app.open('/cvms')
  await expect(row(page, name)).toContainText('shutting down')
  await see(page, 'hidden')
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  await app.api('POST', `/cvms/${name}/stop`)
  await page.clock.runFor(10 * 60_000)
  expect(asked).toEqual([])
  await see(page, 'visible')
  await page.clock.runFor(1)
  await expect(row(page, name)).toContainText('stopped')
})
