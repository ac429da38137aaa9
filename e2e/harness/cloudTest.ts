import type { Page } from '@playwright/test'
import { type FakeCloud, startCloud } from './cloud.ts'
import { expect, test as base } from './test.ts'

/**
 * A test whose console has a stand-in for Phala Cloud behind its `cloud` connection: the sandbox of
 * the same server, with whatever faults the test puts in front of it.
 */
export const test = base.extend<
  { cloud: FakeCloud; openCloud: (path: string) => Promise<void> },
  { standIn: FakeCloud }
>({
  standIn: [
    // oxlint-disable-next-line no-empty-pattern -- the runner reads the dependencies off the pattern
    async ({}, use) => {
      const cloud = await startCloud()
      await use(cloud)
      await cloud.close()
    },
    { scope: 'worker' },
  ],
  cloudUrl: [async ({ standIn }, use) => use(standIn.url), { scope: 'worker' }],
  server: async ({ server, standIn }, use) => {
    standIn.passTo(server.sandboxUrl)
    await use(server)
  },
  cloud: async ({ standIn }, use) => {
    standIn.reset()
    await use(standIn)
    standIn.reset()
  },
  /** Opens an address of the app, signed in to Phala Cloud. */
  openCloud: async ({ page, server, cloud }, use) => {
    await use(async (path) => {
      await signInToCloud(page, server.sandboxKey)
      cloud.requests.length = 0
      await page.goto(path)
    })
  },
})

async function signInToCloud(page: Page, api_key: string): Promise<void> {
  const answer = await page.request.post('/session', { data: { connection: 'cloud', api_key } })
  expect(answer.status(), await answer.text()).toBe(204)
}

export { expect } from './test.ts'
