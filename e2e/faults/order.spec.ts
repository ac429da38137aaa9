import type { Page } from '@playwright/test'
import { runningCvm } from '../harness/runningCvm.ts'
import { expect, test } from './hops.ts'

const row = (page: Page, name: string) =>
  page.getByRole('row').filter({ has: page.getByRole('rowheader', { name, exact: true }) })
const refresh = (page: Page) => page.getByRole('button', { name: 'Refresh' })
const statusesOf = (page: Page) => page.evaluate(() => globalThis.statuses)

declare global {
  /** Every status that the row has shown, in order. */
  var statuses: string[]
}

/** Writes down each status that a row shows from now on. */
async function follow(page: Page, name: string): Promise<void> {
  await row(page, name).evaluate((element) => {
    globalThis.statuses = []
    const look = () => {
      const word = /running|shutting down|stopped|starting/i.exec(element.textContent ?? '')?.[0]
      if (word && statuses.at(-1) !== word) statuses.push(word)
    }
    look()
    new MutationObserver(look).observe(element, {
      subtree: true,
      childList: true,
      characterData: true,
    })
  })
}

test('a row never moves backwards, in whatever order answers come and however often', async ({
  page,
  cloud,
  openCloud,
}) => {
  await openCloud('/cvms')
  await follow(page, 'storefront')
  // An answer from before the shutdown, which comes long after it.
  let release = () => {}
  const held = new Promise<void>((resolve) => (release = resolve))
  cloud.rule({
    path: /^\/cvms\/paginated/,
    times: 1,
    answer: async (response, _request, carryOut) => {
      const body = await carryOut()
      await held
      response.writeHead(200, { 'content-type': 'application/json' })
      response.end(body)
    },
  })
  await refresh(page).click()
  await row(page, 'storefront').getByRole('button', { name: 'Shut down' }).click()
  await expect(row(page, 'storefront')).toContainText('stopped')
  release()
  await expect(refresh(page)).not.toHaveAttribute('aria-busy')
  await expect(row(page, 'storefront')).toContainText('stopped')
  await refresh(page).click()
  await expect(refresh(page)).not.toHaveAttribute('aria-busy')
  const seen = await statusesOf(page)
  expect(seen.at(0)).toBe('running')
  expect(seen.at(-1)).toBe('stopped')
  expect(seen.filter((status) => status === 'running')).toHaveLength(1)
})

test('a change on a kept-alive connection that is reset is sent again by the browser and carried out once', async ({
  app,
  page,
  cloud,
  near,
  openCloud,
}) => {
  app.expectError(/net::ERR_/)
  await openCloud('/cvms')
  await expect(row(page, 'observability')).toBeVisible()
  await near.line.set({ kind: 'lose-answer', once: /^POST [^ ]+\/shutdown / })
  // The line is that of the tests before as well.
  const before = near.proxy.requests.length
  await row(page, 'observability').getByRole('button', { name: 'Shut down' }).click()
  await expect(row(page, 'observability')).toContainText('stopped')
  const isShutdown = (one: string) => /^POST .*\/shutdown$/.test(one)
  expect(near.proxy.requests.slice(before).filter(isShutdown)).toHaveLength(2)
  expect(cloud.requests.filter(({ path }) => path.endsWith('/shutdown'))).toHaveLength(1)
})

for (const hours of [-30, 30]) {
  test(`a browser whose clock is ${hours} hours off sees each change once, and nothing that is not so`, async ({
    app,
    page,
    openCloud,
  }) => {
    const stuck = `stuck-shutdown-${hours < 0 ? 'behind' : 'ahead'}`
    await runningCvm(app.api, stuck)
    await page.clock.install({ time: Date.now() + hours * 3_600_000 })
    await openCloud('/cvms')
    // What somebody else has begun is not old news, nor of the future.
    await expect(row(page, stuck)).toContainText('running')
    await expect(row(page, stuck)).toContainText('just now')
    await app.api('POST', `/cvms/${stuck}/shutdown`)
    await refresh(page).click()
    await expect(row(page, stuck)).toContainText('shutting down')
    const name = hours < 0 ? 'orders-api' : 'trading-agent'
    await follow(page, name)
    await row(page, name).getByRole('button', { name: 'Shut down' }).click()
    await expect(row(page, name)).toContainText('stopped')
    await refresh(page).click()
    await expect(refresh(page)).not.toHaveAttribute('aria-busy')
    const seen = await statusesOf(page)
    expect(seen.at(-1)).toBe('stopped')
    expect(seen.filter((status) => status === 'running')).toHaveLength(1)
    await expect(page.getByRole('alert')).toHaveCount(0)
  })
}
