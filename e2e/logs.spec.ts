import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { type Api, runningCvm } from './harness/runningCvm.ts'
import { expect, test } from './harness/test.ts'

test.use({ speed: 5 })

const FIREHOSE = 'services:\n  firehose:\n    image: busybox:1.37\n'

const deployFirehose = (api: Api, name: string) =>
  runningCvm(api, name, { docker_compose_file: FIREHOSE })

const log = (page: Page) => page.getByRole('log', { name: 'Log lines' })
const source = (page: Page) => page.getByRole('combobox', { name: 'Log source' })
const lines = async (page: Page) =>
  Number(
    /([\d,]+) lines/
      .exec(await page.getByText(/^[\d,]+ lines/).innerText())?.[1]
      ?.replace(/,/g, ''),
  )

test('each container has its log, and so has the machine; the choice is in the address', async ({
  app,
  page,
}) => {
  await app.open('/cvms/orders-api/logs')
  await expect(log(page)).toContainText('request')
  await source(page).selectOption({ label: 'dstack-db-1' })
  await expect(page).toHaveURL(/source=dstack-db-1/)
  await expect(log(page)).toContainText(/LOG:|checkpoint|connection/)
  // A pause holds the log that was paused, and no other.
  await page.getByRole('button', { name: 'Pause' }).click()
  await expect(page.getByText(/lines, paused$/)).toBeVisible()
  await source(page).selectOption({ label: 'Serial console (boot)' })
  await expect(log(page)).toContainText(/systemd|dstack|Linux version/)
  await expect(page.getByText(/lines, live$/)).toBeVisible()
  await page.reload()
  await expect(source(page)).toHaveValue('!serial')
  await expect(log(page)).toContainText(/systemd|dstack|Linux version/)
})

test('JSON lines are read as level, message and fields, or shown as they came', async ({
  app,
  page,
}) => {
  await app.open('/cvms/orders-api/logs')
  await expect(log(page)).toContainText('duration_ms=')
  const toggle = page.getByRole('button', { name: 'Readable JSON' })
  await expect(toggle).toHaveAttribute('aria-pressed', 'true')
  await toggle.click()
  await expect(log(page)).toContainText('"duration_ms":')
})

