import type { Page, Request } from '@playwright/test'
import { type Api, runningCvm } from './harness/runningCvm.ts'
import { expect, test } from './harness/test.ts'

test.use({ seed: 0 })

const row = (page: Page, name: string) =>
  page.getByRole('row').filter({ has: page.getByRole('rowheader', { name, exact: true }) })

const isBatch = (request: Request) => request.url().endsWith('/status/batch')

/** A CVM whose shutdown never ends: in transition for as long as a test needs. */
async function stuck(api: Api, name: string): Promise<string> {
  const id = await runningCvm(api, name)
  await api('POST', `/cvms/${name}/shutdown`)
  return id
}

/** Every call of the API that a page makes from now on. */
function calls(page: Page): Request[] {
  const seen: Request[] = []
  page.on('request', (request) => {
    if (new URL(request.url()).pathname.startsWith('/api/')) seen.push(request)
  })
  return seen
}

test('five that are on their way cost one call at a time, for all of them', async ({
  app,
  page,
}) => {
  const names = Array.from({ length: 5 }, (_, n) => `stuck-shutdown-${n}`)
  const ids = await Promise.all(names.map((name) => stuck(app.api, name)))
  await app.open('/cvms?q=stuck')
  await expect(row(page, 'stuck-shutdown-4')).toContainText('shutting down')
  const seen = calls(page)
  await expect.poll(() => seen.length).toBeGreaterThanOrEqual(4)
  for (const request of seen) {
    expect(isBatch(request), request.url()).toBe(true)
    const { vm_uuids } = request.postDataJSON() as { vm_uuids: string[] }
    expect(vm_uuids).toEqual(expect.arrayContaining(ids))
  }
})
