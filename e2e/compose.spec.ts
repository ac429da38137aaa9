import type { Page } from '@playwright/test'
import { expect, test } from './harness/test.ts'
import { loseAnswer, patches, transaction } from './harness/updates.ts'

type Api = (method: string, path: string, body?: unknown) => Promise<Response>
const get = async <T>(api: Api, path: string) => (await (await api('GET', path)).json()) as T
const fileOf = async (api: Api, name: string) =>
  (await get<{ docker_compose_file: string }>(api, `/cvms/${name}/compose_file`))
    .docker_compose_file

/** Puts a text into the editor as somebody does who has it on disk. */
async function write(page: Page, text: string): Promise<void> {
  await page.getByLabel('Compose file to upload').setInputFiles({
    name: 'docker-compose.yml',
    mimeType: 'text/yaml',
    buffer: Buffer.from(text),
  })
  await expect(page.getByText('This is a draft')).toBeVisible()
}

const review = (page: Page) => page.getByRole('button', { name: 'Review changes' })
const apply = (page: Page) => page.getByRole('button', { name: /^Apply/ })
const draftNote = (page: Page) => page.getByText('kept in this browser')

test('a file is edited, reviewed with its diff and what moves, and applied with one request', async ({
  app,
  page,
}) => {
  const before = await fileOf(app.api, 'storefront')
  await app.open('/cvms/storefront/compose')
  await expect(review(page)).toBeDisabled()
  const sent = patches(page)
  const text = `${before}# changed\n`
  await write(page, text)
  await review(page).click()
  await expect(page.getByRole('region', { name: 'Changes to the compose file' })).toContainText(
    '# changed',
  )
  const moves = page.getByRole('table', { name: 'What is measured' })
  await expect(moves.getByRole('row', { name: /^Compose file/ })).toContainText('moves')
  await expect(moves.getByRole('row', { name: /^OS image/ })).toContainText('stays')
  await expect(page.getByText('web: an image named by a tag is not pulled again')).toBeVisible()
  const foretold = await moves
    .getByRole('button', { name: /^Copy Compose hash afterwards/ })
    .getAttribute('aria-label')
  await page.getByRole('button', { name: 'Back to editing' }).click()
  await expect(draftNote(page)).toBeVisible()
  expect(sent).toEqual([])
  await review(page).click()
  await apply(page).click()
  await expect(page.getByText('storefront updated')).toBeVisible()
  await expect(draftNote(page)).toBeHidden()
  expect(sent).toHaveLength(1)
  expect(sent[0]?.path).toBe('/')
  expect(JSON.parse(sent[0]?.body ?? '')).toEqual({ docker_compose_file: text })
  expect(await fileOf(app.api, 'storefront')).toBe(text)
  const { compose_hash } = await get<{ compose_hash: string }>(app.api, '/cvms/storefront')
  expect(foretold).toContain(compose_hash)
})

