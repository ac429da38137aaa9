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
      // A region may come with its words.
      if (!region && element === node) element.querySelectorAll(regions).forEach(say)
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

test('of a log of which nothing was read it is heard that it could not be, as it is seen', async ({
  app,
  page,
}) => {
  await page.route('**/logs/*', (route) => route.abort())
  app.expectError(/ERR_FAILED/)
  await app.open('/cvms/orders-api/logs')
  await expect(page.getByText('The log could not be read. Trying again…')).toHaveCount(2)
  const heard = (await heardOn(page)).join('\n')
  expect(heard.match(/The log could not be read/g)).toHaveLength(1)
  expect(heard).not.toContain('cut off')
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

test('that a check runs is heard once, and how it came out once', async ({ app, page }) => {
  const { app_id } = (await (await app.api('GET', '/cvms/storefront')).json()) as {
    app_id: string
  }
  const outcome = page.getByRole('status').filter({ hasText: 'Checked:' })
  for (const path of [`/verify/${app_id}`, '/cvms/storefront/attestation']) {
    await app.open(path)
    await expect(outcome).toBeAttached()
    // They are read once somebody has come to them.
    await page.getByRole('region', { name: 'Text of the compose file' }).scrollIntoViewIfNeeded()
    await expect(page.getByRole('list', { name: 'Images' })).toBeVisible()
    const heard = await heardOn(page)
    expect(
      heard.filter((one) => one.startsWith('Checking')),
      path,
    ).toHaveLength(1)
    expect(
      heard.filter((one) => one.startsWith('Checked:')),
      path,
    ).toHaveLength(1)
    expect(heard.join(), path).not.toContain('images')
  }
  await page.getByRole('button', { name: 'Check again' }).click()
  await expect.poll(() => heardOn(page)).toEqual([expect.stringMatching(/^Checked: /)])
})

test('that nothing is verified where there is no quote is heard, and which replica is looked at', async ({
  app,
  page,
}) => {
  const { items } = (await (
    await app.api('GET', '/cvms/paginated?page=1&page_size=50')
  ).json()) as { items: { id: string; status: string; app_id: string }[] }
  const stopped = items.find(({ status }) => status === 'stopped')
  const several = items.find(({ app_id }, at) =>
    items.slice(at + 1).some((other) => other.app_id === app_id),
  )
  if (!stopped || !several) throw new Error('the fleet has neither')
  await app.open(`/cvms/${stopped.id}/attestation`)
  await expect(page.getByRole('status').filter({ hasText: 'Nothing is verified' })).toBeAttached()
  expect((await heardOn(page)).filter((one) => one.includes('Nothing is verified'))).toHaveLength(1)
  await page.goto(`/apps/${several.app_id}/attestation`)
  await expect(page.getByRole('status').filter({ hasText: 'Checked:' })).toBeAttached()
  const second = page.getByRole('table', { name: 'Replicas' }).getByRole('button').nth(1)
  const name = await second.innerText()
  await heardOn(page)
  await second.click()
  await expect.poll(async () => (await heardOn(page)).join()).toContain(`${name}: `)
})

test('what was marked as known good, and that it was forgotten, is heard, and the focus stays', async ({
  app,
  page,
}) => {
  await app.open('/cvms/storefront/attestation')
  const card = page.getByRole('region', { name: 'Known good' })
  await card.getByRole('button', { name: 'Mark as known good' }).click()
  await expect(card.getByRole('status')).toHaveText('Marked as known good.')
  await card.getByRole('button', { name: 'Forget' }).click()
  await expect(card.getByRole('status')).toHaveText('Forgotten.')
  await expect(card.getByRole('button', { name: 'Mark as known good' })).toBeFocused()
})

test('what a redeployment does is read with its question, and what was not redeployed is heard', async ({
  app,
  page,
}) => {
  const { app_id, vm_uuid } = (await (await app.api('GET', '/cvms/storefront')).json()) as {
    app_id: string
    vm_uuid: string
  }
  await page.route('**/revisions/*/redeploy', (route) =>
    route.fulfill({ status: 202, json: { results: [{ vm_uuid, error: 'It is restarting' }] } }),
  )
  await app.open(`/apps/${app_id}/revisions`)
  await page
    .getByRole('button', { name: /^Redeploy/ })
    .first()
    .click()
  const dialog = page.getByRole('dialog', { name: /^Redeploy/ })
  await expect(dialog).toHaveAccessibleDescription(/restarts.*not rolled back/)
  await heardOn(page)
  await dialog.getByRole('button', { name: 'Redeploy', exact: true }).click()
  await expect(dialog.getByRole('list', { name: 'Not redeployed' })).toBeVisible()
  expect((await heardOn(page)).filter((one) => one.includes('It is restarting'))).toHaveLength(1)
})

test('signing out of one of several workspaces leaves the focus beside the others', async ({
  app,
  page,
}) => {
  await app.signIn()
  await page.goto('/sign-in')
  const here = page.getByRole('region', { name: 'Signed in here' })
  await here.getByRole('button', { name: /^Sign out of/ }).click()
  await expect(here).toHaveCount(0)
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused()
})
