import { expect, test } from './harness/test.ts'

test.use({ seed: 12 })

const COMPOSE = `services:
  web:
    image: nginx:1.27
    ports: ["8080:80", "127.0.0.1:9000:9000"]
`

test('a deployment shows its price, the quota and what strangers will see before it is made', async ({
  app,
  page,
}) => {
  await app.open(`/deploy?name=decided-app&compose=${encodeURIComponent(COMPOSE)}`)
  await page.getByRole('button', { name: 'Next', exact: true }).click()
  await expect(page.getByText(/^Left in the workspace: [\d,]+ CVMs, [\d,]+ vCPU/)).toBeVisible()
  await expect(page.getByText('billed for 24 hours at least').first()).toBeVisible()
  await page.getByText('Advanced', { exact: true }).click()
  await page.getByRole('checkbox', { name: 'Public logs' }).uncheck()
  await page.getByRole('button', { name: 'Next', exact: true }).click()
  await page.getByRole('button', { name: 'Next', exact: true }).click()
  const strangers = page.getByRole('list', { name: 'What strangers can see' })
  const line = (what: string) => strangers.locator('> li').filter({ hasText: what })
  await expect(line('Logs')).toContainText('Private')
  await expect(line('TCB info')).toContainText('Public')
  await expect(line('URLs')).toContainText('1 public')
  await expect(strangers.getByRole('list', { name: 'Public URLs' })).toContainText('-8080.')
  await expect(page.getByText(/also while the CVM is stopped/)).toBeVisible()
  await page.getByRole('button', { name: 'Provision', exact: true }).click()
  await expect(strangers.getByRole('list', { name: 'Public URLs' })).toContainText(
    /[0-9a-f]{40}-8080/,
  )
})

test('a CVM says what strangers see, and a stop and a replica what they cost', async ({
  app,
  page,
}) => {
  const answer = await app.api('GET', '/cvms/paginated?page=1&page_size=30')
  const { items } = (await answer.json()) as {
    items: { id: string; name: string; status: string; endpoints: { app: string }[] }[]
  }
  const cvm = items.find(({ status, endpoints }) => status === 'running' && endpoints.length > 0)
  if (!cvm) throw new Error('no CVM with an endpoint runs')
  await app.open(`/cvms/${cvm.id}/settings`)
  const strangers = page.getByRole('list', { name: 'What strangers can see' })
  const address = new URL(cvm.endpoints[0]?.app ?? '').host
  await expect(strangers.getByRole('link', { name: address })).toBeVisible()

  const actions = page.getByRole('group', { name: `Everything for ${cvm.name}` })
  await actions.getByRole('button', { name: 'Force stop' }).click()
  const stop = page.getByRole('alertdialog', { name: `Force stop ${cvm.name}?` })
  await expect(stop).toContainText('storage still is')
  await stop.getByRole('button', { name: 'Cancel' }).click()
  await actions.getByRole('button', { name: 'Replicate' }).click()
  const replicate = page.getByRole('dialog', { name: `Replicate ${cvm.name}` })
  const price = replicate.getByText(/^(It costs|The 3 cost) \$/)
  await expect(price).toContainText('It costs')
  const one = Number(/\$([\d.]+)/.exec((await price.textContent()) ?? '')?.[1])
  await replicate.getByRole('spinbutton', { name: 'How many' }).fill('3')
  await expect(price).toContainText('The 3 cost')
  const three = Number(/\$([\d.]+)/.exec((await price.textContent()) ?? '')?.[1])
  expect(three).toBeCloseTo(3 * one, 3)
  await expect(replicate.getByText(/^Left in the workspace/)).toBeVisible()
})
