import { expect, test } from './harness/test.ts'

/** A file that nothing is wrong with. */
const FINE = `services:
  web:
    image: caddy@sha256:4c6e91c6ed0e2fa03efd5b44747b625fec79bc9cd06ac5235a779726618e530d
    restart: unless-stopped
    logging:
      driver: json-file
      options: { max-size: 10m, max-file: "3" }
`

test('that a file has no problems is said once it has been checked, and not while it is', async ({
  app,
  page,
}) => {
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  let asked = false
  await page.context().route('**/check.worker-*.js', async (route) => {
    asked = true
    await held
    await route.continue()
  })
  await app.open('/deploy')
  await page.getByRole('checkbox', { name: 'Use plain text' }).check()
  await page.getByRole('textbox', { name: 'Docker Compose file' }).fill(FINE)
  const card = page.getByRole('region', { name: 'Problems' })
  await expect.poll(() => asked).toBe(true)
  await expect(card).toContainText('Checking the file…')
  await expect(card).not.toContainText('None found.')
  await expect(card.getByRole('status')).toBeEmpty()
  release()
  await expect(card).toContainText('None found.')
  await expect(card.getByRole('status')).toHaveText('No problems')
})
