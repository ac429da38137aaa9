import type { Page } from '@playwright/test'
import { expect, test } from './hops.ts'
import type { Rule } from '../harness/cloud.ts'

// Slow enough for a stream to be opened.
test.use({ speed: 20 })

const action = (page: Page, name: string) =>
  page
    .getByRole('group', { name: /^Everything for / })
    .getByRole('button', { name, exact: true, includeHidden: true })

const EVENT = 'event: state\ndata: {"name":"observability","status":"shutting_down"}\n\n'

/** How a state stream can leave a page alone: two of them say once that the CVM is shutting down. */
const STREAMS: Record<string, Rule['answer']> = {
  'is cut': (response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.write(EVENT, () => response.destroy())
  },
  'falls silent': (response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.write(EVENT)
  },
  'never says anything': (response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.flushHeaders()
  },
  'says half an event': (response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.write('event: state\ndata: {"status":"stopp', () => response.end())
  },
  'is a web page': (response) => {
    response.writeHead(200, { 'content-type': 'text/html' })
    response.end('<!doctype html><h1>Hello</h1>')
  },
}

test('a state stream that fails leaves the status to the poller, and the page goes on by itself', async ({
  app,
  page,
  cloud,
  openCloud,
}) => {
  app.expectError(/net::ERR_/)
  await page.clock.install()
  await openCloud('/cvms/observability')
  await expect(action(page, 'Shut down')).toBeEnabled()
  let [from, to] = ['Shut down', 'Start']
  for (const [name, answer] of Object.entries(STREAMS)) {
    await test.step(name, async () => {
      const heal = cloud.rule({ path: /\/state\?/, answer })
      cloud.requests.length = 0
      await action(page, from).click()
      await expect(async () => {
        await page.clock.fastForward(3_000)
        await expect(action(page, to)).toBeEnabled({ timeout: 300 })
      }).toPass({ timeout: 30_000 })
      expect(cloud.requests.filter(({ path }) => path.includes('/state?')).length).toBeGreaterThan(
        0,
      )
      heal()
      ;[from, to] = [to, from]
    })
  }
  await expect(page.getByRole('main').getByRole('alert')).toHaveCount(0)
})
