import AxeBuilder from '@axe-core/playwright'
import type { Locator, Page } from '@playwright/test'
import { SHORTCUTS } from '../src/pages/shortcuts/shortcuts.ts'
import { expect, test } from './harness/test.ts'

const palette = (page: Page) => page.getByRole('dialog', { name: 'Command palette' })
const input = (page: Page) => palette(page).getByRole('combobox')
const option = (page: Page, name: string) =>
  palette(page).getByRole('option', { name, exact: true })
const marked = (page: Page) => palette(page).getByRole('option', { selected: true })
const row = (page: Page, name: string) =>
  page.getByRole('row').filter({ has: page.getByRole('rowheader', { name, exact: true }) })
const title = (page: Page, name: string) => page.getByRole('heading', { level: 1, name })

async function open(page: Page): Promise<void> {
  await page.keyboard.press('ControlOrMeta+k')
  await expect(input(page)).toBeFocused()
}

async function atList(page: Page): Promise<void> {
  await expect(row(page, 'storefront')).toBeVisible()
}

test('a page, a CVM and each of its pages are a few keys away, the latest first', async ({
  app,
  page,
}) => {
  await app.open('/cvms')
  await atList(page)
  await open(page)
  await page.keyboard.type('ssh')
  await expect(marked(page)).toHaveText('SSH keys')
  await page.keyboard.press('Enter')
  await expect(title(page, 'SSH keys')).toBeVisible()
  await expect(palette(page)).toBeHidden()

  await open(page)
  await page.keyboard.type('storefr')
  await expect(marked(page)).toContainText('storefront')
  await page.keyboard.press('Enter')
  await expect(title(page, 'storefront')).toBeFocused()

  await open(page)
  await expect(palette(page).getByRole('group', { name: 'Recent' }).getByRole('option')).toHaveText(
    [/^storefront/, 'SSH keys'],
  )
  await page.keyboard.type('netw')
  await expect(marked(page)).toHaveText('Network of storefront')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/cvms\/cvm_[^/]+\/network$/)
  const kept = await page.evaluate(() => JSON.stringify(Object.entries(localStorage)))
  expect(kept).not.toContain('storefront')
})

test('any format of any identifier finds the CVM', async ({ app, page }) => {
  const info = (await (await app.api('GET', '/cvms/storefront')).json()) as Record<string, string>
  const { id = '', vm_uuid = '', app_id = '', instance_id = '' } = info
  const hex = app_id.replace('app_', '')
  await app.open('/cvms')
  await atList(page)
  await open(page)
  const formats = [id, vm_uuid, vm_uuid.replaceAll('-', ''), `app_${hex}`, hex, `0x${hex}`]
  for (const format of [...formats, instance_id]) {
    await input(page).fill(format)
    await expect(marked(page)).toContainText('storefront')
  }
})

test('every allowed action is there, opens its own dialog, and none that is not allowed', async ({
  app,
  page,
}) => {
  await app.open('/cvms')
  await atList(page)
  await page.getByRole('button', { name: 'Actions for storefront' }).focus()
  await open(page)
  await page.keyboard.type('storefront')
  await expect(option(page, 'Shut down storefront')).toBeVisible()
  await expect(option(page, 'Start storefront')).toHaveCount(0)
  await input(page).fill('delete storefront')
  await expect(marked(page)).toContainText('Delete storefront')
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('alertdialog', { name: 'Delete storefront?' })
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'Actions for storefront' })).toBeFocused()

  // A verb alone asks of which CVM; nothing is done to one that was not named.
  await open(page)
  await page.keyboard.type('shut')
  await expect(marked(page)).toContainText('Shut down …')
  await page.keyboard.press('Enter')
  await expect(input(page)).toHaveValue('Shut down ')
  await page.keyboard.type('observ')
  await expect(marked(page)).toHaveText('Shut down observability')
  await page.keyboard.press('Enter')
  await expect(row(page, 'observability')).toContainText('stopped')
})

test(
  'the palette is worked by touch on a small screen, and keeps nobody out',
  { tag: '@long' },
  async ({ app, page }) => {
    test.slow()
    await page.setViewportSize({ width: 320, height: 640 })
    await app.open('/cvms')
    await expect(page.getByRole('table', { name: 'CVMs' })).toBeVisible()
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await page.getByRole('button', { name: 'Command palette' }).click()
      // Each look takes seconds: every state once, and each theme.
      const texts = colorScheme === 'light' ? ['store'] : ['', 'nothing like this']
      for (const text of texts) {
        await input(page).fill(text)
        if (text.length > 9) await expect(palette(page).getByText(/^Nothing matches/)).toBeVisible()
        else await expect(marked(page)).toBeVisible()
        const { violations } = await new AxeBuilder({ page }).analyze()
        expect.soft(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([])
      }
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320)
      await palette(page).getByRole('button', { name: 'Esc: close' }).click()
      await expect(palette(page)).toBeHidden()
      await page.keyboard.press('?')
      await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
      const { violations } = await new AxeBuilder({ page }).analyze()
      expect.soft(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([])
      await page.keyboard.press('Escape')
    }
  },
)

