import type { Page } from '@playwright/test'
import { look } from './harness/axe.ts'
import { tabTo } from './harness/keyboard.ts'
import { expect, test } from './harness/test.ts'

const search = (page: Page) => page.getByRole('searchbox', { name: 'Filter CVMs' })
const row = (page: Page, name: string) =>
  page.getByRole('row').filter({ has: page.getByRole('rowheader', { name, exact: true }) })

/** The states of the pages that stand in front of everything else. */
const STATES: Record<string, (page: Page) => Promise<void>> = {
  'the sign-in page with a mistake': async (page) => {
    await page.goto('/sign-in?next=%2Fcvms%2Fstorefront')
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await expect(page.getByText('Enter an API key.')).toBeVisible()
  },
  'the list': async (page) => {
    await page.goto('/cvms')
    await expect(row(page, 'landing-page')).toContainText('invalid reference')
  },
  'the list with a selection': async (page) => {
    await page.getByRole('checkbox', { name: 'Select storefront', exact: true }).check()
    await expect(page.getByRole('toolbar', { name: 'Bulk actions' })).toBeVisible()
  },
  'the question of a bulk action': async (page) => {
    await page.getByRole('toolbar').getByRole('button', { name: 'Delete' }).click()
    await expect(page.getByRole('alertdialog')).toBeVisible()
  },
  'an open menu': async (page) => {
    await page.goto('/cvms')
    await page.getByRole('button', { name: 'Actions for team-git' }).click()
    await expect(page.getByRole('menu')).toBeVisible()
  },
  'an empty result': async (page) => {
    await page.goto('/cvms?q=nothing-like-this')
    await expect(page.getByText('No CVM matches')).toBeVisible()
  },
  'a page that is not there': async (page) => {
    await page.goto('/nowhere')
    await expect(page.getByRole('heading', { level: 1, name: 'Page not found' })).toBeVisible()
  },
}

test('nothing keeps anybody out, in any dress', { tag: '@long' }, async ({ app, page }) => {
  await app.open('/sign-in')
  for (const [state, arrange] of Object.entries(STATES)) {
    await arrange(page)
    await look(page, state)
  }
})

test('forced colours and a narrow screen keep everything', async ({ app, page }) => {
  await page.setViewportSize({ width: 320, height: 640 })
  await page.emulateMedia({ forcedColors: 'active' })
  await app.open('/cvms')
  await expect(row(page, 'landing-page')).toContainText('invalid reference')
  const tooWide = () =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  expect(await tooWide()).toBe(0)
  await page.getByRole('checkbox', { name: 'Select storefront', exact: true }).check()
  await expect(page.getByRole('toolbar', { name: 'Bulk actions' })).toBeInViewport()
  expect(await tooWide()).toBe(0)
  await page.getByRole('button', { name: 'Actions for storefront' }).click()
  await expect(page.getByRole('menuitem', { name: 'Delete' })).toBeInViewport()
})

test('the strips of links begin where the current one is seen, on the narrowest screen', async ({
  app,
  page,
}) => {
  await page.setViewportSize({ width: 320, height: 640 })
  await app.open('/verify')
  const verify = page
    .getByRole('navigation', { name: 'Main' })
    .getByRole('link', { name: 'Verify' })
  await expect(verify).toBeInViewport({ ratio: 1 })
  await page.goto('/cvms/storefront/settings')
  const settings = page.getByRole('navigation', { name: 'CVM pages' })
  await expect(settings.getByRole('link', { name: 'Settings' })).toBeInViewport({ ratio: 1 })
})

test('the list is worked with the keyboard alone', async ({ app, page }) => {
  await app.open('/cvms')
  await expect(row(page, 'storefront')).toBeVisible()
  await page.keyboard.press('/')
  await page.keyboard.type('team-git')
  await expect(row(page, 'storefront')).toHaveCount(0)
  await tabTo(page, 'Select team-git')
  await page.keyboard.press('Space')
  await expect(page.getByRole('toolbar', { name: 'Bulk actions' })).toContainText('1 selected')
  await tabTo(page, 'team-git')
  await tabTo(page, 'Start')
  await page.keyboard.press('Enter')
  await expect(page.getByText('team-git started')).toBeVisible()
  await tabTo(page, 'Actions for team-git')
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('menu')).toBeVisible()
  await page.keyboard.type('d')
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('alertdialog', { name: 'Delete team-git?' })
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(dialog).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Actions for team-git' })).toBeFocused()
  await page.keyboard.press('/')
  await expect(search(page)).toBeFocused()
})
