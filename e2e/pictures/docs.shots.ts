import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, expect, type Locator, type Page, test } from '@playwright/test'
import { launch } from '../harness/server.ts'
import { still } from './still.ts'

const OUT = 'docs/pictures'
const only = process.env['PICTURES_ONLY'] ?? ''

const COMPOSE = `services:
  web:
    image: nginx:1.27
    ports:
      - "80:80"
    environment:
      API_KEY: \${API_KEY}
    restart: unless-stopped
`

type Camera = {
  page: Page
  /** A picture of what is on screen, in each of the themes: of the window, or of one as high as said. */
  take(name: string, themes?: ('light' | 'dark')[], height?: number): Promise<void>
}

const WIDTH = 1280
const HEIGHT = 800

/** The pictures of the documents, in the order in which somebody comes by. */
test('takes the pictures of the documents', async ({ browser }) => {
  const data = mkdtempSync(join(tmpdir(), 'cvm-console-pictures-'))
  mkdirSync(OUT, { recursive: true })
  const flags = ['--data-dir', data, '--speed', '1000', '--port', '0']
  const server = await launch(process.execPath, ['dist/server/main.js', ...flags])
  try {
    const camera = await cameraAt(browser, server.url)
    const { page, take } = camera
    await page.goto('/sign-in')
    await take('sign-in')
    await page.getByRole('button', { name: 'Open the sandbox' }).click()
    await expect(page.getByRole('row')).not.toHaveCount(0)
    await take('list', ['light', 'dark'])
    await list(camera)
    await cvm(camera)
    await wizard(camera)
    await update(camera)
    await page.setViewportSize({ width: 390, height: 780 })
    await page.goto('/cvms')
    await expect(page.getByRole('row')).not.toHaveCount(0)
    await take('phone', ['dark'])
  } finally {
    server.child.kill('SIGTERM')
    await server.exited
    rmSync(data, { recursive: true, force: true })
  }
})

async function list({ page, take }: Camera): Promise<void> {
  await page.keyboard.press('ControlOrMeta+k')
  const palette = page.getByRole('dialog', { name: 'Command palette' })
  await palette.getByRole('combobox').fill('store')
  await expect(palette.getByRole('option').first()).toBeVisible()
  await take('palette', ['dark'])
  await page.keyboard.press('Escape')
  await page.goto('/cvms?status=failed')
  await page.getByRole('link', { name: 'landing-page' }).click()
  await title(page, 'landing-page')
  await take('failed')
}

async function cvm({ page, take }: Camera): Promise<void> {
  await page.goto('/cvms/storefront')
  await title(page, 'storefront')
  await take('overview')
  const tab = (name: string) =>
    page.getByRole('link', { name, exact: true }).filter({ visible: true }).last().click()
  await tab('Logs')
  await expect(page.getByRole('log', { name: 'Log lines' })).not.toBeEmpty()
  await take('logs', ['dark'], 600)
  await tab('Attestation')
  await expect(page.getByRole('list', { name: 'Claims' })).toBeVisible()
  await take('claims')
  await page
    .getByRole('group', { name: 'Everything for storefront' })
    .getByRole('button', { name: 'Force restart' })
    .click()
  await expect(page.getByRole('alertdialog')).toBeVisible()
  await take('force-restart')
  await page.keyboard.press('Escape')
}

