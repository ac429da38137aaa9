import { expect, test } from './harness/test.ts'

/** The tour of docs/tour.md, from the first page to the last, as one person goes through it. */
test.use({ seed: 0 })

const COMPOSE = `services:
  web:
    image: nginx:1.27
    ports:
      - "80:80"
    environment:
      GREETING: \${GREETING}
`

test('a stranger deploys, acts on, shares, replicates and deletes a CVM', async ({
  app,
  page,
  browser,
  baseURL,
}) => {
  test.setTimeout(120_000)
  await app.signIn()
  await expect(page.getByText('Sandbox: nothing here is a real TEE')).toBeVisible()
  await page.getByRole('link', { name: 'Deploy a CVM' }).first().click()

  const next = page.getByRole('button', { name: 'Next' })
  const current = page.getByRole('list', { name: 'Deploy steps' }).locator('[aria-current="step"]')
  await expect(current).toContainText('Compose')
  const editor = page.getByRole('textbox', { name: 'Docker Compose file' })
  await editor.focus()
  await page.keyboard.insertText(COMPOSE)
  await next.click()

  await expect(current).toContainText('Resources')
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('tour-app')
  const sizes = page.getByRole('radiogroup', { name: 'Instance type' })
  await sizes.getByRole('radio', { name: 'tdx.medium' }).check()
  await expect(sizes).toContainText(/\$\d.*hour/)
  await next.click()

  await expect(current).toContainText('Secrets')
  await page.getByLabel('Value of GREETING').fill('hello')
  await next.click()

  await expect(current).toContainText('Provision')
  await page.getByRole('button', { name: 'Provision', exact: true }).click()
  await expect(page.getByRole('main')).toContainText('App ID')
  await next.click()

  await expect(current).toContainText('Commit')
  await page.getByRole('button', { name: 'Commit', exact: true }).click()
  await page.getByRole('link', { name: 'Open CVM' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'tour-app' })).toBeVisible()
  await expect(page).toHaveURL(/\/cvms\/cvm_[0-9a-z]+$/)
  await expect(page).toHaveTitle('tour-app · CVMs · CVM Console')
  const link = page.url()

  const main = page.getByRole('main')
  const status = (word: string) =>
    expect(main.getByText(word, { exact: true }).first()).toBeVisible()
  await status('running')
  await main.getByRole('button', { name: 'Shut down' }).click()
  await status('stopped')
  await main.getByRole('button', { name: 'Start', exact: true }).click()
  await status('running')
  await main.getByRole('button', { name: 'Restart', exact: true }).click()
  await expect(page.getByText('tour-app restarted')).toBeVisible()
  await main.getByRole('button', { name: 'Force restart' }).click()
  const force = page.getByRole('alertdialog', { name: 'Force restart tour-app?' })
  await force.getByRole('button', { name: 'Force restart' }).click()
  await expect(force).toBeHidden()
  await status('running')
  await main.getByRole('button', { name: 'Force stop' }).click()
  await page
    .getByRole('alertdialog', { name: 'Force stop tour-app?' })
    .getByRole('button', { name: 'Force stop' })
    .click()
  await status('stopped')

  await main.getByRole('button', { name: 'Replicate' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Replicate' }).click()
  await expect
    .poll(async () => {
      const { items } = (await (await app.api('GET', '/cvms/paginated')).json()) as {
        items: { name: string; status: string }[]
      }
      return items.filter((one) => one.name === 'tour-app' && one.status === 'running').length
    })
    .toBe(1)

  // A colleague, signed out: the link leads through the sign-in to the CVM.
  const colleague = await browser.newContext(baseURL === undefined ? {} : { baseURL })
  const theirs = await colleague.newPage()
  await theirs.goto(link)
  await expect(theirs.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible()
  await theirs.getByRole('button', { name: 'Open the sandbox' }).click()
  await expect(theirs.getByRole('heading', { level: 1, name: 'tour-app' })).toBeVisible()
  await expect(theirs).toHaveURL(link)
  await colleague.close()

  await page.keyboard.press('Escape')
  await main.getByRole('button', { name: 'Delete' }).click()
  const remove = page.getByRole('alertdialog', { name: 'Delete tour-app?' })
  await remove.getByRole('textbox', { name: 'Type tour-app to confirm' }).fill('tour-app')
  await page.keyboard.press('Enter')
  await expect(page.getByText('tour-app deleted')).toBeVisible()
  await page.goto('/cvms')
  await expect(
    page.getByRole('table', { name: 'CVMs' }).getByRole('link', { name: 'tour-app' }),
  ).toHaveCount(1)
})
