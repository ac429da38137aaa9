import { expect, test } from './harness/test.ts'

test('the account says who is in, what is left, and how much of the quotas is used', async ({
  app,
  page,
}) => {
  await app.open('/account')
  await expect(page.getByRole('heading', { level: 1, name: 'Account' })).toBeVisible()
  const quotas = (await (await app.api('GET', '/workspaces/sandbox/quotas')).json()) as {
    quotas: { vm_slots: { limit: number; remaining: number } }
  }
  const { limit, remaining } = quotas.quotas.vm_slots
  const meter = page.getByRole('meter', { name: 'CVMs' })
  await expect(meter).toHaveAttribute(
    'aria-valuetext',
    `${limit - remaining} of ${limit.toLocaleString('en')}, ${remaining.toLocaleString('en')} left`,
  )
  const credits = page.getByRole('region', { name: 'Credits' })
  await expect(credits).toContainText('$1,000.00')
  await expect(credits).toContainText(/\d+ CVMs run/)
  await expect(page.getByRole('region', { name: 'Signed in' })).toContainText('owner')
  await expect(page.getByRole('row', { name: /^Sandbox signed in/ })).toBeVisible()
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Nodes' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Nodes' })).toBeFocused()
})

test('a part that cannot be read says so, and the others stay', async ({ app, page }) => {
  let fails = true
  await page.route('**/workspaces/*/quotas', (route) =>
    fails ? route.fulfill({ status: 503, json: { detail: 'Try later' } }) : route.continue(),
  )
  await app.open('/account')
  const card = page.getByRole('region', { name: 'Quotas' })
  await expect(card.getByRole('alert')).toContainText('Try later')
  await expect(page.getByRole('region', { name: 'Credits' })).toContainText('$1,000.00')
  fails = false
  await card.getByRole('button', { name: 'Try again' }).click()
  await expect(card.getByRole('meter', { name: 'vCPU' })).toBeVisible()
})

test('nodes show their room and images, by region, and lead to a deployment there', async ({
  app,
  page,
}) => {
  await app.open('/nodes')
  const row = (name: string) => page.getByRole('row', { name: new RegExp(`^${name}`) })
  await expect(row('sandbox-eu-west-2')).toContainText('no room, or not reachable now')
  await expect(row('sandbox-us-east-2')).toContainText('dstack-0.5.3')
  await page.getByRole('combobox', { name: 'Region' }).selectOption('us-west')
  await expect(page).toHaveURL(/\/nodes\?region=us-west$/)
  await expect(row('sandbox-us-east-2')).toHaveCount(0)
  await row('sandbox-us-west-1')
    .getByText(/and \d+ more/)
    .click()
  await expect(row('sandbox-us-west-1')).toContainText('dstack-dev-0.5.5')
  const deploy = row('sandbox-us-west-1').getByRole('link', { name: 'Deploy in us-west' })
  await expect(deploy).toHaveAttribute('href', '/deploy?region=us-west')
  await deploy.click()
  await expect(page.getByRole('heading', { level: 1, name: 'Deploy a CVM' })).toBeVisible()
})
