import type { Page, Request, Route } from '@playwright/test'
import { everyPlace, type Place, settle } from './harness/pages.ts'
import { type App, expect, test } from './harness/test.ts'

const softly = expect.configure({ soft: true, timeout: 6_000 })

/** What the API says where it fails; a page that says why has it on the screen. */
const WHY = 'The database is on fire'

type Fault = 'fails' | 'hangs' | 'is no answer'

/** With `E2E_ALL=1` every read of every page in all three ways; else each page's own reads, failing. */
const FAULTS: readonly Fault[] = process.env['E2E_ALL']
  ? ['fails', 'hangs', 'is no answer']
  : ['fails']

/** A page, and what opens a part of it that asks for more. */
type Part = Place & { open?: (page: Page) => Promise<void> }

/** These two are asked of every page, and each page is nothing without them. */
const WHOLE = /^\/session$|^\/api\/v1\/cvms\/CVM$/

/** What these add is not missed, or another answer says it: the API refuses a name that is taken by itself. */
const UNSEEN =
  /^(?!\/sign-in).* \/session\/connections$|^\/deploy.* \/api\/v1\/cvms\/paginated$|^\/sign-in \/session$/

test.describe.configure({ mode: 'parallel' })

for (const [name, of] of [
  ['the list, sign-in and the workspace', /^\/(sign-in|cvms$|account|ssh-keys|nodes|apps$)/],
  ['the pages of a CVM that are read most', /^\/cvms\/[^/]+(\/(logs|metrics|network|activity))?$/],
  ['the pages of a CVM that change it', /^\/cvms\/.*\/(compose|environment|resources|settings)$/],
  ['an app', /^\/apps\/[^/]+(\/revisions)?$/],
  ['the wizard', /^\/deploy/],
  ['what is proven', /attestation$|^\/verify/],
] as const) {
  test(`one answer that does not come leaves the others where they are, and says what is missing: ${name}`, async ({
    app,
    page,
  }) => {
    test.slow()
    app.expectError(/ERR_FAILED|Failed to load/)
    await app.open('/nowhere')
    const done = new Set<string>()
    for (const part of await partsOf(app)) {
      if (!of.test(part.path)) continue
      const { reads, text } = await wellOf(page, part)
      for (const read of reads) {
        const once = WHOLE.test(read) ? read : `${part.path} ${read}`
        if (!process.env['E2E_ALL'] && done.has(once)) continue
        done.add(once)
        for (const fault of FAULTS)
          await test.step(`${part.path}: ${read} ${fault}`, () =>
            expectPartial(page, part, read, fault, text))
      }
    }
  })
}

async function partsOf(app: App): Promise<Part[]> {
  const places = await everyPlace(app)
  const cvm = places.find(({ path }) => /^\/cvms\/[^/]+$/.test(path))
  if (!cvm) throw new Error('no CVM')
  return [
    ...places.filter(({ path }) => !/nowhere|cvm_0+|^\/deploy/.test(path)),
    {
      ...cvm,
      open: async (page) => {
        await page
          .getByRole('group', { name: `Everything for ${String(cvm.heading)}` })
          .getByRole('button', { name: 'Replicate' })
          .click()
      },
    },
    {
      path: '/deploy?template=web',
      heading: 'Deploy a CVM',
      open: async (page) => {
        await page.getByRole('button', { name: 'Next' }).click()
        await expect(page.getByRole('heading', { level: 2, name: 'Resources' })).toBeVisible()
      },
    },
  ]
}

/** Every read that a page makes when all is well, and what it says then. */
async function wellOf(page: Page, part: Part) {
  const reads = new Set<string>()
  const note = (request: Request) => {
    const read = readOf(request)
    if (read) reads.add(read)
  }
  page.on('request', note)
  await settle(page, part)
  await part.open?.(page)
  let before = -1
  const grown = () => before !== (before = reads.size)
  await expect.poll(grown, { intervals: [400] }).toBe(false)
  await expect(page.getByText('Checking in this browser…')).toHaveCount(0)
  page.off('request', note)
  return { reads: [...reads], text: await saidOn(page) }
}

