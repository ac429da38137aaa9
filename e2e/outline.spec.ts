import type { Page } from '@playwright/test'
import { expect, test } from './harness/test.ts'

/** Opens an address whose scripts do not come before the answer is called. */
async function openWithoutScripts(page: Page, path: string): Promise<() => void> {
  let go = () => {}
  const opened = new Promise<void>((resolve) => {
    go = resolve
  })
  await page.route(/\/assets\/.*\.js$/, async (route) => {
    await opened
    await route.continue()
  })
  await page.goto(path, { waitUntil: 'commit' })
  return go
}

/** Where things are below the header, which is as high as the workspace's name and the sandbox's sign ask for. */
const places = (page: Page) =>
  page.evaluate(() => {
    const top = document.querySelector('header')?.getBoundingClientRect().bottom ?? 0
    return ['h1', 'main nav', 'main h2', 'main h2 + p'].map((selector) => {
      const { x, y, width } = document.querySelector(selector)?.getBoundingClientRect() ?? {}
      return [selector, x, (y ?? 0) - top, width].join(' ')
    })
  })

for (const width of [390, 1440]) {
  test(`the wizard's first words are there before any script, and stay in their place, at ${width} px`, async ({
    app,
    page,
  }) => {
    await page.setViewportSize({ width, height: 820 })
    await app.open('/nowhere')
    const go = await openWithoutScripts(page, '/deploy')
    await expect(page.locator('h1')).toHaveText('Deploy a CVM')
    await expect(page.locator('main h2 + p')).toContainText('The Docker Compose file')
    // Nothing of it can be reached, and whoever cannot see it is told in time.
    await expect(page.getByRole('status').getByText('Loading…')).toBeAttached()
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement === document.body)).toBe(true)
    const before = await places(page)
    go()
    await expect(page.getByLabel('Docker Compose file', { exact: true })).toBeVisible()
    await expect(page.locator('#main')).toHaveCount(1)
    expect(await places(page)).toEqual(before)
  })
}

test('each address begins with what fits it', async ({ app, page, context, server }) => {
  await app.open('/nowhere')
  const first = async (path: string) => {
    const answer = await context.request.get(server.url + path)
    const html = await answer.text()
    return [/<h1[^>]*>([^<]*)/.exec(html)?.[1], /aria-label="Deploy steps"/.test(html)]
  }
  expect(await first('/cvms')).toEqual(['CVMs', false])
  expect(await first('/')).toEqual(['CVMs', false])
  expect(await first('/deploy?draft=x')).toEqual(['Deploy a CVM', true])
  for (const path of ['/deploy?step=secrets', '/deploy?cvm=x', '/cvms/x', '/apps', '/nowhere'])
    expect([path, ...(await first(path))]).toEqual([path, undefined, false])

  const go = await openWithoutScripts(page, '/cvms/some-app/logs')
  await expect(page.getByLabel('Loading the CVM')).toBeAttached()
  go()

  await context.clearCookies()
  expect(await first('/deploy')).toEqual([undefined, false])
})

test.describe('in Chinese', () => {
  test.use({ locale: 'zh-CN' })

  test('the outline speaks the language of the page', async ({ app, page }) => {
    await app.open('/nowhere')
    const go = await openWithoutScripts(page, '/deploy')
    await expect(page.locator('h1')).toHaveText('部署 CVM')
    go()
    await expect(page.locator('h1')).toHaveText('部署 CVM')
  })
})