test('a draft survives a reload and a sign-in, belongs to its CVM, and can be thrown away', async ({
  app,
  page,
}) => {
  const before = await fileOf(app.api, 'orders-api')
  await app.open('/cvms/orders-api/compose')
  await write(page, `${before}# my draft\n`)
  await page.reload()
  await expect(draftNote(page)).toBeVisible()
  await page.context().clearCookies()
  await page.reload()
  await page.getByRole('button', { name: 'Open the sandbox' }).click()
  await expect(draftNote(page)).toBeVisible()
  await review(page).click()
  await expect(page.getByRole('region', { name: 'Changes to the compose file' })).toContainText(
    '# my draft',
  )
  await page.goto('/cvms/orders-api-2/compose')
  await expect(review(page)).toBeVisible()
  await expect(draftNote(page)).toBeHidden()
  await page.goto('/cvms/orders-api/compose')
  await expect(draftNote(page)).toBeVisible()
  await page.getByRole('button', { name: 'Discard draft' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Discard' }).click()
  await expect(draftNote(page)).toBeHidden()
  await page.reload()
  await expect(review(page)).toBeDisabled()
  await expect(draftNote(page)).toBeHidden()
})

test('when somebody else has changed the file meanwhile, both are shown and one is chosen', async ({
  app,
  page,
}) => {
  const before = await fileOf(app.api, 'observability')
  const theirs = `${before}# theirs\n`
  await app.open('/cvms/observability/compose')
  const sent = patches(page)
  await write(page, `${before}# mine\n`)
  await review(page).click()
  await app.api('PATCH', '/cvms/observability', { docker_compose_file: theirs })
  await apply(page).click()
  const choice = page.getByRole('region', { name: 'The compose file was changed elsewhere' })
  await expect(choice).toContainText('# theirs')
  await expect(choice).toContainText('# mine')
  await expect(choice).toBeFocused()
  await expect(apply(page)).toBeHidden()
  expect(sent).toEqual([])
  // The choice waits over a reload too.
  await page.reload()
  await expect(choice).toContainText('# mine')
  await choice.getByRole('button', { name: 'Keep mine' }).click()
  await review(page).click()
  await apply(page).click()
  await expect(page.getByText('observability updated')).toBeVisible()
  expect(await fileOf(app.api, 'observability')).toBe(`${before}# mine\n`)
  await write(page, `${before}# mine again\n`)
  await app.api('PATCH', '/cvms/observability', { docker_compose_file: theirs })
  await review(page).click()
  await apply(page).click()
  await choice.getByRole('button', { name: 'Take theirs' }).click()
  await expect(draftNote(page)).toBeHidden()
  await expect(review(page)).toBeDisabled()
  expect(sent).toHaveLength(1)
})

test('what the API refuses stands at the file; a busy CVM is waited for; a lost answer is looked after', async ({
  app,
  page,
}) => {
  app.expectError(/ERR_CONNECTION_RESET/)
  const before = await fileOf(app.api, 'team-git')
  await app.open('/cvms/team-git/compose')
  let tries = 0
  await page.route(/\/api\/v1\/cvms\/[^/]+$/, async (route) => {
    if (route.request().method() !== 'PATCH') return route.fallback()
    tries += 1
    if (tries > 3) return route.fallback()
    if (tries === 1) {
      return route.fulfill({
        status: 400,
        json: {
          error_code: 'ERR-01-003',
          message: 'The Docker Compose file is not valid',
          details: [{ field: 'docker_compose_file', message: 'Line 7: no such thing' }],
        },
      })
    }
    if (tries === 2) return route.fulfill({ status: 409, json: { detail: 'busy' } })
    const message = 'Another operation is in progress'
    return route.fulfill({ status: 409, json: { error_code: 'ERR-CONSOLE-IN-PROGRESS', message } })
  })
  await write(page, `${before}# once\n`)
  await review(page).click()
  await apply(page).click()
  await expect(page.getByText('Line 7: no such thing')).toBeVisible()
  await expect(draftNote(page)).toBeVisible()
  await review(page).click()
  await apply(page).click()
  await expect(page.getByText(/It is busy. Trying again/)).toBeVisible()
  await expect(page.getByText('Another operation is in progress', { exact: true })).toBeVisible()
  await loseAnswer(page, '**/api/v1/cvms/cvm_*')
  await apply(page).click()
  await expect(page.getByText('the change has arrived')).toBeVisible()
  await expect(draftNote(page)).toBeHidden()
  expect(await fileOf(app.api, 'team-git')).toBe(`${before}# once\n`)
})

test('errors in the file and variables that nobody provides are told before anything is sent', async ({
  app,
  page,
}) => {
  const before = await fileOf(app.api, 'trading-agent')
  await app.open('/cvms/trading-agent/compose')
  await write(page, 'services:\n  web: [')
  await expect(review(page)).toHaveAccessibleDescription(/Mend the errors/)
  await write(page, `${before}x-note: \${NEEDED:?say it}\n`)
  await expect(review(page)).toHaveAccessibleDescription(/does not start without NEEDED/)
  await write(page, `${before}x-note: \${PERHAPS}\n`)
  await review(page).click()
  await expect(page.getByText(/PERHAPS has no value and will be empty/)).toBeVisible()
  await page.getByRole('button', { name: 'Back to editing' }).click()
  await write(page, `${before}# ${'x'.repeat(200 * 1024 + 1 - before.length - 2)}`)
  await expect(page.getByText(/at most 204,800 are allowed/).first()).toBeVisible()
  await expect(review(page)).toBeDisabled()
})

test('a contract-owned KMS: an approval that has expired begins again, then the change is confirmed', async ({
  app,
  page,
}) => {
  const before = await fileOf(app.api, 'treasury-agent')
  const text = `${before}# on chain\n`
  await app.open('/cvms/treasury-agent/compose')
  const sent = patches(page)
  await write(page, text)
  await review(page).click()
  await apply(page).click()
  const step = page.getByRole('region', { name: 'On chain first' })
  const hash = step.getByRole('textbox', { name: 'Transaction hash' })
  await expect(hash).toBeVisible()
  let expired = 1
  await page.route(/\/api\/v1\/cvms\/[^/]+$/, (route) =>
    route.request().method() === 'PATCH' && expired-- > 0
      ? route.fulfill({
          status: 466,
          json: { error_code: 'ERR-01-006', message: 'Nothing waits for this compose hash' },
        })
      : route.fallback(),
  )
  await hash.fill(transaction('c0ffee'))
  await step.getByRole('button', { name: 'Confirm' }).click()
  await expect(step.getByRole('alert')).toContainText('does not wait any more')
  await step.getByRole('button', { name: 'Begin again' }).click()
  await apply(page).click()
  await hash.fill(transaction('c0ffee'))
  await step.getByRole('button', { name: 'Confirm' }).click()
  await expect(page.getByText('treasury-agent updated')).toBeVisible()
  expect(await fileOf(app.api, 'treasury-agent')).toBe(text)
  expect(sent.at(-1)).toMatchObject({
    path: '/',
    body: '{}',
    headers: { 'x-transaction-hash': transaction('c0ffee') },
  })
})
