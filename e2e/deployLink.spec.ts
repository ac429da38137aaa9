import { deflateRawSync } from 'node:zlib'
import type { Page } from '@playwright/test'
import { expect, test } from './harness/test.ts'

const pack = (text: string | Uint8Array) => deflateRawSync(text).toString('base64url')
const COMPOSE = `services:
  web:
    image: ghcr.io/acme/shop:2.1
    ports: ["80:8080"]
    environment: ["TOKEN=\${TOKEN}"]
`
const notice = (page: Page) => page.getByRole('region', { name: 'From a deploy link' })
const editor = (page: Page) => page.locator('.view-lines').first()
const step = (page: Page, name: string) =>
  page.getByRole('list', { name: 'Deploy steps' }).getByRole('link', { name })

test('a shared link opens the wizard filled in elsewhere, says what it runs, and no server hears of the file', async ({
  app,
  page,
  context,
}) => {
  const told: string[] = []
  context.on('request', (request) => told.push(request.url() + (request.postData() ?? '')))
  await app.open('/deploy?name=shop-1&env=EXTRA')
  await expect(notice(page)).toContainText('EXTRA')
  await page.goto(`/deploy?name=shop-1&region=us-west&env=EXTRA#compose=${pack(COMPOSE)}`)
  await expect(notice(page)).toContainText('web runs ghcr.io/acme/shop:2.1')
  await expect(notice(page)).toContainText('Strangers reach port 80.')
  await expect(notice(page)).toContainText('It needs values for TOKEN, EXTRA')
  await expect(editor(page)).toContainText('ghcr.io/acme/shop:2.1')
  await expect(page).toHaveURL(/\/deploy\?draft=[\w-]+$/)

  await page.getByRole('button', { name: 'Share as deploy link' }).click()
  const dialog = page.getByRole('dialog', { name: 'Share as deploy link' })
  const link = dialog.getByRole('textbox', { name: 'Deploy link' })
  await expect(link).toHaveValue(/\/deploy\?name=shop-1&region=us-west&env=EXTRA#compose=[\w-]+$/)
  await expect(dialog.getByRole('textbox', { name: 'Badge' })).toHaveValue(
    /^\[!\[Deploy a CVM\]\(http.*\/deploy-badge\.svg\)\]\(http.*\)$/,
  )
  const badge = dialog.getByRole('img', { name: 'Deploy a CVM' })
  await expect
    .poll(() => badge.evaluate((one) => one instanceof HTMLImageElement && one.naturalWidth))
    .toBe(128)
  const address = await link.inputValue()
  expect(told.filter((one) => one.includes(pack(COMPOSE)) || one.includes('acme/shop'))).toEqual([])

  // Somebody else, signed out: the fragment is still there after the sign-in.
  await context.clearCookies()
  const stranger = await context.newPage()
  await stranger.goto(address)
  await expect(stranger.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible()
  await stranger.getByRole('button', { name: 'Open the sandbox' }).click()
  await expect(notice(stranger)).toContainText('ghcr.io/acme/shop:2.1')
  expect(told.filter((one) => one.includes(pack(COMPOSE)) || one.includes('acme/shop'))).toEqual([])
  await step(stranger, 'Resources').click()
  await expect(stranger.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('shop-1')
})

test('a link leaves a draft alone, and one that differs in its fragment only is another', async ({
  app,
  page,
}) => {
  await app.open(`/deploy?name=own-draft#compose=${pack('services:\n  mine:\n    image: a:1\n')}`)
  await expect(notice(page)).toContainText('mine runs a:1')
  await expect(page.getByText(/^Draft kept/)).toBeVisible()
  await page.goto(`/deploy#compose=${pack('services:\n  yours:\n    image: b:1\n')}`)
  await expect(notice(page)).toContainText('yours runs b:1')
  await expect(notice(page)).toContainText('Your own drafts are untouched')
  await page.evaluate(
    (hash) => {
      location.hash = hash
    },
    `compose=${pack('services:\n  theirs:\n    image: c:1\n')}`,
  )
  await expect(notice(page)).toContainText('theirs runs c:1')
})

test('a bad link is shown as text with its reason, and nothing of it is used', async ({
  app,
  page,
}) => {
  const bomb = pack(new Uint8Array(20_000_000))
  for (const [address, reason] of [
    ['/deploy?name=x#compose=%3Cimg%20src=x%20onerror=alert(1)%3E', 'base64url'],
    [`/deploy?name=bad-one#compose=${bomb}`, 'more than 200 KB'],
    [`/deploy#compose=${pack(COMPOSE).slice(0, -9)}`, 'cut off'],
  ] as const) {
    await app.open('/cvms')
    await page.goto(address)
    const alert = page.getByRole('alert').filter({ hasText: 'This deploy link is not used' })
    await expect(alert).toContainText(reason)
    await expect(page.getByRole('region', { name: 'What the link says' })).toContainText('#compose')
  }
  await page.getByRole('link', { name: 'Open the wizard without it' }).click()
  await expect(page.getByRole('button', { name: 'Share as deploy link' })).toBeVisible()
  await expect(notice(page)).toHaveCount(0)

  await page.goto(`/deploy?name=x-y-z&evil=%3Cb%3E&env=TOKEN%3Dhunter2`)
  await expect(notice(page)).toContainText('evil=<b>, the value of TOKEN')
  expect(await page.content()).not.toContain('hunter2')
})
