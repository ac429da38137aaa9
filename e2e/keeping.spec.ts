import type { BrowserContext, Page } from '@playwright/test'
import { onDisk } from './harness/onDisk.ts'
import { crash } from './harness/crash.ts'
import { expect, test } from './harness/test.ts'

const COMPOSE =
  'services:\n  web:\n    image: nginx:1.27\n    environment:\n      TOKEN: ${TOKEN}\n'

async function upload(page: Page, text: string): Promise<void> {
  await page.getByLabel('Compose file to upload').setInputFiles({
    name: 'docker-compose.yml',
    mimeType: 'text/yaml',
    buffer: Buffer.from(text),
  })
}

/** From `holdBack` on, nothing that this page gives its database is on disk before it is gone. */
async function slowDisk(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const put = IDBObjectStore.prototype.put
    const again = (store: IDBObjectStore): IDBRequest => {
      const request = store.get('held back')
      request.addEventListener('success', () => {
        try {
          again(store)
        } catch {
          // The transaction was told to end: what it was given is gone.
        }
      })
      return request
    }
    IDBObjectStore.prototype.put = function (...args) {
      return 'heldBack' in globalThis ? again(this) : put.apply(this, args)
    }
  })
}

const holdBack = (page: Page) =>
  page.evaluate(() => void Object.assign(globalThis, { heldBack: true }))

const nameField = (page: Page) => page.getByRole('textbox', { name: 'Name', exact: true })

async function toResources(page: Page): Promise<void> {
  await upload(page, COMPOSE)
  await page.getByRole('button', { name: 'Next' }).click()
  await expect(nameField(page)).toBeVisible()
}

test('the last keystrokes in the wizard are there after a reload that the disk was too slow for', async ({
  app,
  page,
  context,
}) => {
  await slowDisk(context)
  await app.open('/deploy')
  await toResources(page)
  await nameField(page).fill('typed-early')
  await expect.poll(() => onDisk(page)).toContain('typed-early')
  await holdBack(page)
  await nameField(page).fill('typed-just-now')
  await page.reload()
  await expect(nameField(page)).toHaveValue('typed-just-now')
  // Again, with a value of a secret on screen: that is not among what is left behind.
  await page.getByRole('button', { name: 'Next' }).click()
  await holdBack(page)
  await page.getByLabel('Value of TOKEN').fill('hunter2-hunter2')
  await page.evaluate(() => window.dispatchEvent(new PageTransitionEvent('pagehide')))
  const left = await page.evaluate(() => JSON.stringify(sessionStorage))
  expect(left).toContain('typed-just-now')
  expect(left).not.toContain('hunter2')
  await page.reload()
  await expect(page.getByLabel('Value of TOKEN')).toHaveValue('')
  await expect(page.getByText(/Enter TOKEN again/)).toBeVisible()
  await expect.poll(() => onDisk(page)).toContain('typed-just-now')
})

test('the same holds for a compose file that is being changed', async ({ app, page, context }) => {
  await slowDisk(context)
  await app.open('/cvms/orders-api/compose')
  const draft = page.getByText('This is a draft')
  await expect(page.getByRole('button', { name: 'Review changes' })).toBeVisible()
  await holdBack(page)
  await upload(page, `${COMPOSE}# typed just now\n`)
  await expect(draft).toBeVisible()
  await page.reload()
  await expect(draft).toBeVisible()
  await page.getByRole('button', { name: 'Review changes' }).click()
  await expect(page.getByRole('region', { name: 'Changes to the compose file' })).toContainText(
    '# typed just now',
  )
})

