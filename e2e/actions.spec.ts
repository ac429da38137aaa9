import type { Page } from '@playwright/test'
import { runningCvm } from './harness/runningCvm.ts'
import { expect, test } from './harness/test.ts'

test.use({ seed: 0 })

const row = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name })

async function choose(page: Page, name: string, action: string): Promise<void> {
  await page.getByRole('button', { name: `Actions for ${name}` }).click()
  await page.getByRole('menuitem', { name: action, exact: true }).click()
}

test('a row is shut down and started by its direct button, and says so when it is done', async ({
  app,
  page,
}) => {
  await runningCvm(app.api, 'direct-app')
  await app.open('/cvms')
  await row(page, 'direct-app').getByRole('button', { name: 'Shut down' }).click()
  await expect(page.getByText('direct-app shut down')).toBeVisible()
  await expect(row(page, 'direct-app')).toContainText('stopped')
  await row(page, 'direct-app').getByRole('button', { name: 'Start' }).click()
  await expect(row(page, 'direct-app')).toContainText('running')
  await expect(page.getByText('direct-app started')).toBeVisible()
})

test('restart is gentle, force restart asks first and says what is lost', async ({ app, page }) => {
  const id = await runningCvm(app.api, 'restart-app')
  await app.open(`/cvms/${id}`)
  const sent: string[] = []
  page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/restart'))
      sent.push(request.postData() ?? '')
  })
  await choose(page, 'restart-app', 'Restart')
  await expect(page.getByText('restart-app restarted')).toBeVisible()
  await choose(page, 'restart-app', 'Force restart')
  const dialog = page.getByRole('alertdialog', { name: 'Force restart restart-app?' })
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await choose(page, 'restart-app', 'Force restart')
  await dialog.getByRole('button', { name: 'Force restart' }).click()
  await expect(dialog).toBeHidden()
  await expect.poll(() => sent).toEqual(['{"force":false}', '{"force":true}'])
})

test('a shutdown that hangs is cut short by force stop', async ({ app, page }) => {
  const id = await runningCvm(app.api, 'stuck-shutdown-x')
  await app.open(`/cvms/${id}`)
  await choose(page, 'stuck-shutdown-x', 'Shut down')
  await expect(page.getByText('shutting down').first()).toBeVisible()
  await choose(page, 'stuck-shutdown-x', 'Force stop')
  const dialog = page.getByRole('alertdialog', { name: 'Force stop stuck-shutdown-x?' })
  await dialog.getByRole('button', { name: 'Force stop' }).click()
  await expect(page.getByText('stuck-shutdown-x stopped')).toBeVisible()
})

test('delete takes the whole name, exactly, and then the CVM is gone', async ({ app, page }) => {
  await runningCvm(app.api, 'delete-me-app')
  await app.open('/cvms')
  await choose(page, 'delete-me-app', 'Delete')
  const dialog = page.getByRole('alertdialog', { name: 'Delete delete-me-app?' })
  const confirm = dialog.getByRole('button', { name: 'Delete' })
  const field = dialog.getByRole('textbox', { name: 'Type delete-me-app to confirm' })
  await field.fill('delete-me')
  await expect(confirm).toBeDisabled()
  await field.fill('delete-me-app')
  await field.press('Enter')
  await expect(dialog).toBeHidden()
  await expect(row(page, 'delete-me-app')).toHaveCount(0)
  const { items } = (await (await app.api('GET', '/cvms/paginated')).json()) as {
    items: { name: string }[]
  }
  expect(items.map(({ name }) => name)).not.toContain('delete-me-app')
})

test('replicate makes as many as asked for on the chosen node, each request once', async ({
  app,
  page,
}) => {
  const id = await runningCvm(app.api, 'replica-app')
  await app.open(`/cvms/${id}`)
  const sent: string[] = []
  page.on('request', (request) => {
    if (request.url().endsWith('/replicas')) sent.push(request.postData() ?? '')
  })
  await choose(page, 'replica-app', 'Replicate')
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('How many').fill('2')
  await dialog.getByRole('button', { name: 'Replicate' }).click()
  await expect(dialog).toBeHidden()
  await expect.poll(() => sent.length).toBe(2)
  await expect
    .poll(async () => {
      const { items } = (await (await app.api('GET', '/cvms/paginated')).json()) as {
        items: { name: string; status: string }[]
      }
      return items.filter(({ name, status }) => name === 'replica-app' && status === 'running')
        .length
    })
    .toBe(3)
})

test('what the server refuses stays in the dialog with its reason, and can be tried again', async ({
  app,
  page,
}) => {
  const id = await runningCvm(app.api, 'refused-app')
  await app.open(`/cvms/${id}`)
  app.expectError(/500/)
  let fail = true
  await page.route('**/cvms/*/stop', (route) =>
    fail
      ? route.fulfill({ status: 500, json: { detail: 'the node lost its mind' } })
      : route.continue(),
  )
  await choose(page, 'refused-app', 'Force stop')
  const dialog = page.getByRole('alertdialog', { name: 'Force stop refused-app?' })
  await dialog.getByRole('button', { name: 'Force stop' }).click()
  await expect(dialog).toContainText('the node lost its mind')
  fail = false
  await dialog.getByRole('button', { name: 'Try again' }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByText('refused-app stopped')).toBeVisible()
})

test('an action that is not possible now is disabled and says why', async ({ app, page }) => {
  const id = await runningCvm(app.api, 'reason-app')
  await app.open(`/cvms/${id}`)
  await page.getByRole('button', { name: 'Actions for reason-app' }).click()
  const start = page.getByRole('menuitem', { name: 'Start', exact: true })
  await expect(start).toBeDisabled()
  await expect(start).toHaveAccessibleDescription(/Only a stopped CVM can be started/)
})

test('a busy CVM is asked again, with the wait shown', async ({ app, page }) => {
  await runningCvm(app.api, 'busy-twice-app')
  await app.open('/cvms')
  await row(page, 'busy-twice-app').getByRole('button', { name: 'Shut down' }).click()
  app.expectError(/409/)
  await expect(page.getByText('busy-twice-app is busy')).toBeVisible()
  await expect(page.getByText('busy-twice-app shut down')).toBeVisible({ timeout: 15_000 })
})
