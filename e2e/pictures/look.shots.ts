import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Browser, type Page, test } from '@playwright/test'
import { everyPlace, type Place, settle } from '../harness/pages.ts'
import { launch } from '../harness/server.ts'
import { compare } from './compare.ts'
import { type Look, report } from './report.ts'
import { still } from './still.ts'

const OUT = 'test-results/look'
/** The narrowest first: a page is opened as a phone opens it, and then given room. */
const WIDTHS = [320, 768, 1440]
const THEMES = ['light', 'dark'] as const
const SIDES = ['before', 'after'] as const

/** What moves by itself: no two pictures of it are the same. */
const MOVING = `
  time { display: inline-block; width: 8em; overflow: hidden; }
  time, .uplot, [role=log] { visibility: hidden !important; }
  *, *::before, *::after { animation: none !important; transition: none !important; }
`

/** The state that another version is built from, or none: then there is nothing to compare with. */
const before = process.env['LOOK_BEFORE']
const ref = process.env['LOOK_REF'] ?? ''
/** Only addresses that contain one of these. */
const only = (process.env['LOOK_ONLY'] ?? '').split(',')

test('looks at every page', async ({ browser }) => {
  const data = mkdtempSync(join(tmpdir(), 'cvm-console-look-'))
  const servers: Awaited<ReturnType<typeof launch>>[] = []
  const serve = async (dist: string, dataDir: string) => {
    const flags = ['--data-dir', dataDir, '--speed', '1000', '--port', '0']
    const server = await launch(process.execPath, [join(dist, 'server/main.js'), ...flags])
    servers.push(server)
    return server
  }
  const end = async (server: Awaited<ReturnType<typeof launch>>) => {
    server.child.kill('SIGTERM')
    await server.exited
  }
  try {
    // One sandbox for both, copied: the older version makes it, the newer one can read it.
    const [first, second] = SIDES.map((side) => join(data, side)) as [string, string]
    const maker = await serve(before ?? 'dist', first)
    const places = await everyPlace({
      api: (_method, path) =>
        fetch(maker.sandboxUrl + path, { headers: { 'x-api-key': maker.sandboxKey } }),
    })
    await end(maker)
    cpSync(first, second, { recursive: true })

    rmSync(OUT, { recursive: true, force: true })
    const sides = before
      ? [
          { side: SIDES[0], url: (await serve(before, first)).url },
          { side: SIDES[1], url: (await serve('dist', second)).url },
        ]
      : [{ side: SIDES[1], url: (await serve('dist', second)).url }]
    const now = Date.now()
    const cameras = []
    for (const { side, url } of sides) {
      mkdirSync(join(OUT, side), { recursive: true })
      cameras.push({ side, page: await signedIn(browser, url, now) })
    }
    const judge = await (await browser.newContext()).newPage()

    const looks: Look[] = []
    const moreThanTests: Place[] = [
      { path: '/deploy?templates=all', heading: 'Deploy a CVM' },
      { path: '/cvms?q=nothing-has-this-name', heading: 'CVMs' },
    ]
    for (const place of [...places, ...moreThanTests]) {
      if (!only.some((part) => place.path.includes(part))) continue
      for (const { side, page } of cameras) await shoot(page, place, side)
      for (const name of names(place)) {
        const after = `after/${name}.png`
        if (!before) {
          looks.push({ name, after, share: 0 })
          continue
        }
        const read = (side: string) => readFileSync(join(OUT, side, `${name}.png`))
        const { share, picture } = await compare(judge, read('before'), read('after'))
        if (picture) writeFileSync(join(OUT, `${name}.diff.png`), decode(picture))
        looks.push({
          name,
          before: `before/${name}.png`,
          after,
          share,
          ...(picture && { difference: `${name}.diff.png` }),
        })
      }
    }
    const file = join(OUT, 'index.html')
    writeFileSync(file, report(looks, ref))
    const changed = looks.filter(({ share }) => share > 0).length
    const against = before ? `, ${changed} differ from ${ref}` : ''
    process.stdout.write(`${looks.length} pictures${against}: ${pathToFileURL(file)}\n`)
  } finally {
    for (const server of servers) await end(server)
    rmSync(data, { recursive: true, force: true })
  }
})

async function signedIn(browser: Browser, baseURL: string, now: number): Promise<Page> {
  const context = await browser.newContext({
    baseURL,
    bypassCSP: true,
    reducedMotion: 'reduce',
    locale: 'en-GB',
    timezoneId: 'UTC',
  })
  const page = await context.newPage()
  await page.clock.setFixedTime(now)
  await page.request.post('/session', { data: { connection: 'sandbox' } })
  return page
}

async function shoot(page: Page, place: Place, side: string): Promise<void> {
  await page.setViewportSize({ width: WIDTHS[0] ?? 320, height: 900 })
  await settle(page, place)
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 })
    for (const colorScheme of THEMES) {
      await page.emulateMedia({ colorScheme })
      await still(page)
      const path = join(OUT, side, `${nameOf(place, width, colorScheme)}.png`)
      await page.screenshot({ path, fullPage: true, caret: 'hide', style: MOVING })
    }
  }
}

const names = (place: Place) =>
  WIDTHS.flatMap((width) => THEMES.map((theme) => nameOf(place, width, theme)))

/** `/cvms/cvm_x/logs` at 320 px in the dark: `cvms-cvm-logs.320.dark`. Ids differ between runs. */
function nameOf({ path }: Place, width: number, theme: string): string {
  const words = path
    .replaceAll(/cvm_0+\b/g, 'unknown')
    .replaceAll(/cvm_\w+/g, 'cvm')
    .replaceAll(/\b(app_)?[0-9a-f]{40}\b/g, 'app')
    .split(/[^\w]+/)
    .filter(Boolean)
  return `${words.join('-') || 'home'}.${width}.${theme}`
}

const decode = (url: string) => Buffer.from(url.slice(url.indexOf(',') + 1), 'base64')
