import type { Page } from '@playwright/test'
import { expect, test } from './harness/test.ts'

test.use({ seed: 0 })

const next = (page: Page) => page.getByRole('button', { name: 'Next' })

/** To the answer of Provision, with a compose file that has one secret. */
async function provision(page: Page, name: string): Promise<void> {
  await page.getByLabel('Compose file to upload').setInputFiles({
    name: 'docker-compose.yml',
    mimeType: 'text/yaml',
    buffer: Buffer.from(
      'services:\n  web:\n    image: nginx:1.27\n    environment: ["TOKEN=${TOKEN}"]\n',
    ),
  })
  await next(page).click()
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill(name)
  await next(page).click()
  await page.getByLabel('Value of TOKEN').fill('a value of the test')
  await next(page).click()
  await page.getByRole('button', { name: 'Provision', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'What the API answered' })).toBeVisible()
}

/** Changes what the API answers, as a server that lies would. */
const answering = (
  page: Page,
  address: RegExp,
  change: (body: Record<string, unknown>) => object,
) =>
  page.route(address, async (route) => {
    const answer = await route.fetch()
    await route.fulfill({ response: answer, json: change(await answer.json()) })
  })

const PUBKEY = /\/kms\/[^/]+\/pubkey\//

test('the compose hash is computed from exactly what was sent, and can be downloaded', async ({
  app,
  page,
}) => {
  await app.open('/deploy')
  await provision(page, 'hash-app')
  await expect(page.getByText('They agree')).toBeVisible()
  const saving = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download what was hashed' }).click()
  expect((await saving).suggestedFilename()).toBe('hash-app-app-compose.json')
})

test('a compose hash that cannot be reproduced is called that, and no attack', async ({
  app,
  page,
}) => {
  await app.open('/deploy')
  await answering(page, /\/cvms\/provision$/, (body) => ({
    ...body,
    compose_hash: 'ab'.repeat(32),
  }))
  await provision(page, 'other-hash')
  await expect(
    page.getByText('the server adds defaults that this page does not know'),
  ).toBeVisible()
  await expect(page.getByText('They agree')).toHaveCount(0)
})

test('a key signed by a known KMS, one signed by an unknown key and one that nobody signed are three different things', async ({
  app,
  page,
}) => {
  await app.open('/deploy')
  await provision(page, 'kms-app')
  await expect(page.getByText('Signed by the sandbox’s own published key')).toBeVisible()

  // The signature of another key recovers to some signer, whom nobody knows.
  await answering(page, PUBKEY, (body) => ({
    ...body,
    signature: otherSigner(String(body['signature'])),
    signature_v1: undefined,
  }))
  await page.reload()
  await expect(page.getByText('by a key that this page does not know')).toBeVisible()
  await expect(page.getByText('Signature good')).toHaveCount(0)

  await page.unroute(PUBKEY)
  await answering(page, PUBKEY, ({ public_key }) => ({ public_key, signature: '' }))
  await page.reload()
  await expect(page.getByText('Not signed: nothing shows that a KMS')).toBeVisible()

  await page.unroute(PUBKEY)
  await answering(page, PUBKEY, (body) => ({ ...body, public_key: 'ab'.repeat(32) }))
  await page.reload()
  await expect(page.getByText('The KMS names another key than the provision did')).toBeVisible()
})

/** The same signature with its other recovery id: always good, and always of somebody else. */
function otherSigner(signature: string): string {
  const id = Number.parseInt(signature.slice(-2), 16)
  const other = id < 27 ? id ^ 1 : 55 - id
  return signature.slice(0, -2) + other.toString(16).padStart(2, '0')
}
