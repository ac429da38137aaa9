import type { Page } from '@playwright/test'
import { expect, test } from './harness/test.ts'

const MANY = 10_000
const many = <T>(make: (at: number) => T): T[] => Array.from({ length: MANY }, (_, at) => make(at))

/** Only some of them are drawn, it says of how many, and the others are a press away. */
async function expectParts(page: Page, table: string) {
  const rows = page.getByRole('table', { name: table }).getByRole('rowheader')
  await expect(rows.first()).toBeVisible()
  await expect(page.getByText(`200 of ${MANY} shown`)).toBeVisible()
  expect(await rows.count()).toBe(200)
  await page.getByRole('button', { name: 'Show more' }).click()
  await expect(page.getByText(`1000 of ${MANY} shown`)).toBeVisible()
  expect(await rows.count()).toBe(1000)
}

test('ten thousand SSH keys are drawn a part at a time', async ({ app, page }) => {
  const keys = many((at) => ({
    id: `key_${at}`,
    user_id: 'user',
    name: `laptop-${at}`,
    public_key: `ssh-ed25519 AAAA laptop-${at}`,
    fingerprint: `SHA256:${at}`,
    key_type: 'ssh-ed25519',
    source: 'manual',
    created_at: '2026-01-01T00:00:00Z',
    updated_at: '2026-01-01T00:00:00Z',
    last_synced_at: null,
  }))
  await page.route('**/api/v1/user/ssh-keys', (route) => route.fulfill({ json: keys }))
  await app.open('/ssh-keys')
  await expectParts(page, 'SSH keys')
})

test('ten thousand nodes are drawn a part at a time, and those of a workspace are read on', async ({
  app,
  page,
}) => {
  const answer = (await (await app.api('GET', '/teepods/available')).json()) as { nodes: object[] }
  const nodes = many((at) => ({ ...answer.nodes[0], teepod_id: at, name: `node-${at}` }))
  await page.route('**/teepods/available', (route) => route.fulfill({ json: { ...answer, nodes } }))
  await page.route('**/workspaces/*/nodes?*', (route) => {
    const at = Number(new URL(route.request().url()).searchParams.get('page'))
    const items = Array.from({ length: 100 }, (_, n) => ({
      id: (at - 1) * 100 + n,
      name: `node-${(at - 1) * 100 + n}`,
      status: 'ONLINE',
    }))
    return route.fulfill({ json: { items, total: 250, page: at, page_size: 100, pages: 3 } })
  })
  await app.open('/nodes')
  await expectParts(page, 'Nodes')
  const read = page.getByRole('main')
  await expect(read).toContainText('Of the 250 nodes of the workspace itself, 100 are read.')
  await page.getByRole('button', { name: 'Read more' }).click()
  await expect(read).toContainText('Of the 250 nodes of the workspace itself, 200 are read.')
})

test('that no more nodes could be read on is said, with the way to ask again', async ({
  app,
  page,
}) => {
  let refuses = true
  await page.route('**/workspaces/*/nodes?*', (route) => {
    const at = Number(new URL(route.request().url()).searchParams.get('page'))
    if (at === 2 && refuses) return route.fulfill({ status: 500, json: { detail: 'Not now' } })
    const items = [{ id: at, name: `node-${at}`, status: 'ONLINE' }]
    return route.fulfill({ json: { items, total: 2, page: at, page_size: 1, pages: 2 } })
  })
  await app.open('/nodes')
  await page.getByRole('button', { name: 'Read more' }).click()
  const said = page.getByRole('status').filter({ hasText: 'The next ones could not be read.' })
  await expect(said).toContainText('Not now')
  refuses = false
  await said.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByRole('rowheader', { name: 'node-2' })).toBeVisible()
  await expect(said).toHaveCount(0)
})

test('an app with ten thousand replicas shows a part of them, and names a few where they differ', async ({
  app,
  page,
}) => {
  const { items } = (await (
    await app.api('GET', '/cvms/paginated?page=1&page_size=50')
  ).json()) as {
    items: { id: string; app_id: string; name: string }[]
  }
  const [one] = items
  if (!one) throw new Error('no CVM')
  const replicas = many((at) => ({
    ...one,
    id: `cvm_${String(at).padStart(12, '0')}`,
    compose_hash: (at % 2 ? 'a' : 'b').repeat(64),
  }))
  await page.route(/\/apps\/[^/]+\/cvms$/, (route) => route.fulfill({ json: replicas }))
  await app.open(`/apps/${one.app_id}`)
  await expectParts(page, 'Replicas')
  await expect(page.getByText(/ and 4980 more/).first()).toBeVisible()
  await page.goto(`/cvms/${one.id}`)
  await expectParts(page, 'Replicas')
})
