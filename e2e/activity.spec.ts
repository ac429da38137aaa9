import type { Page } from '@playwright/test'
import { type Api, runningCvm } from './harness/runningCvm.ts'
import { expect, test } from './harness/test.ts'

type Page1 = { items: { operation_type: string; status: string; error_message: string | null }[] }

const operations = async (api: Api, name: string) =>
  ((await (await api('GET', `/cvms/${name}/operations`)).json()) as Page1).items

const table = (page: Page) => page.getByRole('table', { name: 'Operations' })

/** Every cancel that the page really sends. */
function cancels(page: Page): string[] {
  const sent: string[] = []
  page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/operations/cancel'))
      sent.push(request.postData() ?? '')
  })
  return sent
}

test('what was done to a CVM is listed with who, when, how long and why it failed', async ({
  app,
  page,
}) => {
  await app.open('/cvms/landing-page/activity')
  const create = table(page).getByRole('row', { name: /^Create/ })
  await expect(create).toContainText('failed')
  await expect(create).toContainText('5 hours ago')
  await expect(create).toContainText('14 s')
  await expect(create).toContainText('invalid reference format')
  await create.getByRole('button', { name: 'Create' }).click()
  await expect(table(page)).toContainText('instance.create.fail')
})

test('what is done now appears by itself, under way first and then with its result', async ({
  app,
  page,
}) => {
  await app.open('/cvms/storefront/activity')
  await expect(table(page).getByRole('row', { name: /^Restart/ })).toHaveCount(1)
  await page
    .getByRole('group', { name: 'Everything for storefront' })
    .getByRole('button', { name: 'Restart', exact: true })
    .click()
  const restarts = table(page).getByRole('row', { name: /^Restart/ })
  await expect(restarts).toHaveCount(2)
  await expect(restarts.first()).toContainText('completed')
  await expect(restarts.first()).toContainText('just now')
})

test('it is cancelled after saying what that may leave, with one request; the CVM stays', async ({
  app,
  page,
}) => {
  await runningCvm(app.api, 'stuck-shutdown-one')
  await app.api('POST', '/cvms/stuck-shutdown-one/shutdown')
  await app.open('/cvms/stuck-shutdown-one/activity')
  const sent = cancels(page)
  const card = page.getByRole('region', { name: 'Under way' })
  await expect(card).toContainText('Shut down')
  // The stronger actions are there all the time.
  await expect(card.getByRole('button', { name: 'Force stop' })).toBeEnabled()
  await expect(card.getByRole('button', { name: 'Force restart' })).toBeEnabled()
  await card.getByRole('button', { name: 'Cancel operation' }).click()
  const dialog = page.getByRole('alertdialog', {
    name: 'Cancel the operation of stuck-shutdown-one?',
  })
  await expect(dialog.getByRole('button', { name: 'Let it go on' })).toBeFocused()
  await expect(dialog).toContainText('may be left stopped')
  await dialog.getByRole('button', { name: 'Cancel operation' }).click()
  await expect(page.getByText('Operation of stuck-shutdown-one cancelled')).toBeVisible()
  await expect(card).toBeHidden()
  expect(sent).toEqual([''])
  const [last] = await operations(app.api, 'stuck-shutdown-one')
  expect(last).toMatchObject({ operation_type: 'shutdown', error_message: 'cancelled' })
  await expect(table(page).getByRole('row', { name: /^Shut down/ })).toContainText('cancelled')
})

