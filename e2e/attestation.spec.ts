import { readdirSync, readFileSync } from 'node:fs'
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { LIES, type Lie } from '../server/sandbox/attestation/lies.ts'
import { claimRow, HONEST_SANDBOX, verdictsOn } from './harness/claims.ts'
import { type Api, COMPOSE, running, runningCvm } from './harness/runningCvm.ts'
import { expect, test } from './harness/test.ts'

type Made = { id: string; app_id: string }

/** A CVM made by another client, running. */
async function madeCvm(api: Api, name: string): Promise<Made> {
  const id = await runningCvm(api, name)
  return (await (await api('GET', `/cvms/${id}`)).json()) as Made
}

/** What the page must say of each lie: the claim that fails, and a word of why. */
const CAUGHT: Record<Exclude<Lie, 'lie-truncated-quote'>, [claim: string, why: RegExp]> = {
  'lie-event-payload': ['Registers are what the event log says', /payload of .*app-id/],
  'lie-late-event': ['Compose file is the one measured', /after the system was up/],
  'lie-compose': ['Compose file is the one measured', /not the one that was measured/],
  'lie-foreign-root': ['Genuine Intel TDX', /a root that this page does not know/],
  'lie-expired-crl': ['Genuine Intel TDX', /revocation list has expired/],
  'lie-revoked-pck': ['Genuine Intel TDX', /PCK certificate of this platform is revoked/],
  'lie-debug-td': ['Debug mode is off', /Debug mode is on/],
}

const openAttestation = async (page: Page, id: string) => {
  await page.goto(`/cvms/${id}/attestation`)
  await expect(page.getByRole('list', { name: 'Claims' })).toBeVisible()
}

test('the attestation tab says claim by claim what this browser verified, and never that all is trusted', async ({
  app,
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await app.open('/cvms/storefront')
  await expect(page.getByRole('button', { name: 'Copy public proof link' })).toBeVisible()
  await page.getByRole('link', { name: 'Attestation' }).click()
  await expect.poll(() => verdictsOn(page)).toEqual(HONEST_SANDBOX)
  await expect(page.getByText('Sandbox root, not a TEE').first()).toBeVisible()
  await expect(page.getByRole('main')).not.toContainText(/\btrusted\b(?! for)/i)
  const tally = page.getByRole('list', { name: 'Verdicts' })
  await expect(tally).toContainText('3 verified here')
  await expect(tally).toContainText('5 reported, not verified')
  await expect(tally).toContainText('4 not possible in a browser')
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])

  await page.getByRole('button', { name: 'Copy public proof link' }).click()
  await expect(page.getByText('Copied').first()).toBeAttached()
  const link = await page.evaluate(() => navigator.clipboard.readText())
  expect(link).toMatch(/\/verify\/[0-9a-f]{40}$/)
  await context.clearCookies()
  await page.goto(link)
  await expect(page.getByRole('link', { name: 'Sign in' })).toBeVisible()
  await expect.poll(() => verdictsOn(page)).toEqual(HONEST_SANDBOX)
})

test('every lie that the sandbox can tell is caught on the page', async ({ app, page }) => {
  const caught = Object.entries(CAUGHT)
  const made = await Promise.all(caught.map(([lie]) => madeCvm(app.api, `${lie}-app`)))
  const cut = await madeCvm(app.api, 'lie-truncated-quote')
  expect(caught.length + 1).toBe(Object.keys(LIES).length)
  await app.open('/cvms')
  for (const [index, [lie, [title, why]]] of caught.entries()) {
    await openAttestation(page, made[index]?.id ?? '')
    const row = claimRow(page, title)
    await expect(row, lie).toContainText('Failed')
    await expect(row, lie).toContainText(why)
    await expect(page.getByRole('list', { name: 'Verdicts' }), lie).toContainText('failed')
    await expect(page.getByRole('button', { name: 'Mark as known good' }), lie).toHaveAttribute(
      'aria-disabled',
      'true',
    )
  }
  await page.goto(`/cvms/${cut.id}/attestation`)
  await expect(page.getByText('this quote cannot be read, so nothing is verified')).toBeVisible()
  await expect(page.getByRole('main')).toContainText('cut off')
})

test('a CVM that does not run, or hides what it is, says that nothing is verified', async ({
  app,
  page,
}) => {
  const { id } = await madeCvm(app.api, 'hidden-app')
  await app.api('PATCH', `/cvms/${id}/visibility`, {
    public_sysinfo: true,
    public_logs: true,
    public_tcbinfo: false,
  })
  await app.open(`/cvms/${id}/attestation`)
  await expect(claimRow(page, 'Registers are what the event log says')).toContainText(
    'not disclosed',
  )
  await app.open('/cvms/orders-api-3/attestation')
  await expect(page.getByText('Nothing is verified: there is no quote.')).toBeVisible()
})

