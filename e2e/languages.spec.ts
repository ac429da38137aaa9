import type { Page } from '@playwright/test'
import { expect, test } from './harness/test.ts'

test.use({ seed: 20, locale: 'zh-CN' })

/** What stays in Latin letters in every language: names, formats and units. */
const NAMES = new Set(
  'CVM Console Phala Cloud Docker Compose Intel TDX TEE API App ID URL UUID CPU GPU vCPU GB MB KB KMS TCB TLS HTTPS DNS SSH JSON YAML Caddy quote Quote Tab Ctrl Esc K US English Sandbox sandbox TXT CNAME MRTD UpToDate zfs tokens UTC Shell'.split(
    ' ',
  ),
)

/** All single words that the API has answered with: they are shown as they come. */
function wordsOfAnswers(page: Page): Set<string> {
  const found = new Set<string>()
  page.on('response', async (response) => {
    if (!/\/(api|public)\/v1\//.test(response.url())) return
    const text = await response.text().catch(() => '')
    for (const [, value = ''] of text.matchAll(/:\s*"((?:[^"\\]|\\.)*)"/g))
      for (const word of value.split(/[^A-Za-z]+/)) found.add(word)
  })
  return found
}

/** Words in Latin letters in what the page shows and what it calls things, without code. */
async function latinWords(page: Page): Promise<string[]> {
  const texts = await page.evaluate(() => {
    const code = 'code, pre, kbd, textarea, .font-mono, .monaco-editor, [role=code]'
    const found: string[] = []
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement
      if (parent && !parent.closest(`${code}, script, style`) && parent.checkVisibility())
        found.push(node.textContent ?? '')
    }
    for (const one of document.querySelectorAll('[aria-label], [title], [placeholder]')) {
      if (one.closest('.monaco-editor')) continue
      for (const name of ['aria-label', 'title', 'placeholder'])
        found.push(one.getAttribute(name) ?? '')
    }
    return found
  })
  // With a digit, a point or a hyphen in it, it is a name or an address.
  const words = texts.flatMap((text) => text.split(/[^\w.@:/=$-]+/))
  return [...new Set(words)].filter((word) => /^[A-Za-z]+$/.test(word) && !NAMES.has(word))
}

/** Nothing but names is left in English, and nothing is cut off on a narrow screen. */
async function inChinese(page: Page, answered: ReadonlySet<string>): Promise<void> {
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN')
  await expect(page.locator('main [aria-busy=true]')).toHaveCount(0)
  const left = (await latinWords(page)).filter((word) => !answered.has(word))
  expect.soft(left, page.url()).toEqual([])
  const wide = page.viewportSize()
  await page.setViewportSize({ width: 320, height: 800 })
  const width = () => page.evaluate(() => document.documentElement.scrollWidth)
  await expect.soft.poll(width, page.url()).toBeLessThanOrEqual(320)
  if (wide) await page.setViewportSize(wide)
}

test('a browser that asks for Chinese is answered in Chinese, from sign-in to the wizard', async ({
  page,
}) => {
  const answered = wordsOfAnswers(page)
  const title = (name: string) => page.getByRole('heading', { level: 1, name, exact: true })
  await page.goto('/sign-in')
  await expect(title('登录')).toBeVisible()
  await expect(page.getByLabel('API 密钥')).toBeVisible()
  await inChinese(page, answered)
  await page.getByRole('button', { name: '打开沙盒' }).click()

  const table = page.getByRole('table', { name: 'CVM' })
  const row = table.getByRole('row').filter({ hasText: '运行中' }).first()
  await expect(row.getByRole('button', { name: '关机' })).toBeVisible()
  await expect(table.getByRole('columnheader', { name: '实例规格' })).toBeVisible()
  await expect(page).toHaveTitle('CVM · CVM Console')
  // Of single words the API has said some itself, so that these are looked for by name.
  for (const unit of ['内存', '磁盘']) {
    await expect(row.locator(`[data-after="${unit}"]`)).toContainText('GB')
  }
  await inChinese(page, answered)

  const name = (await row.getByRole('rowheader').textContent()) ?? ''
  await row.getByRole('link', { name }).click()
  await expect(title(name)).toBeVisible()
  await inChinese(page, answered)
  for (const tab of ['资源', '网络', '证明', '设置']) {
    await page.getByRole('link', { name: tab, exact: true }).click()
    await expect(page.getByRole('link', { name: tab, exact: true })).toHaveAttribute(
      'aria-current',
      'page',
    )
    if (tab === '证明') await expect(page.getByText('已在此验证').first()).toBeVisible()
    await inChinese(page, answered)
  }

  await page.goto('/deploy?template=web')
  await expect(title('部署 CVM')).toBeVisible()
  await page.getByRole('button', { name: '下一步' }).click()
  const prices = page.getByRole('radiogroup', { name: '实例规格' })
  await expect(prices).toContainText(/US\$[\d.]+\/小时，US\$[\d,.]+\/月/)
  await inChinese(page, answered)
})

test('the language is chosen on the account page and under public proofs, and stays', async ({
  app,
  page,
}) => {
  await app.open('/account')
  await expect(page.getByRole('heading', { level: 1, name: '账户' })).toBeVisible()
  await page.getByLabel('语言').selectOption('English')
  await expect(page.getByRole('heading', { level: 1, name: 'Account' })).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
  await expect(page.getByLabel('Language')).toHaveValue('en')

  await page.goto('/verify')
  await expect(page.getByRole('heading', { level: 1, name: 'Verify a CVM' })).toBeVisible()
  await page.getByLabel('Language').selectOption('简体中文')
  await expect(page.getByRole('heading', { level: 1, name: '验证 CVM' })).toBeVisible()
  await page.reload()
  await expect(page.getByLabel('语言')).toHaveValue('zh-CN')
})

test('no word at the head of a column and no hash is cut in two where it is narrow', async ({
  app,
  page,
}) => {
  await page.setViewportSize({ width: 768, height: 900 })
  await app.open('/apps')
  const cut = () =>
    page.evaluate(() =>
      [...document.querySelectorAll('main :is(th, td) button[aria-label], main thead th')]
        .filter((one) => {
          const text = document.createRange()
          text.selectNodeContents(one)
          const rows = new Set([...text.getClientRects()].map(({ top }) => Math.round(top)))
          return one.textContent.trim() !== '' && !one.querySelector('.sr-only') && rows.size > 1
        })
        .map((one) => one.textContent),
    )
  const cell = page.getByRole('main').getByRole('rowheader').first()
  await expect(cell).toBeVisible()
  expect(await cut()).toEqual([])
  const app_id = await page
    .getByRole('link', { name: /./ })
    .and(page.locator('[href^="/apps/"]'))
    .first()
    .getAttribute('href')
  await page.goto(`${app_id}/revisions`)
  await expect(cell).toBeVisible()
  expect(await cut()).toEqual([])
  const table = page.getByRole('table').first()
  const hidden = await table.evaluate(({ parentElement: around }) =>
    around ? around.scrollWidth - around.clientWidth : 0,
  )
  expect(hidden).toBeLessThanOrEqual(0)
})

test.describe('a browser that asks for something else', () => {
  test.use({ locale: 'zh-TW' })

  test('is answered in English', async ({ page }) => {
    const answer = await page.goto('/sign-in')
    expect(answer?.headers()['vary']).toContain('accept-language, cookie')
    await expect(page.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible()
    await expect(page.locator('html')).toHaveAttribute('lang', 'en')
  })
})
