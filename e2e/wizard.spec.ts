// Long because it goes through the wizard from end to end, with every way in which a step can fail.
import { readdirSync, readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { leftBehind, onDisk } from './harness/onDisk.ts'
import { expect, test } from './harness/test.ts'

test.use({ seed: 0 })

const COMPOSE = `services:
  web:
    image: nginx:1.27
    ports: ["80:80"]
    environment:
      TOKEN: \${TOKEN}
      PRICE: $$5
`

const next = (page: Page) => page.getByRole('button', { name: 'Next' })
const step = (page: Page) =>
  page.getByRole('list', { name: 'Deploy steps' }).locator('[aria-current=step]')

/** Puts a file into the compose step as somebody does who has it on disk. */
async function upload(page: Page, text: string, name = 'docker-compose.yml'): Promise<void> {
  await page.getByLabel('Compose file to upload').setInputFiles({
    name,
    mimeType: 'text/yaml',
    buffer: Buffer.from(text),
  })
}

async function toResources(page: Page, name: string, compose = COMPOSE): Promise<void> {
  await upload(page, compose)
  await next(page).click()
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill(name)
}

/** From the Resources step on, with values for every variable. */
async function toProvision(page: Page): Promise<void> {
  await next(page).click()
  await expect(step(page)).toContainText('Secrets')
  for (const field of await page.getByLabel(/^Value of /).all()) await field.fill('s3cret-value')
  await next(page).click()
  await expect(step(page)).toContainText('Provision')
}

test('a compose file is deployed to running, its secret sealed in the browser and stored nowhere', async ({
  app,
  page,
}) => {
  const sent: string[] = []
  page.on('request', (request) => {
    sent.push(`${request.method()} ${request.url()} ${request.postData() ?? ''}`)
  })
  await app.open('/deploy')
  await expect(page.getByRole('heading', { level: 1, name: 'Deploy a CVM' })).toBeVisible()
  await toResources(page, 'wizard-app')
  await page.getByRole('radio', { name: 'tdx.medium' }).check()
  await next(page).click()
  await expect(page.getByLabel('Value of TOKEN')).toHaveAttribute('type', 'password')
  await expect(page.getByLabel('Value of PRICE')).toHaveCount(0)
  await page.getByLabel('Value of TOKEN').fill('hunter2-hunter2')
  await next(page).click()
  await page.getByRole('button', { name: 'Provision', exact: true }).click()
  await expect(page.getByText('They agree')).toBeVisible()
  await expect(page.getByText('Signature good')).toBeVisible()
  await next(page).click()
  // What it costs is said where it is decided.
  await expect(page.getByRole('region', { name: 'wizard-app' })).toContainText(
    '$0.116 / hour, $84.68 / month',
  )
  await page.getByRole('button', { name: 'Commit', exact: true }).click()
  await expect(page.getByRole('link', { name: 'Open CVM' })).toBeVisible()
  await expect(page.getByText('running').first()).toBeVisible()
  await expect(page.getByText('Port 80', { exact: true })).toBeVisible()

  expect(sent.filter((one) => one.includes('hunter2'))).toEqual([])
  expect(await onDisk(page)).not.toContain('hunter2')
  expect(JSON.stringify(await leftBehind(page))).not.toContain('hunter2')

  await page.getByRole('link', { name: 'Open CVM' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'wizard-app' })).toBeVisible()
  const { items } = (await (await app.api('GET', '/cvms/paginated')).json()) as {
    items: { name: string; resource: { instance_type: string } }[]
  }
  expect(items.find(({ name }) => name === 'wizard-app')?.resource.instance_type).toBe('tdx.medium')
})

test('a reload keeps everything but the values, and says which to enter again', async ({
  app,
  page,
}) => {
  await app.open('/deploy')
  await toResources(page, 'reload-app')
  await toProvision(page)
  await expect(page.getByText(/Draft kept/)).toBeVisible()
  await page.reload()
  await expect(step(page)).toContainText('Provision')
  await expect(page.getByRole('definition').filter({ hasText: 'reload-app' })).toBeVisible()
  await page
    .getByRole('list', { name: 'Deploy steps' })
    .getByRole('link', { name: 'Secrets' })
    .click()
  await expect(page.getByText(/Enter TOKEN again before Commit/)).toBeVisible()
  await page.getByRole('button', { name: 'Back' }).click()
  await page.getByRole('button', { name: 'Back' }).click()
  await expect(page.getByLabel('Docker Compose file')).toBeVisible()
  await expect(page.locator('body')).toContainText('nginx')
  await page.getByRole('button', { name: 'Start a new draft' }).click()
  await expect(next(page)).toBeDisabled()
  await page.goBack()
  await expect(next(page)).toBeEnabled()
})

