import type { Page } from '@playwright/test'
import { expect, test } from './harness/test.ts'

test.use({ seed: 0 })

const EDITOR = /\/assets\/monaco[^/]*\.js$/
const field = (page: Page) => page.getByRole('textbox', { name: 'Docker Compose file' })
const rich = (page: Page) => page.locator('.monaco-editor').first()

/** Every part of the editor that is asked for from now on. */
function fetched(page: Page): string[] {
  const urls: string[] = []
  page.on('request', (request) => {
    if (EDITOR.test(new URL(request.url()).pathname)) urls.push(request.url())
  })
  return urls
}

/** Keeps Monaco away until what it returns is called. */
async function holdBack(page: Page): Promise<() => void> {
  let release = () => {}
  const held = new Promise<void>((resolve) => (release = resolve))
  await page.route(EDITOR, async (route) => {
    await held
    await route.continue()
  })
  return release
}

test('Monaco takes over while somebody types: every key and the place of the caret are kept', async ({
  app,
  page,
}) => {
  const release = await holdBack(page)
  await app.open('/deploy')
  await field(page).focus()
  await page.keyboard.type('begin END')
  for (let n = 0; n < 3; n++) await page.keyboard.press('ArrowLeft')
  const letters = 'abcdefghijklmnopqrstuvwxyz'
  let typed = ''
  for (let n = 0; !(await rich(page).isVisible()) || n % 26 < 20; n++) {
    if (n === 10) release()
    const letter = letters[n % 26] ?? ''
    await page.keyboard.press(letter)
    typed += letter
    expect(n).toBeLessThan(2000)
  }
  await page.keyboard.press('Escape')
  await page.getByRole('checkbox', { name: 'Use plain text' }).check()
  await expect(field(page)).toHaveValue(`begin ${typed}END`)
  const caret = () => field(page).evaluate((area: HTMLTextAreaElement) => area.selectionStart)
  expect(await caret()).toBe(`begin ${typed}`.length)
})

test('Monaco takes over while a program inserts text: all of it is kept, in its order', async ({
  app,
  page,
}) => {
  const release = await holdBack(page)
  await app.open('/deploy')
  await field(page).focus()
  let inserted = ''
  // On the other side of the wire, so that text comes at every moment of the take-over.
  const cdp = await page.context().newCDPSession(page)
  let after = 0
  for (let n = 0; after < 30; n++) {
    if (n === 10) release()
    if (n > 10 && n % 10 === 0 && (await rich(page).isVisible())) after += 10
    const text = `${n} `
    await cdp.send('Input.insertText', { text })
    inserted += text
    expect(n).toBeLessThan(20_000)
  }
  await page.getByRole('checkbox', { name: 'Use plain text' }).check()
  await expect(field(page)).toHaveValue(inserted)
})

test('who has found the plain field before Monaco took over, and goes to it after, is led on', async ({
  app,
  page,
}) => {
  const release = await holdBack(page)
  await app.open('/deploy')
  const found = await field(page).elementHandle()
  release()
  await expect(rich(page)).toBeVisible()
  await found?.focus()
  await page.keyboard.insertText('services:')
  await expect(page.locator('.view-lines')).toContainText('services:')
  await page.getByRole('checkbox', { name: 'Use plain text' }).check()
  await expect(field(page)).toHaveValue('services:')
})

test('the editor is fetched when the pointer or the focus comes near Deploy', async ({
  app,
  page,
  context,
}) => {
  await app.open('/cvms')
  const urls = fetched(page)
  const deploy = (at: Page) => at.getByRole('link', { name: 'Deploy a CVM' }).first()
  await expect(deploy(page)).toBeVisible()
  expect(urls).toEqual([])
  await deploy(page).hover()
  await expect.poll(() => urls.length).toBeGreaterThan(0)

  const other = await context.newPage()
  const byFocus = fetched(other)
  await other.goto('/cvms')
  await expect(deploy(other)).toBeVisible()
  expect(byFocus).toEqual([])
  await deploy(other).focus()
  await expect.poll(() => byFocus.length).toBeGreaterThan(0)
})

test('pasting works in the editor, and a script that only asks whether it does is not told no', async ({
  app,
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await app.open('/deploy')
  await expect(rich(page)).toBeVisible()
  const allowed = () =>
    page.evaluate(() =>
      [...document.querySelectorAll('textarea, input')].map((field) =>
        field.dispatchEvent(new ClipboardEvent('paste', { cancelable: true, bubbles: true })),
      ),
    )
  expect(await allowed()).not.toContain(false)
  await page.evaluate(() => navigator.clipboard.writeText('pasted: yes'))
  await field(page).focus()
  await page.keyboard.press('ControlOrMeta+v')
  await page.getByRole('checkbox', { name: 'Use plain text' }).check()
  await expect(field(page)).toHaveValue('pasted: yes')
})
