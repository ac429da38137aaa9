import type { Page } from '@playwright/test'
import { tabTo } from './harness/keyboard.ts'
import { type Api, COMPOSE, running, runningCvm } from './harness/runningCvm.ts'
import { expect, test } from './harness/test.ts'

test.use({ seed: 0 })

const press = async (page: Page, name: string) => {
  await tabTo(page, name)
  // A button that says why it cannot be pressed yet has the focus all the same.
  await expect(page.locator(':focus')).not.toHaveAttribute('aria-disabled', 'true')
  await page.keyboard.press('Enter')
}

const statusIs = (page: Page, word: string) =>
  expect(page.getByRole('main').getByText(word, { exact: true }).first()).toBeVisible()

const focused = (page: Page) => page.locator(':focus')

const stillThere = async (api: Api, name: string) => {
  const { items } = (await (await api('GET', '/cvms/paginated')).json()) as {
    items: { name: string }[]
  }
  return items.filter((one) => one.name === name).length
}

test('a stranger signs in, deploys and arrives at the CVM with the keyboard alone', async ({
  app,
  page,
}) => {
  await page.goto('/sign-in')
  await expect(page.getByRole('button', { name: 'Open the sandbox' })).toBeVisible()
  await press(page, 'Open the sandbox')
  await expect(page.getByRole('heading', { level: 1, name: 'CVMs' })).toBeVisible()
  await press(page, 'Deploy a CVM')
  const current = page.getByRole('list', { name: 'Deploy steps' }).locator('[aria-current="step"]')
  await expect(current).toContainText('Compose')

  // In the editor Tab indents, until Ctrl+M, which is written under it. Its plain alternative is a text
  // area that Tab leaves.
  await tabTo(page, 'Docker Compose file')
  await expect(page.locator('.monaco-editor').first()).toBeVisible()
  await page.keyboard.press('Control+m')
  await tabTo(page, 'Use plain text')
  await page.keyboard.press('Space')
  await expect(page.getByRole('checkbox', { name: 'Use plain text' })).toBeChecked()
  await page.keyboard.press('Shift+Tab')
  await expect(page.getByRole('textbox', { name: 'Docker Compose file' })).toBeFocused()
  await page.keyboard.insertText(COMPOSE)
  await press(page, 'Next')

  await expect(current).toContainText('Resources')
  await tabTo(page, 'Name')
  await page.keyboard.type('by-keyboard')
  await press(page, 'Next')
  await expect(current).toContainText('Secrets')
  await press(page, 'Next')
  await expect(current).toContainText('Provision')
  await press(page, 'Provision')
  await expect(page.getByRole('main')).toContainText('App ID')
  await press(page, 'Next')
  await expect(current).toContainText('Commit')
  await press(page, 'Commit')
  await expect(page.getByRole('link', { name: 'Open CVM' })).toBeVisible()
  await press(page, 'Open CVM')
  await expect(page.getByRole('heading', { level: 1, name: 'by-keyboard' })).toBeFocused()
  await running(app.api, 'by-keyboard')
})

test('every action on a CVM is done, or called off, with the keyboard alone', async ({
  app,
  page,
}) => {
  const id = await runningCvm(app.api, 'all-by-keys')
  await app.open(`/cvms/${id}`)
  await statusIs(page, 'running')
  await press(page, 'Shut down')
  await statusIs(page, 'stopped')
  await press(page, 'Start')
  await statusIs(page, 'running')
  await press(page, 'Restart')
  await expect(page.getByText('all-by-keys restarted')).toBeVisible()

  // A dialog holds the focus on what loses nothing, and gives it back to where it came from.
  for (const action of ['Force restart', 'Force stop']) {
    await press(page, action)
    const dialog = page.getByRole('alertdialog', { name: `${action} all-by-keys?` })
    await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(dialog).toHaveCount(0)
    await expect(focused(page)).toHaveText(action)
    await page.keyboard.press('Enter')
    await press(page, action)
    await expect(dialog).toHaveCount(0)
  }
  await statusIs(page, 'stopped')

  await press(page, 'Replicate')
  await expect(page.getByRole('dialog')).toBeVisible()
  await press(page, 'Replicate')
  await expect.poll(() => stillThere(app.api, 'all-by-keys')).toBe(2)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)

  await press(page, 'Delete')
  const remove = page.getByRole('alertdialog', { name: 'Delete all-by-keys?' })
  await expect(remove).toBeVisible()
  await tabTo(page, 'Type all-by-keys to confirm')
  await page.keyboard.type('all-by-keys')
  await page.keyboard.press('Enter')
  await expect(page.getByText('all-by-keys deleted')).toBeVisible()
  await expect.poll(() => stillThere(app.api, 'all-by-keys')).toBe(1)
})

test('the pages of a CVM, its settings and its logs are reached and worked by keys', async ({
  app,
  page,
}) => {
  const id = await runningCvm(app.api, 'pages-by-keys')
  await app.open(`/cvms/${id}`)
  for (const tab of ['Environment', 'Logs', 'Settings']) {
    await press(page, tab)
    await expect(page).toHaveURL(new RegExp(`/${tab.toLowerCase()}$`))
    await expect(page.getByRole('heading', { level: 1, name: 'pages-by-keys' })).toBeFocused()
  }
  await expect(page.getByRole('region', { name: 'Visibility' })).toBeVisible()
  await tabTo(page, 'Name')
  await page.keyboard.press('Control+a')
  await page.keyboard.type('renamed-by-keys')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'renamed-by-keys' })).toBeVisible()
})
