import { test as base, expect, type Page } from '@playwright/test'
import { type RunningServer, type ServerOptions, startServer } from './server.ts'
import { type Watch, watch } from './watch.ts'

export type App = {
  /** Signs in with the button, as a person does, and waits for the list. */
  signIn(): Promise<void>
  /** Opens an address of the app, signed in to the sandbox. */
  open(path: string): Promise<void>
  /** Asks the sandbox's plain API, as another client would: to arrange a state, or to look. */
  api(method: string, path: string, body?: unknown): Promise<Response>
  /** A picture for people to look at, in test-results/pictures. */
  picture(name: string): Promise<void>
  /** Errors in the page that match are part of this test. */
  expectError: Watch['expect']
}

type TestFixtures = { app: App; watched: Watch; server: RunningServer }
type WorkerFixtures = ServerOptions & {
  /** The server of a spec file. */
  servers: (file: string) => Promise<RunningServer>
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  seed: [undefined, { option: true, scope: 'worker' }],
  speed: [1000, { option: true, scope: 'worker' }],
  chaos: [undefined, { option: true, scope: 'worker' }],
  cloudUrl: [undefined, { option: true, scope: 'worker' }],
  flags: [[], { option: true, scope: 'worker' }],

  servers: [
    async ({ seed, speed, chaos, cloudUrl, flags }, use) => {
      let current: { file: string; server: RunningServer } | undefined
      await use(async (file) => {
        if (current?.file !== file) {
          await current?.server.dispose()
          const server = await startServer({ seed, speed, chaos, cloudUrl, flags })
          current = { file, server }
        }
        return current.server
      })
      await current?.server.dispose()
    },
    { scope: 'worker' },
  ],
  // A worker runs several files; what one leaves in its sandbox is not there for the next.
  server: async ({ servers }, use, { file }) => use(await servers(file)),

  baseURL: async ({ server }, use) => use(server.url),

  watched: [
    async ({ context }, use) => {
      const watched = await watch(context)
      await use(watched)
      expect(watched.problems(), 'errors in the page').toEqual([])
    },
    { auto: true },
  ],

  app: async ({ page, server, watched }, use) => {
    await use({
      signIn: () => signIn(page),
      open: async (path) => {
        await signInQuietly(page)
        await page.goto(path)
      },
      api: (method, path, body) =>
        fetch(server.sandboxUrl + path, {
          method,
          headers: { 'x-api-key': server.sandboxKey, 'content-type': 'application/json' },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        }),
      picture: async (name) => {
        await page.screenshot({ path: `test-results/pictures/${name}.png`, fullPage: true })
      },
      expectError: watched.expect,
    })
  },
})

async function signIn(page: Page): Promise<void> {
  await page.goto('/sign-in')
  await page.getByRole('button', { name: 'Open the sandbox' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'CVMs' })).toBeVisible()
}

/** The same request as the button sends, without the page: for tests that are about something else. */
async function signInQuietly(page: Page): Promise<void> {
  const answer = await page.request.post('/session', { data: { connection: 'sandbox' } })
  expect(answer.status(), await answer.text()).toBe(204)
}

export { expect } from '@playwright/test'