async function wizard({ page, take }: Camera): Promise<void> {
  const next = page.getByRole('button', { name: 'Next' })
  await page.goto('/deploy?templates=all')
  await expect(page.getByRole('dialog')).toBeVisible()
  await take('templates')
  await page.goto('/deploy')
  const editor = page.getByRole('textbox', { name: 'Docker Compose file' })
  await expect(page.locator('.monaco-editor').first()).toBeVisible()
  await editor.focus()
  await page.keyboard.insertText(COMPOSE)
  await expect(page.locator('.view-lines').first()).toContainText('restart')
  await expect(page.getByText(/^Hint Line/).first()).toBeVisible()
  await take('compose', ['light'], 1000)
  await next.click()
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('my-first-cvm')
  await page
    .getByRole('radiogroup', { name: 'Instance type' })
    .getByRole('radio', { name: 'tdx.medium' })
    .check()
  await take('resources')
  await next.click()
  await page.getByLabel('Value of API_KEY').fill('correct horse battery staple')
  await take('secrets')
  await page.getByRole('button', { name: 'Show as code' }).click()
  await expect(page.locator('dialog[open]')).toBeVisible()
  await take('code', ['dark'])
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Share as deploy link' }).click()
  await expect(page.locator('dialog[open]')).toBeVisible()
  await take('deploy-link')
  await page.keyboard.press('Escape')
  await next.click()
  await page.getByRole('button', { name: 'Provision', exact: true }).click()
  await expect(page.getByRole('main')).toContainText('App ID')
  await expect(page.getByRole('main')).toContainText(/signature good/i)
  await toTop(page.getByRole('button', { name: 'Provision again' }))
  await take('provision')
  await next.click()
  await page.getByRole('button', { name: 'Commit', exact: true }).click()
  await expect(page.getByRole('link', { name: 'Open CVM' })).toBeVisible()
  await expect(page.getByText('The API has not named a step yet')).toHaveCount(0)
  await take('commit')
  await page.getByRole('link', { name: 'Open CVM' }).click()
  await title(page, 'my-first-cvm')
}

async function update({ page, take }: Camera): Promise<void> {
  await page.goto(`${new URL(page.url()).pathname}/compose`)
  const editor = page.getByRole('textbox', { name: 'Docker Compose file' })
  await expect(editor).toBeVisible()
  await still(page)
  await editor.focus()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.insertText(COMPOSE.replace('1.27', '1.29'))
  await page.getByRole('button', { name: 'Review changes' }).click()
  await expect(page.getByRole('button', { name: /^Apply/ })).toBeVisible()
  await toTop(page.getByRole('button', { name: 'Back to editing' }))
  await take('review')
}

/** Below the bar that stays at the top. */
const toTop = (place: Locator) =>
  place.evaluate((element) => {
    window.scrollTo(0, element.getBoundingClientRect().top + window.scrollY - 120)
  })

const title = (page: Page, name: string) =>
  expect(page.getByRole('heading', { level: 1, name })).toBeVisible()

async function cameraAt(browser: Browser, baseURL: string): Promise<Camera> {
  const context = await browser.newContext({
    baseURL,
    viewport: { width: WIDTH, height: HEIGHT },
    deviceScaleFactor: 1.25,
    reducedMotion: 'reduce',
    locale: 'en-GB',
    timezoneId: 'UTC',
  })
  const page = await context.newPage()
  const press = await (await browser.newContext()).newPage()
  return {
    page,
    async take(name, themes = ['light'], height) {
      if (!name.includes(only)) return
      if (height) await page.setViewportSize({ width: WIDTH, height })
      // Into the bar at the top: nothing shows that the pointer is there, and nothing else does.
      await page.mouse.move(WIDTH / 2, 4)
      await expect(page.locator('main :hover')).toHaveCount(0)
      for (const colorScheme of themes) {
        await page.emulateMedia({ colorScheme })
        await still(page)
        const png = await page.screenshot({ caret: 'hide' })
        const file = themes.length === 2 && colorScheme === 'dark' ? `${name}.dark` : name
        writeFileSync(join(OUT, `${file}.webp`), await smaller(press, png))
      }
      await page.emulateMedia({ colorScheme: 'light' })
      if (height) await page.setViewportSize({ width: WIDTH, height: HEIGHT })
    },
  }
}

/** The same picture as WebP, a third of the size. */
async function smaller(page: Page, png: Buffer): Promise<Buffer> {
  const base64 = await page.evaluate(
    async (url) => {
      const bitmap = await createImageBitmap(await (await fetch(url)).blob())
      const canvas = new OffscreenCanvas(bitmap.width, bitmap.height)
      canvas.getContext('2d')?.drawImage(bitmap, 0, 0)
      const blob = await canvas.convertToBlob({ type: 'image/webp', quality: 0.78 })
      let text = ''
      for (const byte of new Uint8Array(await blob.arrayBuffer())) text += String.fromCharCode(byte)
      return btoa(text)
    },
    `data:image/png;base64,${png.toString('base64')}`,
  )
  return Buffer.from(base64, 'base64')
}
