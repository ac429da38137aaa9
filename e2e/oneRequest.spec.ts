import type { Page } from '@playwright/test'
import type { FakeCloud } from './harness/cloud.ts'
import { expect, test } from './harness/cloudTest.ts'

/** What arrived at the API and changes something there. */
const changes = (cloud: FakeCloud, path: RegExp) =>
  cloud.requests.filter((one) => one.method !== 'GET' && path.test(one.path))

const row = (page: Page, name: string) =>
  page.getByRole('row').filter({ has: page.getByRole('rowheader', { name, exact: true }) })

/** Down again and again, as a keyboard repeats a key that is held. */
async function hold(page: Page, key: string): Promise<void> {
  for (let n = 0; n < 5; n++) await page.keyboard.down(key)
  await page.keyboard.up(key)
}

async function open(page: Page, name: string, action: string): Promise<void> {
  await page.getByRole('button', { name: `Actions for ${name}` }).click()
  await page.getByRole('menuitem', { name: action, exact: true }).click()
}

test('a double click and Enter held down are one request: in a row, in a dialog, in a form', async ({
  page,
  cloud,
  openCloud,
}) => {
  await openCloud('/cvms')
  await row(page, 'storefront').getByRole('button', { name: 'Shut down' }).dblclick()
  await expect(page.getByText('storefront shut down')).toBeVisible()
  expect(changes(cloud, /\/shutdown$/)).toHaveLength(1)

  await row(page, 'storefront').getByRole('button', { name: 'Start' }).focus()
  await hold(page, 'Enter')
  await expect(page.getByText('storefront started')).toBeVisible()
  expect(changes(cloud, /\/start$/)).toHaveLength(1)

  await page.goto('/cvms/observability')
  await open(page, 'observability', 'Replicate')
  await page.getByRole('dialog').getByRole('button', { name: 'Replicate' }).dblclick()
  await expect(page.getByRole('dialog')).toBeHidden()
  expect(changes(cloud, /\/replicas$/)).toHaveLength(1)

  await page.goto('/cvms/team-git')
  await open(page, 'team-git', 'Delete')
  const question = page.getByRole('alertdialog', { name: 'Delete team-git?' })
  await question.getByRole('textbox').fill('team-git')
  await hold(page, 'Enter')
  await expect(question).toBeHidden()
  expect(changes(cloud, /^\/cvms\/[^/]+$/)).toHaveLength(1)
})

test('a double click on Commit is one CVM', async ({ page, cloud, openCloud }) => {
  await openCloud('/deploy')
  await page.getByLabel('Compose file to upload').setInputFiles({
    name: 'docker-compose.yml',
    mimeType: 'text/yaml',
    buffer: Buffer.from('services:\n  web:\n    image: nginx:1.27\n'),
  })
  const next = page.getByRole('button', { name: 'Next' })
  await next.click()
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('made-once')
  await next.click()
  await expect(page.getByRole('heading', { level: 2, name: 'Secrets' })).toBeVisible()
  await next.click()
  await page.getByRole('button', { name: 'Provision', exact: true }).dblclick()
  await expect(page.getByText('They agree')).toBeVisible()
  expect(changes(cloud, /^\/cvms\/provision$/)).toHaveLength(1)
  await next.click()
  await page.getByRole('button', { name: 'Commit', exact: true }).dblclick()
  await expect(page.getByRole('link', { name: 'Open CVM' })).toBeVisible()
  expect(changes(cloud, /^\/cvms$/)).toHaveLength(1)
})

test('a dialog that is confirmed in two tabs is one request, and the second is told', async ({
  page,
  context,
  cloud,
  openCloud,
}) => {
  await openCloud('/cvms/orders-api')
  const second = await context.newPage()
  await second.goto('/cvms/orders-api')
  const confirm = (tab: Page) =>
    tab.getByRole('alertdialog').getByRole('button', { name: 'Force restart' })
  for (const tab of [page, second]) {
    await open(tab, 'orders-api', 'Force restart')
    await expect(confirm(tab)).toBeVisible()
  }
  await confirm(page).click()
  await expect(page.getByRole('alertdialog')).toBeHidden()
  await confirm(second).click()
  await expect(second.getByRole('alertdialog')).toContainText('Another tab has confirmed the same')
  expect(changes(cloud, /\/restart$/)).toHaveLength(1)
  // Whoever has read that may still want it.
  const dialog = second.getByRole('alertdialog')
  await dialog.getByRole('button', { name: 'Try again' }).click()
  await expect.poll(() => changes(cloud, /\/restart$/)).toHaveLength(2)
})