test('a cancel that is refused, or whose answer is lost, says so inside and keeps the question', async ({
  app,
  page,
}) => {
  await runningCvm(app.api, 'stuck-shutdown-two')
  await app.api('POST', '/cvms/stuck-shutdown-two/shutdown')
  let answers = 0
  await page.route('**/operations/cancel', async (route) => {
    answers += 1
    if (answers === 1) {
      const message = 'The worker holds the lock'
      await route.fulfill({ status: 409, json: { error_code: 'ERR-CONSOLE-STATE', message } })
    } else if (answers === 2) {
      await route.fetch()
      await route.abort('connectionreset')
    } else await route.continue()
  })
  app.expectError(/ERR_CONNECTION_RESET/)
  await app.open('/cvms/stuck-shutdown-two/activity')
  await page.getByRole('button', { name: 'Cancel operation' }).click()
  const dialog = page.getByRole('alertdialog')
  await dialog.getByRole('button', { name: 'Cancel operation' }).click()
  await expect(dialog).toContainText('The worker holds the lock')
  await dialog.getByRole('button', { name: 'Try again' }).click()
  await expect(dialog.getByRole('alert')).toContainText(/connection|answer/i)
  // It was cancelled all the same, and the page finds out by itself.
  await expect(page.getByRole('region', { name: 'Under way', includeHidden: true })).toHaveCount(0)
  await dialog.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByText('Too late to cancel')).toBeVisible()
  expect(answers).toBe(3)
})

test('the stronger action cuts through from the same place', async ({ app, page }) => {
  await runningCvm(app.api, 'stuck-shutdown-three')
  await app.api('POST', '/cvms/stuck-shutdown-three/shutdown')
  await app.open('/cvms/stuck-shutdown-three/activity')
  await page
    .getByRole('region', { name: 'Under way' })
    .getByRole('button', { name: 'Force stop' })
    .click()
  const dialog = page.getByRole('alertdialog', { name: 'Force stop stuck-shutdown-three?' })
  await dialog.getByRole('button', { name: 'Force stop' }).click()
  await expect(table(page).getByRole('row', { name: /^Force stop/ })).toContainText('completed')
  await expect(table(page).getByRole('row', { name: /^Shut down/ })).toContainText('cut short')
})

test('what takes more than twice its usual time is called slow, with the log and the ways to end it', async ({
  app,
  page,
}) => {
  await runningCvm(app.api, 'stuck-shutdown-slow')
  await app.api('POST', '/cvms/stuck-shutdown-slow/shutdown')
  const before = (duration_ms: number | null) => ({
    correlation_id: `before-${duration_ms}`,
    operation_type: 'shutdown',
    target_state: 'stopped',
    started_at: '2026-01-01T00:00:00Z',
    status: duration_ms === null ? 'in_progress' : 'completed',
    duration_ms,
    sub_operations: [],
    events: [],
    instance_name: 'stuck-shutdown-slow',
  })
  await page.route(/\/cvms\/[^/]+\/operations\?/, (route) =>
    route.fulfill({
      json: { items: [null, 1, 2, 3].map(before), next_cursor: null, total: 4 },
    }),
  )
  await app.open('/cvms/stuck-shutdown-slow')
  const slow = page.getByRole('status', { name: 'Slow' })
  await expect(slow).toContainText('taken more than twice as long')
  await expect(slow.getByRole('link', { name: 'log' })).toHaveAttribute('href', /\/logs$/)
  await expect(slow.getByRole('button', { name: 'Force restart' })).toBeEnabled()
  await slow.getByRole('button', { name: 'Cancel operation' }).click()
  const question = page.getByRole('alertdialog', { name: /^Cancel the operation of/ })
  await question.getByRole('button', { name: 'Let it go on' }).click()
  await slow.getByRole('button', { name: 'Force stop' }).click()
  const dialog = page.getByRole('alertdialog', { name: 'Force stop stuck-shutdown-slow?' })
  await dialog.getByRole('button', { name: 'Force stop' }).click()
  await expect(page.getByText('stuck-shutdown-slow stopped')).toBeVisible()
  await expect(slow).toBeHidden()
})

test('what has just begun is not called slow by a browser whose clock is a day ahead', async ({
  app,
  page,
}) => {
  await runningCvm(app.api, 'stuck-shutdown-early')
  await app.api('POST', '/cvms/stuck-shutdown-early/shutdown')
  await page.clock.setSystemTime(Date.now() + 86_400_000)
  await app.open('/cvms/stuck-shutdown-early/activity')
  const underWay = page.getByRole('region', { name: 'Under way' })
  await expect(underWay.getByRole('definition').filter({ hasText: 'just now' })).toBeVisible()
  await expect(page.getByRole('status', { name: 'Slow' })).toBeHidden()
})