test('replicas are checked each for itself and compared with each other', async ({ app, page }) => {
  const info = await (await app.api('GET', '/cvms/orders-api')).json()
  await app.open(`/apps/${info.app_id}/attestation`)
  const table = page.getByRole('table', { name: 'Replicas' })
  await expect(table.getByRole('row', { name: /orders-api-2/ })).toContainText('the same')
  await expect(table.getByRole('row', { name: /orders-api-3/ })).toContainText('no quote')
  await table.getByRole('button', { name: 'orders-api-2' }).click()
  await expect(page.getByRole('heading', { level: 2, name: 'orders-api-2' })).toBeVisible()
  await expect.poll(() => verdictsOn(page)).toEqual(HONEST_SANDBOX)
})

test('what was marked as known good is compared ever after: on the tab, in the list, on the app’s page', async ({
  app,
  page,
}) => {
  const { id, app_id } = await madeCvm(app.api, 'drift-app')
  await app.open('/cvms')
  await openAttestation(page, id)
  await page.getByRole('button', { name: 'Mark as known good' }).click()
  await expect(page.getByText('Nothing has changed since it was marked')).toBeVisible()
  await page.goto('/cvms')
  const row = page.getByRole('row').filter({ hasText: 'drift-app' })
  await expect(row).toContainText('running')
  await expect(row).not.toContainText('changed')

  const docker_compose_file = COMPOSE.replace('1.27', '1.28')
  const files = await (await app.api('GET', `/cvms/${id}/compose_file`)).json()
  const change = await app.api('POST', `/cvms/${id}/compose_file/provision`, {
    ...files,
    docker_compose_file,
  })
  const { compose_hash } = (await change.json()) as { compose_hash: string }
  const patch = await app.api('PATCH', `/cvms/${id}/compose_file`, { compose_hash })
  expect(patch.status, await patch.text()).toBeLessThan(300)
  await running(app.api, id)
  await page.reload()
  await expect(row.getByRole('link', { name: /known good: compose$/ })).toBeVisible()
  await expect(row.getByRole('tooltip', { includeHidden: true })).toContainText('Compose hash:')

  await page.goto(`/apps/${app_id}`)
  const changed = page.getByRole('table', { name: 'What changed in drift-app' })
  await expect(changed.getByRole('row', { name: /Compose hash/ })).toContainText(
    compose_hash.slice(0, 8),
  )
  await page.getByRole('link', { name: 'Check now' }).click()
  await expect(page).toHaveURL(/\/attestation$/)
  await expect(page.getByText('Changed since it was marked as known good: compose')).toBeVisible()

  const saving = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export' }).click()
  const file = await (await saving).path()
  await page.getByRole('button', { name: 'Forget' }).click()
  await expect(page.getByText('Nothing is marked yet.')).toBeVisible()
  await page.getByLabel('Known-good file').setInputFiles(file)
  await expect(page.getByText('Changed since it was marked as known good: compose')).toBeVisible()
  await page.getByRole('button', { name: 'Mark this as known good instead' }).click()
  await expect(page.getByText('Nothing has changed since it was marked')).toBeVisible()
})

test('nothing of the verifier is in the files of any other page, nor fetched by one', async ({
  app,
  page,
}) => {
  const scripts = readdirSync('dist/client/assets').filter((name) => name.endsWith('.js'))
  // Words of the library, of its arithmetic, and of our own checks around it.
  for (const word of ['Intel SGX TCB Signing', 'elliptic', 'tdxModuleIdentities']) {
    const holding = scripts.filter((name) =>
      readFileSync(`dist/client/assets/${name}`, 'utf8').includes(word),
    )
    // One for each language: what it says of a claim is in it.
    expect(holding.length, word).toBeGreaterThan(0)
    expect(
      holding.filter((name) => !/^verify\.worker-.*\.js$/.test(name)),
      word,
    ).toEqual([])
  }
  const fetched: string[] = []
  page.on('request', (request) => fetched.push(new URL(request.url()).pathname))
  await app.open('/cvms')
  await expect(page.getByRole('row').filter({ hasText: 'storefront' })).toBeVisible()
  const elsewhere = ['', '/compose', '/resources', '/logs', '/network'].map(
    (tab) => `/cvms/storefront${tab}`,
  )
  for (const address of [...elsewhere, '/apps', '/deploy']) {
    await page.goto(address)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  }
  expect(fetched.length).toBeGreaterThan(20)
  const ofProofs = /verify\.worker|ProofList|AppProof|AttestationPage|VerifyPage|DriftMark|AppDrift/
  expect(fetched.filter((path) => ofProofs.test(path))).toEqual([])
  await page.goto('/cvms/storefront/attestation')
  await expect(page.getByRole('list', { name: 'Claims' })).toBeVisible()
  expect(fetched.filter((path) => path.includes('verify.worker'))).toHaveLength(1)
})
