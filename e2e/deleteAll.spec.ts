import type { Page, Request } from '@playwright/test'
import { expect, test } from './harness/test.ts'

test.use({ seed: 10_001 })

const table = (page: Page) => page.getByRole('table', { name: 'CVMs' })
const toolbar = (page: Page) => page.getByRole('toolbar', { name: 'Bulk actions' })
const search = (page: Page) => page.getByRole('searchbox', { name: 'Filter CVMs' })

test('ten thousand CVMs are deleted at one go, four at a time, each CVM once, and the page goes on meanwhile @long', async ({
  app,
  page,
}) => {
  test.setTimeout(600_000)
  await app.open('/cvms')
  await expect(table(page)).toHaveAttribute('aria-rowcount', '10002', { timeout: 30_000 })
  await page.getByRole('checkbox', { name: 'Select all' }).check()
  await expect(toolbar(page)).toContainText('10001 selected')
  let open = 0
  let most = 0
  const deleted: string[] = []
  const isDelete = (request: Request) => request.method() === 'DELETE'
  page.on('request', (request) => {
    if (!isDelete(request)) return
    deleted.push(request.url())
    most = Math.max(most, ++open)
  })
  page.on('response', (response) => void (isDelete(response.request()) && open--))
  await toolbar(page).getByRole('button', { name: 'Delete', exact: true }).click()
  const dialog = page.getByRole('alertdialog', { name: 'Delete 10001 CVMs?' })
  await dialog.getByRole('textbox', { name: 'Type 10001 to confirm' }).fill('10001')
  await dialog.getByRole('button', { name: 'Delete' }).click()
  await expect.poll(() => deleted.length).toBeGreaterThan(500)
  // Whoever waits can do something else.
  await page.keyboard.press('/')
  await page.keyboard.type('api')
  await expect(search(page)).toHaveValue('api')
  await search(page).fill('')
  await expect(page.getByText('10001 CVMs deleted')).toBeVisible({ timeout: 400_000 })
  expect(new Set(deleted).size).toBe(10_001)
  expect(deleted).toHaveLength(10_001)
  expect(most).toBeLessThanOrEqual(4)
  await expect(table(page).getByRole('rowheader')).toHaveCount(0)
})