test('every listed shortcut does what the list says', async ({ app, page }) => {
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  const menu = page.getByRole('menu')
  const editor = page.getByRole('textbox', { name: 'Docker Compose file' })
  const inEditor = page.locator('.monaco-editor').first()
  const opener = page.getByRole('button', { name: 'Account of' })
  const proofs: Record<string, (press: () => Promise<void>) => Promise<void>> = {
    'Everywhere ControlOrMeta+k': async (press) => {
      await press()
      await expect(input(page)).toBeFocused()
      await press()
      await expect(palette(page)).toBeHidden()
    },
    'Everywhere ?': async (press) => {
      await press()
      await expect(sheet).toBeVisible()
      await page.keyboard.press('Escape')
      await expect(sheet).toBeHidden()
      // In a field it is a letter like any other.
      await page.getByRole('searchbox', { name: 'Filter CVMs' }).focus()
      await press()
      await expect(page.getByRole('searchbox', { name: 'Filter CVMs' })).toHaveValue('?')
      await expect(sheet).toBeHidden()
      await page.getByRole('searchbox', { name: 'Filter CVMs' }).fill('')
      await page.getByRole('searchbox', { name: 'Filter CVMs' }).blur()
      await atList(page)
    },
    'Everywhere /': async (press) => {
      await press()
      await expect(page.getByRole('searchbox', { name: 'Filter CVMs' })).toBeFocused()
      await page.getByRole('searchbox', { name: 'Filter CVMs' }).blur()
    },
    'Everywhere Escape': async (press) => {
      await open(page)
      await press()
      await expect(palette(page)).toBeHidden()
    },
    'In the command palette ArrowDown': async (press) => {
      await open(page)
      await page.keyboard.type('orders-api')
      await expect(marked(page)).toContainText('orders-api')
      await press()
      await expect(marked(page)).toContainText('orders-api-')
    },
    'In the command palette ArrowUp': async (press) => {
      await press()
      await expect(marked(page)).toContainText(/^orders-api[^-]/)
    },
    'In the command palette Enter': async (press) => {
      await input(page).fill('cvms')
      await expect(marked(page)).toHaveText('CVMs')
      await press()
      await expect(palette(page)).toBeHidden()
    },
    'In menus ArrowDown': async (press) => {
      await opener.focus()
      await press()
      await expect(menu.getByRole('menuitem').first()).toBeFocused()
      await press()
      await expect(menu.getByRole('menuitem').nth(1)).toBeFocused()
    },
    'In menus Home': async (press) => {
      await press()
      await expect(menu.getByRole('menuitem').first()).toBeFocused()
    },
    'In menus End': async (press) => {
      await press()
      await expect(menu.getByRole('menuitem').last()).toBeFocused()
      await page.keyboard.press('Escape')
    },
    'In the editor Control+Space': async (press) => {
      await page.goto('/deploy')
      await expect(inEditor).toBeVisible()
      await editor.focus()
      await page.keyboard.type('ser')
      await press()
      await expect(
        inEditor
          .locator('..')
          .getByRole('option', { name: /services/ })
          .or(page.locator('.suggest-widget.visible'))
          .first(),
      ).toBeVisible()
      await page.keyboard.press('Escape')
    },
    'In the editor ControlOrMeta+/': async (press) => {
      await press()
      await expect(page.locator('.view-lines').first()).toContainText('# ser')
      await press()
      await expect(page.locator('.view-lines').first()).not.toContainText('#')
      // The editor's own chord, which begins with the palette's key, is the editor's.
      await page.keyboard.press('ControlOrMeta+k')
      await page.keyboard.press('ControlOrMeta+c')
      await expect(page.locator('.view-lines').first()).toContainText('# ser')
      await expect(palette(page)).toHaveCount(0)
      await page.keyboard.press('ControlOrMeta+k')
      await page.keyboard.press('ControlOrMeta+u')
      await expect(page.locator('.view-lines').first()).not.toContainText('#')
    },
    'In the editor F8': async (press) => {
      await expect(page.getByRole('region', { name: 'Problems' })).toContainText('1')
      await press()
      await expect(page.locator('.marker-widget, .peekview-widget').first()).toBeVisible()
      await page.keyboard.press('Escape')
      await expect(page.locator('.marker-widget')).toHaveCount(0)
    },
    'In the editor ControlOrMeta+f': async (press) => {
      await press()
      await expect(page.locator('.find-widget.visible')).toBeVisible()
      await page.keyboard.press('Escape')
      await expect(page.locator('.find-widget.visible')).toHaveCount(0)
    },
    'In the editor Control+m': async (press) => {
      await press()
      await page.keyboard.press('Tab')
      await expect(editor).not.toBeFocused()
    },
  }
  await app.open('/cvms')
  await atList(page)
  const listed = SHORTCUTS.flatMap(({ where, shortcuts }) =>
    shortcuts.map(({ press }) => ({ name: `${where} ${press}`, press })),
  )
  expect(listed.map(({ name }) => name).toSorted()).toEqual(Object.keys(proofs).toSorted())
  for (const { name, press } of listed) {
    await test.step(name, () => proofs[name]?.(() => page.keyboard.press(press)))
  }
})

test('what a key stands for says so where the pointer is, and to a screen reader', async ({
  app,
  page,
}) => {
  await app.open('/cvms')
  await atList(page)
  const keyOf = async (control: Locator, key: string, shown: RegExp) => {
    await expect(control).toHaveAttribute('aria-keyshortcuts', key)
    await expect(control).toHaveAttribute('title', shown)
  }
  const opener = page.getByRole('button', { name: 'Command palette', exact: true })
  await keyOf(opener, 'Control+K', /Ctrl\+K.*\?/)
  await keyOf(page.getByRole('searchbox', { name: 'Filter CVMs', exact: true }), '/', /\//)
  await keyOf(page.getByRole('button', { name: /^Actions for/ }).first(), 'ArrowDown', /↓/)
  await page.keyboard.press('?')
  const close = page.getByRole('dialog').getByRole('button', { name: 'Close', exact: true }).first()
  await expect(close).toHaveAttribute('aria-keyshortcuts', 'Escape')
  await close.hover()
  await expect(page.getByRole('tooltip', { name: 'Close (Esc)' })).toBeVisible()
})
