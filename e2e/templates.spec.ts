import AxeBuilder from '@axe-core/playwright'
import { expect, test } from './harness/test.ts'

test.use({ seed: 0 })

test('the gallery finds a template by what it is for, and starts the file with it', async ({
  app,
  page,
}) => {
  await app.open('/cvms')
  await page.getByRole('link', { name: /All \d+ templates/ }).click()
  const gallery = page.getByRole('dialog', { name: 'Start from template' })
  const cards = gallery.getByRole('list', { name: 'Templates' }).locator('> li')
  await expect.poll(() => cards.count()).toBeGreaterThanOrEqual(12)
  await expect(cards.first().locator('svg').first()).toBeVisible()
  await expect(gallery.getByRole('searchbox', { name: 'Filter templates' })).toBeFocused()

  await page.keyboard.type('llama openai')
  await expect(cards).toHaveCount(1)
  await expect(gallery.getByRole('status')).toHaveText('1 template')
  await page.keyboard.type(' nothing')
  await gallery.getByRole('button', { name: 'Clear filters' }).click()
  await gallery.getByRole('button', { name: 'Operations' }).click()
  const debug = gallery.getByRole('button', { name: 'Debug shell' })
  await expect(debug).toHaveAccessibleDescription(/can be moved: tsl0922\/ttyd/)
  await debug.press('Enter')

  await expect(gallery).toHaveCount(0)
  const file = page.getByRole('textbox', { name: 'Docker Compose file' })
  await expect(file).toBeFocused()
  await expect(page.getByRole('list', { name: 'Problems' })).not.toContainText('Error')
  await page.getByRole('button', { name: 'Next' }).click()
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('from-gallery')
  await page.getByRole('button', { name: 'Next' }).click()
  await expect(page.getByLabel('Value of DEBUG_PASSWORD')).toBeVisible()
})

test('a gallery that a link opens can be read in every dress, and closed without a change', async ({
  app,
  page,
}) => {
  await app.open('/deploy?templates=all')
  const gallery = page.getByRole('dialog', { name: 'Start from template' })
  for (const media of [
    { colorScheme: 'light', forcedColors: 'none' },
    { colorScheme: 'dark', forcedColors: 'none' },
    { colorScheme: 'dark', forcedColors: 'active' },
  ] as const) {
    await page.emulateMedia({ ...media, reducedMotion: 'reduce' })
    await expect(gallery.getByRole('button', { name: 'Web server' })).toBeVisible()
    const { violations } = await new AxeBuilder({ page }).include('dialog').analyze()
    expect(violations).toEqual([])
  }
  await page.keyboard.press('Escape')
  await expect(gallery).toHaveCount(0)
  await expect(page).not.toHaveURL(/templates/)
  await expect(page.getByText('What the file says is checked while you type.')).toBeVisible()
})
