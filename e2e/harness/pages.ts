import type { Page } from '@playwright/test'
import { expect, type App } from './test.ts'

export type Place = { path: string; heading: string | RegExp }

const TABS = [
  '',
  '/compose',
  '/environment',
  '/resources',
  '/logs',
  '/metrics',
  '/network',
  '/attestation',
  '/activity',
  '/settings',
]

/** Every address of the app, with the title of its page; of CVMs and apps, those of one that runs. */
export async function everyPlace(app: Pick<App, 'api'>): Promise<Place[]> {
  const answer = await app.api('GET', '/cvms/paginated?page=1&page_size=50')
  const { items } = (await answer.json()) as {
    items: { id: string; name: string; status: string; app_id: string }[]
  }
  const cvm = items.find(({ status }) => status === 'running')
  if (!cvm) throw new Error('no CVM runs')
  const { id, name, app_id } = cvm
  return [
    { path: '/sign-in', heading: 'Sign in' },
    { path: '/cvms', heading: 'CVMs' },
    ...TABS.map((tab) => ({ path: `/cvms/${id}${tab}`, heading: name })),
    { path: '/cvms/cvm_000000000000', heading: 'CVM not found' },
    { path: '/apps', heading: 'Apps' },
    ...['', '/revisions', '/attestation'].map((tab) => ({
      path: `/apps/${app_id}${tab}`,
      heading: name,
    })),
    { path: '/deploy', heading: 'Deploy a CVM' },
    { path: '/deploy?template=web', heading: 'Deploy a CVM' },
    { path: '/verify', heading: 'Verify a CVM' },
    { path: `/verify/${app_id}`, heading: 'Verify a CVM' },
    { path: '/account', heading: /.+/ },
    { path: '/ssh-keys', heading: /.+/ },
    { path: '/nodes', heading: /.+/ },
    { path: '/nowhere', heading: 'Page not found' },
  ]
}

/** Opens a page and waits until nothing of it is still on its way. */
export async function settle(page: Page, { path, heading }: Place): Promise<void> {
  await page.goto(path)
  await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible()
  await expect(
    page.locator('main :is([aria-label^="Loading"], [aria-label^="Opening"])'),
  ).toHaveCount(0)
  await expect(page.locator('main [aria-busy=true]')).toHaveCount(0)
}
