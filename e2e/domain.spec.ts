import { expect, test } from './harness/test.ts'

test('a custom domain gets the records to make, and a check says which are there', async ({
  app,
  page,
}) => {
  const { app_id } = (await (await app.api('GET', '/cvms/storefront')).json()) as { app_id: string }
  await app.open('/cvms/storefront/network')
  const card = page.getByRole('region', { name: 'Custom domain' })
  const asked: unknown[] = []
  page.on('request', (request) => {
    if (request.url().endsWith('/customize-domain-diagnose')) asked.push(request.postDataJSON())
  })
  const domain = card.getByRole('textbox', { name: 'Domain' })
  const port = card.getByRole('combobox', { name: 'Port' })
  const check = card.getByRole('button', { name: 'Check DNS' })
  const row = (type: string) => card.getByRole('row', { name: new RegExp(`^${type}`) })

  await domain.fill('localhost')
  await port.fill('70000')
  await check.click()
  await expect(domain).toHaveAccessibleDescription(/whole domain/)
  await expect(port).toHaveAccessibleDescription(/1 to 65535/)
  expect(asked).toEqual([])

  await domain.fill('https://Shop.example.com/')
  await port.fill('443')
  await expect(row('TXT')).toContainText('_dstack-app-address.shop.example.com')
  await expect(row('TXT')).toContainText(`${app_id}:443`)
  await expect(row('CNAME')).toContainText('_.apps.sandbox.invalid')
  await check.click()
  await expect(row('CNAME')).toContainText('missing')
  await expect(card).toContainText('shop.example.com does not lead here yet')
  expect(asked).toEqual([{ domains: [{ domain: 'shop.example.com', port: 443 }] }])
  await expect(page).toHaveURL(/\?domain=shop\.example\.com&port=443$/)

  await domain.fill('wrong.example.com')
  await check.click()
  await expect(row('CNAME')).toContainText('somewhere.else.invalid')
  await domain.fill('legacy.example.com')
  await check.click()
  await expect(row('TXT')).toContainText('right, old form')
  await domain.fill('ready.example.com')
  await check.click()
  await expect(card).toContainText('ready.example.com leads here')
})

test('what the API says of a domain it will not look at stands at the field', async ({
  app,
  page,
}) => {
  let status = 422
  await page.route('**/customize-domain-diagnose', (route) =>
    status === 422
      ? route.fulfill({
          status,
          json: {
            detail: [
              { loc: ['body', 'domains', 0, 'domain'], msg: 'Reserved name', type: 'value' },
            ],
          },
        })
      : route.fulfill({ status, json: { detail: 'The resolver is down' } }),
  )
  await app.open('/cvms/storefront/network?domain=app.example.com&port=80')
  const card = page.getByRole('region', { name: 'Custom domain' })
  await card.getByRole('button', { name: 'Check DNS' }).click()
  const domain = card.getByRole('textbox', { name: 'Domain' })
  await expect(domain).toHaveAccessibleDescription(/Reserved name/)
  await expect(domain).toHaveValue('app.example.com')
  status = 500
  await card.getByRole('button', { name: 'Check DNS' }).click()
  await expect(card.getByRole('alert')).toContainText('The resolver is down')
})
