import type { Page } from '@playwright/test'
import { expect, test } from './harness/test.ts'

// Slow enough for what is under way to be told of before it is done.
test.use({ speed: 20 })

declare global {
  // What was said aloud since it was last asked, in order.
  var heard: string[]
}

/** Notes what a live region takes in, as a screen reader says it. */
test.beforeEach(async ({ page }) => {
  await page.addInitScript(() => {
    globalThis.heard = []
    const regions = '[aria-live=polite], [role=status], [role=alert], [role=log]'
    const say = (node: Node) => {
      const element = node instanceof Element ? node : node.parentElement
      const region = element?.closest(regions)
      if (!region || region.getAttribute('aria-live') === 'off') return
      const text = node.textContent?.trim()
      if (text) globalThis.heard.push(text)
    }
    new MutationObserver((changes) => {
      for (const { addedNodes, target, type } of changes)
        if (type === 'characterData') say(target)
        else addedNodes.forEach(say)
    }).observe(document, { subtree: true, childList: true, characterData: true })
  })
})

const heardOn = (page: Page) => page.evaluate(() => globalThis.heard.splice(0))

test('an action is told of once when it is accepted, and once when it is done', async ({
  app,
  page,
}) => {
  await app.open('/cvms/orders-api')
  const actions = page.getByRole('group', { name: 'Everything for orders-api' })
  await expect(actions).toBeVisible()
  await heardOn(page)
  await actions.getByRole('button', { name: 'Restart', exact: true }).click()
  await expect(page.getByText('orders-api restarted')).toBeVisible()
  const heard = (await heardOn(page)).join('\n')
  expect(heard.match(/Restarting orders-api/g) ?? []).toHaveLength(1)
  expect(heard.match(/orders-api restarted/g) ?? []).toHaveLength(1)
})

test('how many are chosen is heard, and what came of a bulk action is read with its name', async ({
  app,
  page,
}) => {
  await app.open('/cvms')
  await page.getByRole('checkbox', { name: 'Select storefront' }).check()
  const toolbar = page.getByRole('toolbar', { name: 'Bulk actions' })
  await expect(toolbar).toBeVisible()
  await heardOn(page)
  await page.getByRole('checkbox', { name: 'Select observability' }).check()
  await expect(toolbar).toContainText('2 selected')
  expect((await heardOn(page)).join()).toContain('2')
  await toolbar.getByRole('button', { name: 'Restart', exact: true }).click()
  const result = page.getByRole('region', { name: 'Result of the bulk action' })
  await expect(result).toBeFocused()
  await expect(result).toHaveAccessibleDescription(/Restart: accepted for 2 of 2/)
})

test('while somebody types nothing is said but what is wrong, and that once', async ({
  app,
  page,
}) => {
  await app.open('/deploy?template=web')
  await page.getByRole('button', { name: 'Next' }).click()
  const name = page.getByRole('textbox', { name: 'Name', exact: true })
  await expect(name).toBeVisible()
  await expect(page.getByText(/^Draft kept/)).toBeVisible()
  await heardOn(page)
  await name.fill('a1')
  await expect(name).toHaveAccessibleDescription(/5 to 63/)
  await expect(name).toHaveAttribute('aria-invalid', 'true')
  await expect(page.getByText(/^Draft kept/)).toBeVisible()
  const heard = await heardOn(page)
  expect(heard).toHaveLength(1)
  expect(heard.join()).not.toContain('raft')
  await name.fill('heard-of-it')
  await expect(page.getByText('Keeping the draft…')).toHaveCount(0)
  await expect(page.getByText(/^Draft kept/)).toBeVisible()
  expect(await heardOn(page)).toEqual([])
})

test('a log that grows says nothing of how long it is', async ({ app, page }) => {
  const line = (at: number) => `2026-01-01T00:00:0${at}.000000000Z line ${at}\n`
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route('**/logs/*', async (route) => {
    await held
    await route.fulfill({ contentType: 'text/plain', body: [1, 2, 3].map(line).join('') })
  })
  await app.open('/cvms/orders-api/logs')
  await expect(page.getByRole('toolbar', { name: 'Log tools' })).toBeVisible()
  await heardOn(page)
  release()
  await expect(page.getByText(/^3 lines/)).toBeVisible()
  expect((await heardOn(page)).filter((one) => /\d+ lines|^\d+$/.test(one))).toEqual([])
})

test('the count beside a title says of what, and what opens an operation is no action', async ({
  app,
  page,
}) => {
  await app.open('/cvms')
  await expect(page.getByRole('main').getByText(/^\d+ CVMs$/)).toBeAttached()
  await page.goto('/ssh-keys')
  await expect(page.getByRole('main').getByText(/^\d+ keys?$/)).toBeAttached()
  await page.goto('/cvms/storefront/activity')
  const table = page.getByRole('table', { name: 'Operations' })
  const opens = table.getByRole('button', { expanded: false })
  await expect(opens.first()).toBeVisible()
  for (const one of await opens.all()) await expect(one).toHaveAccessibleName(/, its events$/)
})