/** The path of a read, by which it is known again; undefined for anything else. */
function readOf(request: Request): string | undefined {
  if (request.method() !== 'GET' || request.resourceType() === 'document') return undefined
  const { pathname, searchParams } = new URL(request.url())
  if (!/^\/(api|public)\/v1\/|^\/session(\/|$)/.test(pathname)) return undefined
  const page = searchParams.get('page')
  const path = pathname.replace(/cvm_[\w]+/, 'CVM').replace(/[0-9a-f]{40,}/g, 'HEX')
  return page && page !== '1' ? `${path}?page=${page}` : path
}

async function expectPartial(page: Page, part: Part, read: string, fault: Fault, well: string[]) {
  const where = `${part.path}: ${read} ${fault}`
  const isLog = /\/(logs\/[^/]+|serial|state)$/.test(read)
  if (fault === 'is no answer' && isLog) return
  const spoil = async (route: Route) => {
    if (readOf(route.request()) !== read) return route.fallback()
    if (fault === 'fails') return route.fulfill({ status: 500, json: { detail: WHY } })
    if (fault === 'is no answer') return route.fulfill({ contentType: 'text/html', body: '<p>' })
    // It hangs until the page is left.
  }
  await page.route('**/*', spoil)
  await page.goto(part.path)
  const whole = WHOLE.test(read)
  const quiet = UNSEEN.test(`${part.path} ${read}`)
  // Longer than a page waits for its slowest part.
  if (fault === 'hangs') await page.waitForTimeout(2_500)
  else if (!whole) {
    await softly(page.getByRole('heading', { level: 1 }), where).toBeVisible()
    await part.open?.(page)
  }
  if (fault === 'hangs') {
    if (!whole) await part.open?.(page)
    if (!quiet && !ADDS.test(`${part.path} ${read}`))
      await softly(
        waits(page).or(page.getByText('unknown', { exact: true })),
        where,
      ).not.toHaveCount(0)
  } else if (!quiet) {
    const why =
      fault === 'fails' ? [WHY, 'The API failed'] : ['The answer cannot be used', 'not JSON']
    const said = page.locator('main, dialog[open]').getByText(new RegExp(why.join('|')))
    await softly(said.first(), `${where}: why`).toBeVisible()
    const again = page.getByRole('button', { name: /^(Try again|Load again|Check again|Refresh)$/ })
    await softly(again.first(), `${where}: the way to ask again`).toBeVisible()
  }
  const said = await saidOn(page)
  if (said.length === 0) await softly(waits(page), `${where}: not blank`).not.toHaveCount(0)
  const claims = said.filter((line) => !well.includes(line) && CLAIM.test(line))
  softly(claims, `${where}: claims what nobody has read`).toEqual([])
  await page.unroute('**/*', spoil)
}

/** What says that something is still on its way. */
const waits = (page: Page) =>
  page
    .locator('[role=status], [aria-busy=true]')
    .filter({ visible: true })
    .and(
      page.locator(
        ':is([aria-label^="Loading"], [aria-label^="Reading"], [aria-label^="Opening"], [aria-busy=true])',
      ),
    )
    .or(page.getByText(/(Loading|Checking|Reading|Connecting|is being read).*…/))
    .filter({ visible: true })

/** What these add is not there yet, and nothing on the page says that it is not. */
const ADDS =
  /\/(filter-options|composition|session\/all)$|^\/apps\/.* \/api\/v1\/apps\/HEX$|^\/deploy.*(available|os-images|kms|quotas)$/

/** A number, or that there is nothing, which only an answer can say. */
const CLAIM = /^(none|nothing|no)\b|^\$?0(?![.\d])|\bthe only\b|^There (is|are) no/i

const saidOn = async (page: Page): Promise<string[]> =>
  (
    await page
      .locator('body')
      .evaluate((body) =>
        [...body.querySelectorAll<HTMLElement>('main *, dialog[open] *')].flatMap((one) =>
          one.childElementCount === 0 && one.checkVisibility()
            ? [one.textContent?.trim() ?? '']
            : [],
        ),
      )
  ).filter(Boolean)
