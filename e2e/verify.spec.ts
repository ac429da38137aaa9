// Long because it is one page, with every kind of evidence that it takes.
import { readFileSync } from 'node:fs'
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import type { Evidence } from '../src/trust/evidence.ts'
import { hexOfBytes } from '../src/trust/hex.ts'
import { trustDataNote, trustDataPresent } from '../src/trust/testing/realData.ts'
import { DCAP_CLOCK, dcapSample, NEAR_CLOCK, nearSample } from '../src/trust/testing/samples.ts'
import { claimRow, GENUINE, HONEST_SANDBOX, verdictsOn } from './harness/claims.ts'
import { startServer } from './harness/server.ts'
import { expect, test } from './harness/test.ts'

// An app that nobody knows is asked for at every connection; the cloud is not there in a test.
test.use({ flags: ['--connection', 'sandbox'] })

type Api = (method: string, path: string) => Promise<Response>
type Cvm = { app_id: string; instance_id: string; compose_hash: string }

const cvm = async (api: Api, name: string) =>
  (await (await api('GET', `/cvms/${name}`)).json()) as Cvm

const bare = (id: string) => id.replace(/^(app_|0x)/, '')

/** What the public API hands out about the first instance of an app. */
async function answerOf(api: Api, name: string) {
  const { app_id } = await cvm(api, name)
  const answer = await (await api('GET', `/apps/${app_id}/attestations`)).json()
  return answer.instances[0] as {
    quote: string
    tcb_info: { event_log: unknown[]; app_compose: string }
  }
}

async function verifyText(page: Page, text: string): Promise<void> {
  await page.getByLabel('Quote or evidence').fill(text)
  await page.getByRole('button', { name: 'Verify', exact: true }).click()
}

const bring = (page: Page, name: string, text: string) =>
  page.getByLabel('Evidence files').setInputFiles({
    name,
    mimeType: 'application/json',
    buffer: Buffer.from(text),
  })

const receiptOf = (sample: Evidence, checked_at: number, more = {}) =>
  JSON.stringify({
    format: 'cvm-console-receipt',
    format_version: 1,
    checked_at: new Date(checked_at * 1000).toISOString(),
    verdicts: [{ title: 'Genuine Intel TDX', verdict: 'failed', summary: 'a stored lie' }],
    ...sample,
    quote: hexOfBytes(sample.quote),
    ...more,
  })