test('a link fills in its fields, with names of variables and never a value', async ({
  app,
  page,
}) => {
  await app.open('/deploy?template=web&name=linked-app&instance_type=tdx.large&env=A_KEY=value')
  await expect(page.getByText('A link filled this in')).toBeVisible()
  expect(page.url()).not.toContain('value')
  await next(page).click()
  await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('linked-app')
  await expect(page.getByRole('radio', { name: 'tdx.large' })).toBeChecked()
  await next(page).click()
  await expect(page.getByLabel('Value of A_KEY')).toHaveValue('')
})

test('a pasted .env fills in the variables, with quotes and several lines', async ({
  app,
  page,
}) => {
  await app.open('/deploy')
  await toResources(page, 'paste-app')
  await next(page).click()
  await page.getByRole('button', { name: 'Paste .env' }).click()
  const dialog = page.getByRole('dialog')
  await dialog
    .getByLabel('.env file')
    .fill('# comment\nexport TOKEN="a\\nb"\nOTHER=plain # note\nOTHER=again\n')
  await expect(dialog).toContainText('OTHER was set in line 3 already')
  await dialog.getByRole('button', { name: 'Take over 2' }).click()
  await expect(page.getByLabel('Value of OTHER')).toHaveValue('again')
  await page.getByRole('button', { name: 'Show TOKEN' }).click()
  await expect(page.getByLabel('Value of TOKEN', { exact: true })).toHaveValue('a\nb')
})

test('what the API refuses is said where it was typed, and nothing is lost', async ({
  app,
  page,
}) => {
  app.expectError(/40\d|50\d|46\d/)
  await app.open('/deploy')
  await toResources(page, 'err-02-010-app')
  await toProvision(page)
  await page.getByRole('button', { name: 'Provision', exact: true }).click()
  const alert = page.getByRole('main').getByRole('alert').filter({ hasText: 'Details' })
  await expect(alert).toContainText('ERR-02-010')
  await expect(alert).toBeFocused()
  await alert.getByRole('button', { name: 'Go to Name' }).click()
  const name = page.getByRole('textbox', { name: 'Name', exact: true })
  await expect(name).toHaveValue('err-02-010-app')
  await expect(name).toHaveAttribute('aria-invalid', 'true')
  await name.fill('fine-again')
  await expect(name).not.toHaveAttribute('aria-invalid', 'true')
  await toProvision(page)
  await page.getByRole('button', { name: 'Provision', exact: true }).click()
  await expect(page.getByText('They agree')).toBeVisible()
})

test('a name that is taken, too short or malformed is said at once', async ({ app, page }) => {
  await app.open('/deploy')
  await toResources(page, 'abc')
  const name = page.getByRole('textbox', { name: 'Name', exact: true })
  await expect(name).toHaveAccessibleDescription(/Too short/)
  await name.fill('double--hyphen')
  await expect(name).toHaveAccessibleDescription(/Two hyphens/)
  await expect(next(page)).toBeDisabled()
  await expect(next(page)).toHaveAccessibleDescription(/Two hyphens/)
})

test('a file that is no YAML, no compose file or too large blocks Next, with its line and reason', async ({
  app,
  page,
}) => {
  await app.open('/deploy')
  const problems = page.getByRole('region', { name: 'Problems' })
  const large = `services:\n  web:\n    image: nginx\n    command: "${'x'.repeat(201 * 1024)}"\n`
  for (const [text, reason] of [
    ['services: [\n', /Error Line \d+:/],
    ['- just\n- a list\n', /Error/],
    ['title: no services here\n', /services/],
    [large, /200 ?KB/],
  ] as const) {
    await upload(page, text)
    await expect(problems).toContainText(reason)
    await expect(problems.getByText('Error', { exact: true }).first()).toBeVisible()
    await expect(next(page)).toBeDisabled()
  }
  await upload(page, COMPOSE)
  await expect(next(page)).toBeEnabled()
})

