import { see } from './harness/see.ts'
import { expect, test } from './harness/test.ts'

// Slow enough for a boot to be looked at.
test.use({ speed: 6 })

declare global {
  // What the page has said in notifications.
  var said: string[]
}

test('a deployment in a tab that nobody sees says in its title how far it is, and tells of its end', async ({
  app,
  page,
}) => {
  await page.addInitScript(() => {
    globalThis.said = []
    globalThis.Notification = class extends EventTarget {
      static permission = 'default'
      static requestPermission() {
        this.permission = 'granted'
        return Promise.resolve('granted' as const)
      }
      constructor(title: string, { body }: NotificationOptions = {}) {
        super()
        globalThis.said.push(`${title}: ${body}`)
      }
    } as unknown as typeof Notification
  })
  await app.open('/cvms/orders-api')
  await expect(page).toHaveTitle('orders-api · CVMs · CVM Console')
  expect(await page.evaluate(() => Notification.permission)).toBe('default')
  await page.goto('/deploy?template=web&name=slow-boot-1&instance_type=tdx.small')
  for (const step of ['Resources', 'Secrets', 'Provision']) {
    await page.getByRole('button', { name: 'Next' }).click()
    await expect(
      page.getByRole('list', { name: 'Deploy steps' }).locator('[aria-current=step]'),
    ).toContainText(step)
  }
  await page.getByRole('button', { name: 'Provision', exact: true }).click()
  await page.getByRole('button', { name: 'Next' }).click()
  await page.getByRole('button', { name: 'Commit', exact: true }).click()
  const box = page.getByRole('checkbox', { name: /notification when a deployment has ended/ })
  await expect(page).toHaveTitle(/^(to running|starting|creating)… · Deploy a CVM · CVM Console$/)
  expect(await page.evaluate(() => Notification.permission)).toBe('default')
  await box.check()
  await see(page, 'hidden')
  await expect
    .poll(() => page.evaluate(() => said), { timeout: 60_000 })
    .toEqual(['slow-boot-1: running'])
  await see(page, 'visible')
  await expect(page).toHaveTitle('Deploy a CVM · CVM Console')
  await box.click()
  await expect(box).toHaveCount(0)
})

test('a tab whose CVM is in trouble is marked, and loses the mark with it', async ({
  app,
  page,
}) => {
  const icon = page.locator('link[rel=icon]')
  await app.open('/cvms/landing-page')
  await expect(page).toHaveTitle('failed · landing-page · CVMs · CVM Console')
  await expect(icon).toHaveAttribute('href', '/favicon-trouble.svg')
  expect((await page.request.get('/favicon-trouble.svg')).headers()['content-type']).toContain(
    'image/svg+xml',
  )
  await page.getByRole('link', { name: 'CVMs', exact: true }).first().click()
  await expect(page).toHaveTitle('CVMs · CVM Console')
  await expect(icon).toHaveAttribute('href', '/favicon.svg')
})
