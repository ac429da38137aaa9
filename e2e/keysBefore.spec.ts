import type { Page } from '@playwright/test'
import { expect, test } from './harness/test.ts'

const palette = (page: Page) => page.getByRole('dialog', { name: 'Command palette' })
const input = (page: Page) => palette(page).getByRole('combobox')

async function atList(page: Page): Promise<void> {
  await expect(page.getByRole('rowheader', { name: 'storefront', exact: true })).toBeVisible()
}

/** Holds back every script that is asked for from now on. */
async function holdScripts(page: Page): Promise<{ asked: Promise<void>; release: () => void }> {
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  let tell = () => {}
  const asked = new Promise<void>((resolve) => {
    tell = resolve
  })
  await page.route('**/assets/*.js', async (route) => {
    tell()
    await held
    await route.continue()
  })
  return { asked, release }
}

test('what is typed before the palette has come is in its field; Escape calls it off', async ({
  app,
  page,
}) => {
  await app.open('/cvms')
  await atList(page)
  const scripts = await holdScripts(page)
  await page.keyboard.press('ControlOrMeta+k')
  await scripts.asked
  await page.keyboard.type('/ssx')
  await page.keyboard.press('Backspace')
  await page.keyboard.type('h')
  scripts.release()
  await expect(input(page)).toHaveValue('/ssh')
  await expect(input(page)).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(palette(page)).toBeHidden()

  await page.unroute('**/assets/*.js')
  await page.reload()
  await atList(page)
  const again = await holdScripts(page)
  const answered = page.waitForResponse(/Overlay-[^/]*\.js/)
  await page.keyboard.press('ControlOrMeta+k')
  await again.asked
  await page.keyboard.press('Escape')
  again.release()
  await answered
  await page.keyboard.press('/')
  await expect(page.getByRole('searchbox', { name: 'Filter CVMs' })).toBeFocused()
  await expect(palette(page)).toHaveCount(0)
})

test('keys pressed before a menu has come move in it', async ({ app, page }) => {
  await app.open('/cvms')
  await atList(page)
  const scripts = await holdScripts(page)
  await page.getByRole('button', { name: 'Actions for storefront' }).focus()
  await scripts.asked
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('f')
  await page.keyboard.press('ArrowDown')
  scripts.release()
  await expect(page.getByRole('menuitem', { name: 'Restart', exact: true })).toBeFocused()
})
