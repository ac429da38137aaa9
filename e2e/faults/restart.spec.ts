import type { Page } from '@playwright/test'
import { expect, test } from './hops.ts'

const COMPOSE = 'services:\n  web:\n    image: nginx:1.27\n'
const nameField = (page: Page) => page.getByRole('textbox', { name: 'Name', exact: true })
const banner = (page: Page) => page.getByRole('banner').getByRole('status')
const row = (page: Page, name: string) =>
  page.getByRole('row').filter({ has: page.getByRole('rowheader', { name, exact: true }) })

async function typeDraft(page: Page, name: string): Promise<void> {
  await page.getByLabel('Compose file to upload').setInputFiles({
    name: 'docker-compose.yml',
    mimeType: 'text/yaml',
    buffer: Buffer.from(COMPOSE),
  })
  await page.getByRole('button', { name: 'Next' }).click()
  await nameField(page).fill(name)
}

for (const end of ['stop', 'kill'] as const) {
  const how = { stop: 'restarted', kill: 'killed with its sandbox, and started again' }[end]
  test(`a gateway that is ${how}: list and draft stay, and both go on without a reload`, async ({
    app,
    page,
    context,
    server,
    openCloud,
  }) => {
    app.expectError(/net::ERR_/)
    await openCloud('/cvms')
    await expect(row(page, 'storefront')).toBeVisible()
    const deploy = await context.newPage()
    await deploy.goto('/deploy')
    const name = `typed-before-${end}`
    await typeDraft(deploy, name)
    await server[end]()
    await page.getByRole('button', { name: 'Refresh' }).click()
    await expect(banner(page)).toContainText('What you see is from before')
    await expect(row(page, 'storefront')).toContainText('running')
    await nameField(deploy).press('End')
    await nameField(deploy).pressSequentially('-and-on')
    await server.restart()
    await expect(banner(page)).toBeEmpty()
    await expect(row(page, 'storefront')).toContainText('running')
    await expect(nameField(deploy)).toHaveValue(`${name}-and-on`)
    await deploy.getByRole('button', { name: 'Next' }).click()
    await deploy.getByRole('button', { name: 'Next' }).click()
    await deploy.getByRole('button', { name: 'Provision', exact: true }).click()
    await expect(deploy.getByText('They agree')).toBeVisible()
  })
}

test('a 401 in mid-session leads to sign-in and back to the very step, with all that was typed', async ({
  page,
  server,
  near,
  far,
  openCloud,
}) => {
  expect(near.proxy.port).toBeGreaterThan(0)
  await openCloud('/deploy')
  await typeDraft(page, 'typed-before-401')
  const heal = far.answering((response) => {
    response.writeHead(401, { 'content-type': 'application/json' })
    response.end('{"detail":"Invalid API key"}')
  })
  await page.getByRole('button', { name: 'Next' }).click()
  await page.getByRole('button', { name: 'Next' }).click()
  await page.getByRole('button', { name: 'Provision', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible()
  heal()
  await page.getByLabel('API key', { exact: true }).fill(server.sandboxKey)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByRole('button', { name: 'Provision', exact: true }).click()
  await expect(page.getByText('They agree')).toBeVisible()
  await page.getByRole('link', { name: 'Resources' }).click()
  await expect(nameField(page)).toHaveValue('typed-before-401')
})
