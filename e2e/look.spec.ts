import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { compare } from './pictures/compare.ts'
import { type Look, report } from './pictures/report.ts'
import { expect, test } from './harness/test.ts'

/** What `npm run look` does with its pictures, without the walk over all pages. */
test('a page that changed is told from one that did not, and shown beside the accepted picture', async ({
  app,
  page,
  context,
}, testInfo) => {
  await app.open('/verify')
  await page.setViewportSize({ width: 400, height: 500 })
  const title = page.getByRole('heading', { level: 1 })
  await expect(title).toHaveText('Verify a CVM')
  const shoot = () => page.screenshot({ caret: 'hide', animations: 'disabled' })
  const accepted = await shoot()
  const same = await shoot()
  await title.evaluate((heading) => heading.replaceChildren('Verify a whale'))
  const changed = await shoot()

  const judge = await context.newPage()
  const unchanged = await compare(judge, accepted, same)
  expect(unchanged).toEqual({ share: 0, picture: undefined })
  const other = await compare(judge, accepted, changed)
  expect(other.share).toBeGreaterThan(0)
  expect(other.share).toBeLessThan(0.1)
  const [, difference = ''] = other.picture?.split('base64,') ?? []

  const folder = testInfo.outputPath('look')
  const write = (name: string, content: Buffer | string) => {
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, name), content)
    return name
  }
  const looks: Look[] = [
    { name: 'nodes', before: write('n0.png', accepted), after: write('n1.png', same), share: 0 },
    {
      name: 'verify',
      before: write('v0.png', accepted),
      after: write('v1.png', changed),
      difference: write('v.png', Buffer.from(difference, 'base64')),
      share: other.share,
    },
  ]
  write('index.html', report(looks, 'main'))
  await judge.goto(pathToFileURL(join(folder, 'index.html')).href)
  await expect(judge.getByText('1 of 2 pictures differ from main.')).toBeVisible()
  await expect(judge.getByRole('heading', { level: 3 })).toHaveText(/^verify: \d+\.\d+ %$/)
  const pictures = judge.getByRole('img')
  await expect(pictures).toHaveCount(4)
  for (const [at, name] of ['before', 'after', 'what differs', 'nodes'].entries()) {
    const picture = pictures.nth(at)
    await expect(picture).toHaveAttribute('alt', name)
    await picture.scrollIntoViewIfNeeded()
    await expect
      .poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth), name)
      .toBe(400)
  }
  const left = await Promise.all([0, 1].map((at) => pictures.nth(at).boundingBox()))
  expect(left[0]?.y, 'beside each other').toBe(left[1]?.y)
})
