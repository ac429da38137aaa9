import { expect, test } from './harness/test.ts'

test('the metrics tab draws what the guest reports, and has it as a table too', async ({
  app,
  page,
}) => {
  type Stats = { sysinfo: { num_cpus: number; disks: { mount_point: string }[] } }
  const { sysinfo } = (await (await app.api('GET', '/cvms/orders-api/stats')).json()) as Stats
  await app.open('/cvms/orders-api/metrics')
  const load = page.getByRole('img', { name: /^CPU load, average of 1, 5 and 15 minutes: \d/ })
  await expect(load.locator('canvas')).toBeVisible()
  await expect(page.getByRole('region', { name: 'CPU load' })).toContainText(
    `on ${sysinfo.num_cpus} CPUs`,
  )
  await expect(page.getByRole('img', { name: /^Memory in use: .+ of 8\.0 GiB/ })).toBeVisible()
  await expect(page.getByRole('meter', { name: '/ in use' })).toHaveAttribute(
    'aria-valuetext',
    /GiB of 40\.0 GiB/,
  )
  await page.getByText('Figures as a table').click()
  const rows = page.getByRole('table', { name: 'Samples' }).getByRole('row')
  await expect(rows.nth(1)).toContainText(/\d\d:\d\d:\d\d/)
  // Samples gather for as long as the page is open.
  const before = await rows.count()
  await expect.poll(() => rows.count(), { timeout: 20_000 }).toBeGreaterThan(before)
  const gathered = await rows.count()
  await page.getByRole('link', { name: 'Network', exact: true }).click()
  await expect(rows).toHaveCount(0)
  await page.getByRole('link', { name: 'Metrics', exact: true }).click()
  await expect(page.getByRole('img', { name: /^CPU load/ })).toBeVisible()
  await page.getByText('Figures as a table').click()
  await expect.poll(() => rows.count()).toBeGreaterThanOrEqual(gathered)
})

test('every container has its state and leads to its log', async ({ app, page }) => {
  await app.open('/cvms/orders-api/metrics')
  const containers = page.getByRole('table', { name: 'Containers' })
  for (const image of ['ghcr.io/example/orders-api:2.4.1', 'postgres:17-alpine', 'redis:8-alpine'])
    await expect(containers.getByRole('row').filter({ hasText: image })).toContainText('running')
  await containers.getByRole('link', { name: /^Log of .*cache/ }).click()
  await expect(page.getByRole('combobox', { name: 'Log source' })).toHaveValue(/cache/)
})

test('a CVM that does not run has no figures, and says so', async ({ app, page }) => {
  await app.open('/cvms/team-git/metrics')
  await expect(page.getByText('No figures while it is stopped')).toBeVisible()
  await expect(page.getByRole('img', { name: /CPU load/ })).toHaveCount(0)
})

test('a CVM whose system info is private says so instead of looking idle', async ({
  app,
  page,
}) => {
  const change = { public_sysinfo: false, public_logs: true, public_tcbinfo: true }
  expect((await app.api('PATCH', '/cvms/observability/visibility', change)).ok).toBe(true)
  await expect
    .poll(async () => (await (await app.api('GET', '/cvms/observability/state')).json()).status)
    .toBe('running')
  await app.open('/cvms/observability/metrics')
  await expect(page.getByText('Its system info is not public')).toBeVisible()
})

test('figures that cannot be read any more stay, marked with their time', async ({ app, page }) => {
  let broken = false
  await page.route('**/api/v1/cvms/*/stats', (route) =>
    broken ? route.fulfill({ status: 500, json: { detail: 'gone dark' } }) : route.continue(),
  )
  await app.open('/cvms/storefront/metrics')
  await expect(page.getByRole('img', { name: /CPU load/ })).toBeVisible()
  broken = true
  await expect(page.getByText(/These figures are from \d\d:\d\d:\d\d/)).toBeVisible({
    timeout: 30_000,
  })
  await expect(page.getByRole('img', { name: /CPU load/ })).toBeVisible()
  broken = false
  await page.getByRole('main').getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByText(/These figures are from/)).toBeHidden()
})
