import { expect, test } from './harness/test.ts'

test.use({ seed: 0 })

test('a workspace without CVMs says what one is, and offers Deploy and three templates', async ({
  app,
  page,
}) => {
  await app.open('/cvms')
  await expect(page.getByText(/A CVM is a virtual machine/)).toBeVisible()
  await expect(page.getByRole('table', { name: 'CVMs' })).toHaveCount(0)
  const main = page.getByRole('main')
  await expect(main.getByRole('link', { name: 'Deploy a CVM' }).first()).toBeVisible()
  const templates = page.getByRole('list', { name: 'Or start from a template' })
  await expect(templates.getByRole('listitem')).toHaveCount(3)
  await templates.getByRole('link').first().click()
  await expect(page).toHaveURL(/\/deploy\?/)
  await expect(page.getByRole('heading', { level: 1, name: 'Deploy a CVM' })).toBeVisible()
})
