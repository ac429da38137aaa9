import type { Page } from '@playwright/test'
import { everyPlace } from './harness/pages.ts'
import { expect, test } from './harness/test.ts'

test.use({ seed: 12 })

/** What the API says of a key that may not do what was asked. */
const REFUSAL = { detail: 'Your role does not allow this' }

/** These ask the API nothing that a key could be refused for. */
const ASKS_NOTHING = /^\/(sign-in|nowhere|verify|deploy)|^\/apps\/.*\/attestation|\/cvm_0+$/

async function saysSo(page: Page, path: string): Promise<void> {
  await page.goto(path)
  await expect.soft(page.getByText(REFUSAL.detail).first(), path).toBeVisible()
  await expect.soft(page.locator('main [aria-busy=true]'), path).toHaveCount(0)
  await expect
    .soft(page.locator('main :is([aria-label^="Loading"], [aria-label^="Opening"])'), path)
    .toHaveCount(0)
}

test('a key that may read nothing meets the reason on every page, and nothing that goes on loading', async ({
  app,
  page,
}) => {
  test.slow()
  app.expectError(/403/)
  await app.open('/nowhere')
  const places = await everyPlace(app)
  await page.route('**/api/**', (route) => route.fulfill({ status: 403, json: REFUSAL }))
  for (const { path } of places) if (!ASKS_NOTHING.test(path)) await saysSo(page, path)
})

test('a tab whose own question is refused says so under the head of its CVM', async ({
  app,
  page,
}) => {
  app.expectError(/403/)
  await app.open('/nowhere')
  const places = await everyPlace(app)
  await page.route(/\/api\/.*\/cvms\/cvm_[^/?]+\/[^?]+/, (route) =>
    route.fulfill({ status: 403, json: REFUSAL }),
  )
  for (const { path, heading } of places) {
    if (!/\/(compose|environment|logs|metrics|network|activity)$/.test(path)) continue
    await saysSo(page, path)
    await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible()
    await expect.soft(page.getByRole('heading', { level: 1 }), path).toHaveCount(1)
  }
})

test('a tab whose own question is not answered yet leaves the head of its CVM, and says that it loads', async ({
  app,
  page,
}) => {
  await app.open('/nowhere')
  const places = await everyPlace(app)
  await page.route(/\/api\/.*\/cvms\/cvm_[^/?]+\/[^?]+/, () => undefined)
  for (const { path, heading } of places) {
    if (!/^\/cvms.*\/(compose|environment|logs|network|attestation)$/.test(path)) continue
    await page.goto(path)
    await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible()
    const waits = page.getByRole('main').getByRole('status', { name: /^Loading/ })
    await expect.soft(waits, path).toBeVisible()
    const height = await waits.evaluate((element) => element.getBoundingClientRect().height)
    expect.soft(height, `${path}: as high as what comes`).toBeGreaterThan(300)
  }
})