test('the file is checked in a worker, and one that cannot be checked says so and keeps its secrets', async ({
  app,
  page,
}) => {
  const checkers = () => page.workers().filter((worker) => worker.url().includes('check.worker'))
  await app.open('/deploy')
  await upload(page, COMPOSE)
  await expect(next(page)).toBeEnabled()
  expect(checkers()).toHaveLength(1)

  app.expectError(/check\.worker/)
  await page.route(/check\.worker/, (route) => route.abort())
  await page.reload()
  const problems = page.getByRole('region', { name: 'Problems' })
  await expect(problems).toContainText('The check of the compose file could not run.')
  await next(page).click()
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('not-checked')
  await next(page).click()
  await expect(page.getByLabel('Value of TOKEN')).toBeVisible()
})

test('a name that another CVM has, and choices of a link that nobody offers, are said at their fields', async ({
  app,
  page,
}) => {
  const provision = await app.api('POST', '/cvms/provision', {
    name: 'taken-name',
    compose_file: { docker_compose_file: COMPOSE },
  })
  const { app_id, compose_hash } = (await provision.json()) as Record<string, string>
  expect((await app.api('POST', '/cvms', { app_id, compose_hash })).status).toBe(200)
  await app.open('/deploy?template=web&name=taken-name&instance_type=tdx.bogus&region=mars')
  await next(page).click()
  const name = page.getByRole('textbox', { name: 'Name', exact: true })
  await expect(name).toHaveAccessibleDescription(/taken|has this name/i)
  await expect(name).toHaveAttribute('aria-invalid', 'true')
  await expect(page.getByRole('main')).toContainText('tdx.bogus')
  await expect(page.getByRole('main')).toContainText('mars')
  await expect(next(page)).toBeDisabled()
  await name.fill('free-name')
  await page.getByRole('radio', { name: 'tdx.small' }).check()
  await page.getByLabel('Region').selectOption('us-west')
  await expect(next(page)).toBeEnabled()
})

test('a commit whose answer is lost is looked for, not sent again', async ({ app, page }) => {
  app.expectError(/./)
  const commits: string[] = []
  page.on('request', (request) => {
    if (request.method() === 'POST' && new URL(request.url()).pathname === '/api/v1/cvms')
      commits.push(request.url())
  })
  await app.open('/deploy')
  await toResources(page, 'lost-commit-app')
  await toProvision(page)
  await page.getByRole('button', { name: 'Provision', exact: true }).click()
  await next(page).click()
  await page.getByRole('button', { name: 'Commit', exact: true }).click()
  await expect(page.getByText('The CVM was looked for and found')).toBeVisible()
  await expect(page.getByRole('link', { name: 'Open CVM' })).toBeVisible()
  expect(commits).toHaveLength(1)
  const { items } = (await (await app.api('GET', '/cvms/paginated')).json()) as {
    items: { name: string }[]
  }
  expect(items.filter(({ name }) => name === 'lost-commit-app')).toHaveLength(1)
})

test('a commit that failed and made nothing can be sent again after it was looked for', async ({
  app,
  page,
}) => {
  app.expectError(/50\d|40\d/)
  await app.open('/deploy')
  await toResources(page, 'fail-commit-app')
  await toProvision(page)
  await page.getByRole('button', { name: 'Provision', exact: true }).click()
  await next(page).click()
  await page.getByRole('button', { name: 'Commit', exact: true }).click()
  await expect(page.getByText(/it was not made. You can commit again/)).toBeVisible({
    timeout: 15_000,
  })
  await expect(page.getByRole('button', { name: 'Commit', exact: true })).toBeEnabled()
})

test('an expired hash leads back to Provision', async ({ app, page }) => {
  app.expectError(/466/)
  await app.open('/deploy')
  await toResources(page, 'expired-hash-app')
  await toProvision(page)
  await page.getByRole('button', { name: 'Provision', exact: true }).click()
  await next(page).click()
  await page.getByRole('button', { name: 'Commit', exact: true }).click()
  const alert = page.getByRole('main').getByRole('alert').filter({ hasText: 'Details' })
  await expect(alert).toContainText('ERR-01-006')
  await alert.getByRole('button', { name: /Go to/ }).click()
  await expect(step(page)).toContainText('Provision')
})