test('the public page checks an app for whoever has the link: each claim, its evidence, its trust root and the clock', async ({
  app,
  page,
}) => {
  const { app_id, compose_hash } = await cvm(app.api, 'storefront')
  await page.goto(`/verify/${app_id}`)
  await expect(page.getByRole('heading', { level: 1, name: 'Verify a CVM' })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Sign in' })).toBeVisible()
  await expect.poll(() => verdictsOn(page)).toEqual(HONEST_SANDBOX)
  await expect(claimRow(page, 'Genuine Intel TDX')).toContainText('Sandbox root, not a TEE')
  await expect(page.getByRole('main')).toContainText('Evidence from boot')
  for (const title of Object.keys(HONEST_SANDBOX)) {
    const row = claimRow(page, title)
    await row.getByText('Evidence', { exact: true }).click()
    for (const line of ['Checked by', 'Trust root', 'Clock'])
      await expect(row, `${title}: ${line}`).toContainText(line)
  }
  await expect(claimRow(page, 'Compose file is the one measured')).toContainText(compose_hash)
  await expect(claimRow(page, 'OS image')).toContainText('dstack-mr measure')
  await page.getByRole('heading', { name: 'Compose file', exact: true }).scrollIntoViewIfNeeded()
  await expect(page.getByRole('list', { name: 'Images' })).toContainText('not pinned')
  await page.getByText('events; registers').click()
  const log = page.getByRole('table', { name: 'Event log' })
  await expect(log.getByRole('row', { name: /compose-hash/ })).toContainText('digest recomputed')
  await expect(log.getByRole('row').nth(1)).toContainText('payload not bound')
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
})

test('an app that nobody knows is not verified, and another id can be given', async ({
  app,
  page,
}) => {
  const { app_id } = await cvm(app.api, 'storefront')
  await page.goto(`/verify/${'0'.repeat(40)}`)
  await expect(page.getByText('No such app here')).toBeVisible()
  await page.getByRole('textbox', { name: 'App ID' }).fill('12')
  await page.getByRole('button', { name: 'Verify app' }).click()
  await expect(page.getByText('An app ID has 40 hexadecimal digits')).toBeVisible()
  await page.getByRole('textbox', { name: 'App ID' }).fill(`app_${bare(app_id)}`)
  await page.getByRole('button', { name: 'Verify app' }).click()
  await expect(page).toHaveURL(new RegExp(`/verify/${bare(app_id)}$`))
  await expect.poll(() => verdictsOn(page)).toEqual(HONEST_SANDBOX)
})

test('a quote is taken in hex, in base64 and in JSON with its log and compose file; anything else is refused in words', async ({
  app,
  page,
}) => {
  const { quote, tcb_info } = await answerOf(app.api, 'storefront')
  await page.goto('/verify')
  await verifyText(page, 'no quote at all')
  await expect(page.getByText('This is no quote in hex or base64, and no JSON.')).toBeVisible()
  await verifyText(page, '{"quote":')
  await expect(page.getByText('This begins like JSON, but is not.')).toBeVisible()

  const alone = {
    ...HONEST_SANDBOX,
    'Registers are what the event log says': 'reported, not verified',
    'Compose file is the one measured': 'reported, not verified',
    'App ID and instance ID': 'reported, not verified',
  }
  const forms = [`0x${quote}`, Buffer.from(quote, 'hex').toString('base64')]
  for (const text of forms) {
    await page.goto('/verify')
    await verifyText(page, text)
    await expect.poll(() => verdictsOn(page)).toEqual(alone)
    await expect(page.getByRole('list', { name: 'Verdicts' })).toBeInViewport()
    await expect(page.getByRole('status').filter({ hasText: 'Checked:' })).toBeAttached()
  }
  await verifyText(
    page,
    JSON.stringify({
      quote,
      event_log: JSON.stringify(tcb_info.event_log),
      app_compose: tcb_info.app_compose,
    }),
  )
  await expect.poll(() => verdictsOn(page)).toEqual(HONEST_SANDBOX)
  await verifyText(page, quote.slice(0, 1400))
  await expect(page.getByText('this quote cannot be read, so nothing is verified')).toBeVisible()
})

test('a receipt is saved, dropped back in and verified anew; what it says about itself is not believed', async ({
  app,
  page,
}) => {
  const { app_id } = await cvm(app.api, 'storefront')
  await page.goto(`/verify/${app_id}`)
  const saving = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download receipt' }).click()
  const saved = await saving
  expect(saved.suggestedFilename()).toBe('receipt-storefront.json')
  const receipt = JSON.parse(readFileSync(await saved.path(), 'utf8'))
  for (const part of ['quote', 'event_log', 'collateral', 'app_compose', 'verdicts', 'checked_at'])
    expect(receipt, part).toHaveProperty(part)

  await page.goto('/verify')
  const dropped = await page.evaluateHandle((text) => {
    const data = new DataTransfer()
    data.items.add(new File([text], 'receipt.json', { type: 'application/json' }))
    return data
  }, JSON.stringify(receipt))
  await page.getByLabel('Quote or evidence').dispatchEvent('drop', { dataTransfer: dropped })
  await expect(page.getByText('Its verdicts are not believed')).toBeVisible()
  await expect.poll(() => verdictsOn(page)).toEqual(HONEST_SANDBOX)

  const event_log = receipt.event_log.map((event: { event: string }) =>
    event.event === 'compose-hash' ? { ...event, event_payload: '00'.repeat(32) } : event,
  )
  await bring(page, 'forged.json', JSON.stringify({ ...receipt, event_log }))
  await expect(claimRow(page, 'Registers are what the event log says')).toContainText('Failed')
  await expect
    .poll(async () => (await verdictsOn(page))['App ID and instance ID'])
    .toBe('reported, not verified')
})

test('without Intel’s lists the quote stays unchecked, and a file with them does as well', async ({
  app,
  page,
}) => {
  const { quote } = await answerOf(app.api, 'storefront')
  const checksum = await crypto.subtle.digest('SHA-256', Buffer.from(quote, 'hex'))
  const collateral = await app.api(
    'GET',
    `/attestations/collateral/${Buffer.from(checksum).toString('hex')}`,
  )
  const text = await collateral.text()
  await page.goto('/verify')
  await expect(page.getByRole('button', { name: 'Verify', exact: true })).toBeVisible()
  await page.waitForLoadState('networkidle')
  app.expectError(/ERR_INTERNET_DISCONNECTED|Failed to load resource/)
  await page.context().setOffline(true)
  await verifyText(page, quote)
  await expect(page.getByText('The quote itself is not checked')).toBeVisible()
  await expect(claimRow(page, 'Genuine Intel TDX')).toContainText('There was no collateral')
  const file = (name: string, content: string) =>
    page.getByLabel('Collateral file').setInputFiles({
      name,
      mimeType: 'application/json',
      buffer: Buffer.from(content),
    })
  await file('wrong.json', '{"tcb_info":"{}"}')
  await expect(page.getByText('wrong.json is not usable')).toBeVisible()
  await file('collateral.json', text)
  await expect(claimRow(page, 'Genuine Intel TDX')).toContainText('Sandbox root, not a TEE')
  await expect(page.getByText('Collateral: the one that was given with it.')).toBeVisible()
})

test.describe(`real quotes${trustDataNote}`, () => {
  test.skip(!trustDataPresent, '../shared/trust/data is absent')

  test('a genuine quote is verified down to Intel’s root by the clock of its receipt, and is expired by today’s', async ({
    app,
    page,
  }) => {
    await page.goto('/verify')
    await bring(page, 'receipt.json', receiptOf(nearSample(), NEAR_CLOCK))
    await expect(claimRow(page, 'Genuine Intel TDX')).toContainText('TCB info expired')
    expect(Object.values(await verdictsOn(page))).not.toContain('verified here')
    await page.getByRole('radio', { name: /The receipt’s clock/ }).check()
    await expect.poll(() => verdictsOn(page)).toEqual(GENUINE)
    await expect(claimRow(page, 'TCB level')).toContainText('UpToDate')
    await claimRow(page, 'Genuine Intel TDX').getByText('Evidence', { exact: true }).click()
    await expect(claimRow(page, 'Genuine Intel TDX')).toContainText('Intel SGX Root CA')
    await expect(claimRow(page, 'Genuine Intel TDX')).toContainText('2026-08-25T00:00:00.000Z')
    await app.picture('verify-genuine')
  })

  test('a second genuine quote, with nothing else disclosed', async ({ page }) => {
    await page.goto('/verify')
    await bring(page, 'receipt.json', receiptOf(dcapSample(), DCAP_CLOCK))
    await page.getByRole('radio', { name: /The receipt’s clock/ }).check()
    await expect(claimRow(page, 'Genuine Intel TDX')).toContainText('Verified here')
    await expect(claimRow(page, 'Registers are what the event log says')).toContainText(
      'The event log is not disclosed',
    )
  })

  test('a platform that lacks updates verifies, and is marked with the advisories it is open to', async ({
    app,
    page,
  }) => {
    const { quote } = dcapSample()
    const { collateral } = nearSample()
    await page.goto('/verify')
    await bring(page, 'receipt.json', receiptOf({ quote, collateral, reported: {} }, NEAR_CLOCK))
    await page.getByRole('radio', { name: /The receipt’s clock/ }).check()
    await expect(claimRow(page, 'TCB level')).toContainText(
      /OutOfDate: this platform lacks security updates \(.*INTEL-SA-01192/,
    )
    await expect(page.getByRole('list', { name: 'Verdicts' })).toContainText('2 need a second look')
    await app.picture('verify-out-of-date')
  })

  const sample = trustDataPresent ? nearSample() : undefined
  const { quote = new Uint8Array(), collateral } = sample ?? {}
  const flippedAt = (at: number) =>
    hexOfBytes(quote.map((byte, index) => (index === at ? byte ^ 1 : byte)))
  const forgeries: Record<string, object> = {
    'a bit of its body flipped': { quote: flippedAt(200) },
    'a bit of its signature flipped': { quote: flippedAt(640) },
    'an empty QE identity': {
      collateral: { ...collateral, qe_identity: '{}', qe_identity_signature: '00'.repeat(64) },
    },
    'no revocation list': { collateral: { ...collateral, pck_crl: '' } },
    'garbage for a revocation list': { collateral: { ...collateral, root_ca_crl: 'deadbeef' } },
    'the one list in the place of the other': {
      collateral: { ...collateral, pck_crl: collateral?.root_ca_crl },
    },
  }
  test('forged quotes and lists are refused, and then nothing is verified', async ({ page }) => {
    await page.goto('/verify')
    for (const [name, forgery] of Object.entries(forgeries)) {
      await bring(page, 'forged.json', receiptOf(nearSample(), NEAR_CLOCK, forgery))
      await page.getByRole('radio', { name: /The receipt’s clock/ }).check()
      await expect
        .poll(async () => (await verdictsOn(page))['Genuine Intel TDX'], { message: name })
        .toBe('failed')
      expect(Object.values(await verdictsOn(page)), name).not.toContain('verified here')
      await page.reload()
    }
  })
})

test.describe(`a KMS that the operator has added${trustDataNote}`, () => {
  test.skip(!trustDataPresent, '../shared/trust/data is absent')

  test('is known where keys come from it, and said to be added by the operator', async ({
    page,
  }) => {
    const provider = nearSample().event_log.find(({ event }) => event === 'key-provider')
    const { id } = JSON.parse(Buffer.from(provider?.event_payload ?? '', 'hex').toString())
    const server = await startServer({
      seed: 0,
      flags: ['--connection', 'sandbox', '--kms-root', `NEAR KMS=02${'ab'.repeat(32)}:${id}`],
    })
    try {
      await page.goto(`${server.url}/verify`)
      await bring(page, 'receipt.json', receiptOf(nearSample(), NEAR_CLOCK))
      await page.getByRole('radio', { name: /The receipt’s clock/ }).check()
      const row = claimRow(page, 'Key provider')
      await expect(row).toContainText('Verified here')
      await expect(row).toContainText('The keys come from NEAR KMS.')
      await row.getByText('Evidence', { exact: true }).click()
      await expect(row).toContainText('added by whoever runs this console')
    } finally {
      await server.dispose()
    }
  })
})