test('two tabs on one draft of a deployment: both are kept, and each is a click away', async ({
  app,
  page,
  context,
}) => {
  await app.open('/deploy')
  await toResources(page)
  await nameField(page).fill('begun-once')
  await expect.poll(() => onDisk(page)).toContain('begun-once')
  const second = await context.newPage()
  await second.goto(page.url())
  await expect(nameField(second)).toHaveValue('begun-once')
  await nameField(page).fill('from-the-first')
  await expect.poll(() => onDisk(page)).toContain('from-the-first')
  await nameField(second).fill('from-the-second')
  await expect(second.getByText('also edited in another tab')).toBeVisible()
  await expect(nameField(second)).toHaveValue('from-the-second')
  await expect(second.getByRole('button', { name: 'Other drafts (1)' })).toBeVisible()
  await second.reload()
  await expect(nameField(second)).toHaveValue('from-the-second')
  await second.getByRole('button', { name: 'Other drafts (1)' }).click()
  await second.getByRole('dialog').getByRole('button', { name: 'from-the-first' }).click()
  await second.getByRole('link', { name: 'Resources' }).click()
  await expect(nameField(second)).toHaveValue('from-the-first')
  // And from the notice.
  await nameField(page).fill('the-first-again')
  await expect.poll(() => onDisk(page)).toContain('the-first-again')
  await nameField(second).fill('the-second-again')
  await second.getByRole('button', { name: 'Show the other one' }).click()
  await second.getByRole('link', { name: 'Resources' }).click()
  await expect(nameField(second)).toHaveValue('the-first-again')
  await expect.poll(() => onDisk(page)).toContain('the-second-again')
})

test('two tabs on one compose file: neither overwrites the other, and one is chosen', async ({
  app,
  page,
  context,
}) => {
  await app.open('/cvms/storefront/compose')
  const second = await context.newPage()
  await second.goto(page.url())
  await expect(second.getByRole('button', { name: 'Review changes' })).toBeVisible()
  await upload(page, `${COMPOSE}# from the first\n`)
  await expect.poll(() => onDisk(page)).toContain('# from the first')
  await upload(second, `${COMPOSE}# from the second\n`)
  const choice = (tab: Page) =>
    tab.getByRole('region', { name: 'The compose file was also edited in another tab' })
  await expect(choice(second)).toContainText('# from the first')
  await expect(choice(second)).toContainText('# from the second')
  await expect(second.getByRole('button', { name: 'Review changes' })).toHaveAccessibleDescription(
    /Choose between the two versions/,
  )
  expect(await onDisk(page)).toMatch(/# from the first.*# from the second/s)
  // The choice waits over a reload.
  await second.reload()
  await expect(choice(second)).toContainText('# from the first')
  await expect(choice(second)).toContainText('# from the second')
  await choice(second).getByRole('button', { name: 'Keep this one' }).click()
  await expect(choice(second)).toBeHidden()
  await expect.poll(() => onDisk(page)).not.toContain('# from the first')
  // The first tab has its text still, and learns of the other at its next change.
  await upload(page, `${COMPOSE}# the first again\n`)
  await expect(choice(page)).toContainText('# from the second')
  await choice(page).getByRole('button', { name: 'Take the other tab’s' }).click()
  await expect(choice(page)).toBeHidden()
  await page.reload()
  await page.getByRole('button', { name: 'Review changes' }).click()
  await expect(page.getByRole('region', { name: 'Changes to the compose file' })).toContainText(
    '# from the second',
  )
  expect(await onDisk(page)).not.toContain('# the first again')
})

test('what was typed in a tab that crashed is there in the next one', async ({
  app,
  page,
  context,
}) => {
  await app.open('/deploy')
  await toResources(page)
  await nameField(page).fill('before-the-crash')
  await expect.poll(() => onDisk(page)).toContain('before-the-crash')
  const address = page.url()
  await crash(page)
  const next = await context.newPage()
  await next.goto(address)
  await expect(nameField(next)).toHaveValue('before-the-crash')
  await next.goto('/cvms/observability/compose')
  await upload(next, `${COMPOSE}# before the crash\n`)
  await expect.poll(() => onDisk(next)).toContain('# before the crash')
  await crash(next)
  const last = await context.newPage()
  await last.goto('/cvms/observability/compose')
  await expect(last.getByText('This is a draft')).toBeVisible()
  await expect(last.getByRole('region', { name: /also edited/ })).toHaveCount(0)
})
