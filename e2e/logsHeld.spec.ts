import type { Page } from '@playwright/test'
import { type Api, runningCvm } from './harness/runningCvm.ts'
import { expect, test } from './harness/test.ts'

test.use({ speed: 5 })

const log = (page: Page) => page.getByRole('log', { name: 'Log lines' })
const follow = (page: Page) => page.getByRole('button', { name: 'Follow' })

/** Opens a log that grows by thousands of lines a second and has begun to drop older ones. */
async function openFirehose(app: { api: Api; open: (path: string) => Promise<void> }, page: Page) {
  const id = await runningCvm(app.api, 'firehose-app', {
    docker_compose_file: 'services:\n  firehose:\n    image: busybox:1.37\n',
  })
  await app.open(`/cvms/${id}/logs`)
  await expect.poll(() => dropped(page), { timeout: 40_000 }).toBeGreaterThan(0)
  await expect(follow(page)).toHaveAttribute('aria-pressed', 'true')
}

const dropped = async (page: Page) =>
  Number((await page.getByText('older lines were dropped').innerText()).replace(/ .*|,/g, ''))

/** A place in the middle of the lines. */
async function middleOf(page: Page) {
  const box = await log(page).boundingBox()
  if (!box) throw new Error('there is no log')
  return { x: box.x + 200, y: box.y + box.height / 2 }
}

/** Number of the line at a place. */
const lineAt = (page: Page, { x, y }: { x: number; y: number }) =>
  page.evaluate(
    ([left, top]) =>
      Number(
        document.elementFromPoint(left, top)?.closest('[data-line]')?.getAttribute('data-line'),
      ),
    [x, y] as const,
  )

/** Holds until older lines were dropped again, twice, and says which line was at a place before and after. */
async function whileHeld(page: Page, place: { x: number; y: number }) {
  const before = await lineAt(page, place)
  for (let times = 0; times < 2; times++) {
    const gone = await dropped(page)
    await expect.poll(() => dropped(page)).toBeGreaterThan(gone)
  }
  return { before, after: await lineAt(page, place) }
}

async function finger(page: Page) {
  const cdp = await page.context().newCDPSession(page)
  return (type: 'touchStart' | 'touchEnd', ...touchPoints: { x: number; y: number }[]) =>
    cdp.send('Input.dispatchTouchEvent', { type, touchPoints })
}

test('a held finger is not moved by lines that arrive, nor by those that are dropped', async ({
  app,
  page,
}) => {
  await openFirehose(app, page)
  const middle = await middleOf(page)
  const touch = await finger(page)
  await touch('touchStart', middle)
  const { before, after } = await whileHeld(page, middle)
  expect(before).toBeGreaterThan(0)
  expect(after).toBe(before)
  await expect(follow(page)).toHaveAttribute('aria-pressed', 'true')
  await touch('touchEnd')
  await expect.poll(() => lineAt(page, middle)).toBeGreaterThan(before + 10_000)
})