test('an on-chain KMS shows the call and what is allowed; 467 and 468 lead back to the transaction', async ({
  app,
  page,
}) => {
  await app.open('/deploy')
  await toResources(page, 'chain-app')
  await page.getByLabel('KMS').selectOption({ label: 'base (contract on chain 8453)' })
  await toProvision(page)
  await page.getByRole('button', { name: 'Provision', exact: true }).click()
  const card = page.getByRole('region', { name: 'On chain first' })
  await expect(card).toContainText('Base (8453)')
  await expect(card).toContainText("'addComposeHash(bytes32)'")
  await page.getByRole('textbox', { name: 'App contract' }).fill(`0x${'ab'.repeat(20)}`)
  // Of the compose hash and of the device: what the contract says now.
  await expect(card.getByText('not allowed yet')).toHaveCount(2)
  await expect(card).toContainText(`cast send 0x${'ab'.repeat(20)} 'addComposeHash(bytes32)' 0x`)
  const hash = page.getByRole('textbox', { name: 'Transaction hash' })
  await hash.fill('0x12')
  await expect(hash).toHaveAccessibleDescription(/62 more digits to go/)
  const commits: unknown[] = []
  page.on('request', (request) => {
    if (request.method() === 'POST' && new URL(request.url()).pathname === '/api/v1/cvms')
      commits.push((request.postDataJSON() as { transaction_hash: string }).transaction_hash)
  })
  const alert = page.getByRole('main').getByRole('alert').filter({ hasText: 'Details' })
  for (const [end, words] of [
    ['dead', 'does not prove the approval'],
    ['beef', 'does not allow this compose hash'],
  ] as const) {
    await hash.fill(`0x${end.padStart(64, '1')}`)
    await next(page).click()
    await page.getByRole('button', { name: 'Commit', exact: true }).click()
    await expect(alert).toContainText(words)
    await alert.getByRole('button', { name: 'Go to Transaction hash' }).click()
    await expect(hash).toHaveAccessibleDescription(/Not accepted/)
  }
  await hash.fill(`0x${'12'.repeat(32)}`)
  await next(page).click()
  await page.getByRole('button', { name: 'Commit', exact: true }).click()
  await expect(page.getByRole('link', { name: 'Open CVM' })).toBeVisible()
  expect(commits).toEqual([
    `0x${'dead'.padStart(64, '1')}`,
    `0x${'beef'.padStart(64, '1')}`,
    `0x${'12'.repeat(32)}`,
  ])
})

/** The real files, and for those that a CVM cannot run what the panel says. */
const SAMPLES = '../shared/compose-samples'
const samples = readdirSync(SAMPLES, { withFileTypes: true })
  .map(({ name }) => name)
  .filter((name) => name.endsWith('.yml'))

test('the real compose files run, or the Problems panel names the line and the reason', async ({
  app,
  page,
}) => {
  test.setTimeout(180_000)
  const outcome: Record<string, 'running' | 'refused'> = {}
  for (const file of samples) {
    await app.open('/deploy')
    await expect(page.getByLabel('Docker Compose file')).toBeVisible()
    const fresh = page.getByRole('button', { name: 'Start a new draft' })
    if (await fresh.isVisible()) await fresh.click()
    await upload(page, readFileSync(`${SAMPLES}/${file}`, 'utf8'), file)
    const problems = page.getByRole('region', { name: 'Problems' })
    await expect(problems.getByRole('status')).toContainText(/error|warning|hint/)
    if (
      await problems
        .getByText(/^Error$/)
        .first()
        .isVisible()
    ) {
      await expect(problems.getByRole('button', { name: /Error Line \d+:/ }).first()).toBeVisible()
      await expect(next(page)).toBeDisabled()
      outcome[file] = 'refused'
      continue
    }
    await next(page).click()
    await page
      .getByRole('textbox', { name: 'Name', exact: true })
      .fill(`sample-${file.replace(/\W+/g, '-').replace(/-yml$/, '')}`.toLowerCase().slice(0, 60))
    await toProvision(page)
    await page.getByRole('button', { name: 'Provision', exact: true }).click()
    await expect(page.getByText('They agree')).toBeVisible()
    await next(page).click()
    await page.getByRole('button', { name: 'Commit', exact: true }).click()
    await expect(page.getByRole('link', { name: 'Open CVM' })).toBeVisible()
    await expect(
      page
        .locator('[data-status=running]')
        .or(page.getByText('running', { exact: true }))
        .first(),
    ).toBeVisible()
    outcome[file] = 'running'
  }
  expect(outcome).toEqual({
    'elasticsearch-logstash-kibana.yml': 'refused',
    'gitea-postgres.yml': 'running',
    'minecraft.yml': 'refused',
    'nextcloud-postgres.yml': 'running',
    'nginx-golang-postgres.yml': 'refused',
    'pihole-cloudflared-DoH.yml': 'running',
    'prometheus-grafana.yml': 'refused',
    'traefik-golang.yml': 'refused',
    'wireguard.yml': 'running',
    'wordpress-mysql.yml': 'running',
  })
})