test('a search counts its matches and walks through them', async ({ app, page }) => {
  await app.open('/cvms/storefront/logs')
  await expect(log(page)).toContainText('HTTP/1.1')
  await page.getByRole('button', { name: 'Pause' }).click()
  const search = page.getByRole('searchbox', { name: 'Search log' })
  await search.fill('favicon')
  await expect(page.getByText(/^0 of [\d,]+$/)).toBeVisible()
  await search.press('Enter')
  await expect(page.getByText(/^1 of [\d,]+$/)).toBeVisible()
  await page.getByRole('button', { name: 'Next match' }).click()
  await expect(page.getByText(/^2 of [\d,]+$/)).toBeVisible()
  await expect(log(page).locator('mark').first()).toHaveText('favicon')
  await search.fill('no such words anywhere')
  await expect(page.getByText('0 of 0')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Next match' })).toBeDisabled()
})

test('a hundred thousand lines: followed, paused, dropped honestly, and never all drawn', async ({
  app,
  page,
}) => {
  const id = await deployFirehose(app.api, 'firehose-app')
  await app.open(`/cvms/${id}/logs`)
  await expect(page.getByText(/older lines were dropped; the last 100,000 are kept/)).toBeVisible({
    timeout: 40_000,
  })
  expect(await lines(page)).toBeGreaterThanOrEqual(100_000)
  await page.getByRole('button', { name: 'Pause' }).click()
  await expect(page.getByText(/lines, paused$/)).toBeVisible()
  await expect(page.getByRole('button', { name: /^Resume \([\d,]+ new\)$/ })).toBeVisible()
  const drawn = log(page).locator('[data-line]')
  expect(await drawn.count()).toBeLessThan(200)
  // A jump to anywhere draws what is there, in order and without a hole.
  for (const share of [0, 0.37, 0.8]) {
    await log(page).evaluate((box, at) => {
      box.scrollTop = box.scrollHeight * at
    }, share)
    await expect
      .poll(async () => {
        const numbers = (await drawn.allInnerTexts()).map((text) =>
          Number(/firehose (\d+)/.exec(text)?.[1]),
        )
        return (
          numbers.length > 20 && numbers.every((n, k) => k === 0 || n === (numbers[k - 1] ?? 0) + 1)
        )
      })
      .toBe(true)
  }
  await page.getByRole('button', { name: /^Resume/ }).click()
  await expect(page.getByText(/lines, live$/)).toBeVisible()
})

test('reading further up stops following, and Follow goes back to the end', async ({
  app,
  page,
}) => {
  await app.open('/cvms/storefront/logs')
  await expect(log(page)).toContainText('HTTP/1.1')
  const follow = page.getByRole('button', { name: 'Follow' })
  await expect(follow).toHaveAttribute('aria-pressed', 'true')
  await log(page).hover()
  await page.mouse.wheel(0, -3000)
  await expect(follow).toHaveAttribute('aria-pressed', 'false')
  await follow.click()
  await expect
    .poll(() => log(page).evaluate((b) => b.scrollHeight - b.scrollTop - b.clientHeight))
    .toBeLessThan(40)
})

test('the least movement upwards stops following, however fast lines come', async ({
  app,
  page,
}) => {
  await app.open('/cvms/storefront/logs')
  await expect(log(page)).toContainText('HTTP/1.1')
  const follow = page.getByRole('button', { name: 'Follow' })
  await log(page).hover()
  await page.mouse.wheel(0, -4)
  await expect(follow).toHaveAttribute('aria-pressed', 'false')
  await follow.click()
  await log(page).press('PageUp')
  await expect(follow).toHaveAttribute('aria-pressed', 'false')
  // A key scrolls for a while: until it has, and rests.
  const place = () => log(page).evaluate((b) => [b.scrollTop, b.scrollHeight - b.clientHeight])
  let before = 0
  await expect
    .poll(async () => {
      const [top = 0, end = 0] = await place()
      const rests = top === before && top < end - 100
      before = top
      return rests
    })
    .toBe(true)
  await log(page).press('End')
  await expect(follow).toHaveAttribute('aria-pressed', 'true')
})

test('the download holds the lines on screen, without terminal codes', async ({ app, page }) => {
  await app.open('/cvms/storefront/logs')
  await expect(log(page)).toContainText('HTTP/1.1')
  const waiting = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download' }).click()
  const file = await waiting
  expect(file.suggestedFilename()).toBe('storefront-dstack-web-1.log')
  const text = readFileSync((await file.path()) ?? '', 'utf8')
  expect(text.split('\n').length).toBeGreaterThan(1000)
  expect(text).not.toContain('\u001b')
})

test('wrapped lines stay inside; without wrapping they scroll', async ({ app, page }) => {
  await page.setViewportSize({ width: 700, height: 800 })
  await app.open('/cvms/storefront/logs')
  await expect(log(page)).toContainText('HTTP/1.1')
  const overflow = () => log(page).evaluate((box) => box.scrollWidth - box.clientWidth)
  await expect.poll(overflow).toBeGreaterThan(0)
  await page.getByRole('button', { name: 'Wrap' }).click()
  await expect.poll(overflow).toBeLessThanOrEqual(0)
})

test('a log that is not public says why it is not shown', async ({ app, page }) => {
  await app.open('/cvms/trading-agent/logs?source=dstack-agent-1')
  await expect(page.getByRole('main').getByRole('alert')).toContainText(/log/i)
})

test('a log that was cut off goes on by itself, and says that lines may be missing', async ({
  app,
  page,
  server,
}) => {
  app.expectError(/./)
  await app.open('/cvms/storefront/logs')
  await expect(page.getByText(/lines, live$/)).toBeVisible()
  await server.restart()
  await expect(log(page)).toContainText('connection lost at', { timeout: 20_000 })
  await expect(page.getByText(/lines, live$/)).toBeVisible({ timeout: 30_000 })
})

test('lines are as high as their text where that is twice as large, and the end stays in sight', async ({
  app,
  page,
}) => {
  await app.open('/cvms/storefront/logs')
  await expect(log(page)).toContainText('HTTP/1.1')
  const last = log(page).locator('[data-line]').last()
  for (const text of ['200%', '100%']) {
    await page.evaluate(
      (size) => document.documentElement.style.setProperty('font-size', size),
      text,
    )
    await expect
      .poll(async () => {
        const [box, line] = await Promise.all([log(page).boundingBox(), last.boundingBox()])
        if (!box || !line) return false
        const isIn = line.y > box.y && line.y + line.height <= box.y + box.height
        return isIn && line.height === (text === '200%' ? 40 : 20)
      })
      .toBe(true)
  }
})
