import type { Page } from '@playwright/test'
import { DARK, FORCED, LIGHT, look } from './harness/axe.ts'
import { everyPlace, settle } from './harness/pages.ts'
import { expect, test } from './harness/test.ts'

test.use({ seed: 12 })

// Contrast is what takes the time: each page in one dress and neighbours in different ones, and with
// `E2E_ALL=1` every page in all of them.
const dressesOf = (index: number) =>
  process.env['E2E_ALL']
    ? ([LIGHT, DARK, FORCED] as const)
    : ([index % 3 === 0 ? FORCED : index % 3 === 1 ? LIGHT : DARK] as const)

test('no page keeps anybody out, at 320 pixels, and at 640 with text twice as large', async ({
  app,
  page,
}) => {
  test.slow()
  await app.open('/nowhere')
  for (const [index, place] of (await everyPlace(app)).entries()) {
    await page.setViewportSize({ width: 1280, height: 800 })
    await settle(page, place)
    await look(page, place.path, dressesOf(index))
    for (const [width, text] of [
      [320, '100%'],
      [640, '200%'],
    ] as const) {
      await page.setViewportSize({ width, height: 800 })
      await page.evaluate(
        (size) => document.documentElement.style.setProperty('font-size', size),
        text,
      )
      await expect.soft
        .poll(() => tooWide(page), { message: `${place.path} at ${width} px, text ${text}` })
        .toBeLessThanOrEqual(0)
    }
  }
})

test('no dialog and no menu keeps anybody out', async ({ app, page }) => {
  test.slow()
  await app.open('/nowhere')
  const cvm = (await everyPlace(app)).find(({ path }) => /^\/cvms\/[^/]+$/.test(path))
  if (!cvm) throw new Error('no CVM')
  await settle(page, cvm)
  const actions = page.getByRole('group', { name: `Everything for ${String(cvm.heading)}` })
  for (const action of ['Force stop', 'Force restart', 'Replicate', 'Delete']) {
    await actions.getByRole('button', { name: action }).click()
    const dialog = page.locator('dialog[open]')
    await expect(dialog).toBeVisible()
    await look(page, action)
    await dialog.getByRole('button', { name: 'Cancel' }).click()
    await expect(dialog).toHaveCount(0)
  }
  for (const menu of ['Theme', 'Account']) {
    await page
      .getByRole('button', { name: new RegExp(menu) })
      .first()
      .click()
    await expect(page.getByRole('menu')).toBeVisible()
    await look(page, menu)
    await page.keyboard.press('Escape')
    await expect(page.getByRole('menu')).toHaveCount(0)
  }
  await settle(page, { path: '/deploy', heading: 'Deploy a CVM' })
  await page.getByRole('button', { name: 'Show as code' }).click()
  await expect(page.locator('dialog[open]')).toBeVisible()
  await look(page, 'Show as code')
})

test('whoever wants less motion sees another dress at once, on every level of the page', async ({
  app,
  page,
}) => {
  await page.emulateMedia({ ...LIGHT, reducedMotion: 'reduce' })
  await app.open('/nowhere')
  const settings = (await everyPlace(app)).find(({ path }) => path.endsWith('/settings'))
  if (!settings) throw new Error('no settings')
  await settle(page, settings)
  await page.emulateMedia(DARK)
  expect(await page.evaluate(() => document.getAnimations().length)).toBe(0)
})

const tooWide = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

test.describe('under a finger', () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } })

  test('everything that can be pressed is large enough, no table runs out of sight, nor the current tab; what is heard is in order and told apart', async ({
    app,
    page,
  }) => {
    test.slow()
    await app.open('/nowhere')
    expect(await page.evaluate(() => matchMedia('(pointer: coarse)').matches)).toBe(true)
    for (const place of await everyPlace(app)) {
      await settle(page, place)
      expect.soft(await page.evaluate(tooSmall), place.path).toEqual([])
      expect.soft(await page.evaluate(outOfSight), place.path).toEqual([])
      await expect(page.getByText('Checking in this browser…')).toHaveCount(0)
      expect.soft(await page.evaluate(misheard), place.path).toEqual([])
    }
  })
})

/**
 * Tables that have to be scrolled sideways to be read, or whose words are broken into single letters, and
 * current tabs that are not seen. Samples over time may scroll.
 */
function outOfSight(): string[] {
  const squeezed = (cell: HTMLElement) => {
    const letters = cell.innerText.trim().length
    const lines = cell.offsetHeight / Number.parseFloat(getComputedStyle(cell).lineHeight)
    return letters > 12 && letters / lines < 4
  }
  const tables = [...document.querySelectorAll('main table')].filter(
    (table) =>
      table.ariaLabel !== 'Samples' &&
      ((table.parentElement && table.parentElement.scrollWidth > table.parentElement.clientWidth) ||
        [...table.querySelectorAll<HTMLElement>('tbody :is(td, th)')].some(squeezed)),
  )
  const tabs = [...document.querySelectorAll('main nav [aria-current=page]')].filter((tab) => {
    const [strip, place] = [tab.closest('nav'), tab.getBoundingClientRect()]
    const around = strip?.getBoundingClientRect()
    return around && (place.left < around.left || place.right > around.right)
  })
  return [...tables, ...tabs].map((one) => one.getAttribute('aria-label') ?? one.textContent ?? '')
}

/**
 * What a listener is led astray by: more or less than one title, a level of headings that is left out, tables
 * without a name, two things to open that are called the same, a field that a button stands for.
 */
function misheard(): string[] {
  const found: string[] = []
  const levels = [...document.querySelectorAll('h1, h2, h3, h4')].filter((one) =>
    one.checkVisibility(),
  )
  const titles = levels.filter(({ tagName }) => tagName === 'H1').length
  if (titles !== 1) found.push(`${titles} titles`)
  let last = 1
  for (const { tagName, textContent } of levels) {
    const level = Number(tagName[1])
    if (level > last + 1) found.push(`h${last}, then h${level} ${textContent}`)
    last = level
  }
  for (const table of document.querySelectorAll('table'))
    if (!table.ariaLabel && !table.caption) found.push('a table without a name')
  const opens = [...document.querySelectorAll('main summary')].map((one) => one.textContent.trim())
  for (const name of new Set(opens))
    if (opens.filter((one) => one === name).length > 1) found.push(`two summaries: ${name}`)
  for (const field of document.querySelectorAll('input[type=file]'))
    if (field.checkVisibility()) found.push(`a field behind a button: ${field.ariaLabel}`)
  return found
}

/** Controls below 44 by 44 pixels. A link in a line of text is as large as its line, as WCAG has it. */
function tooSmall(): string[] {
  const LEAST = 44
  const controls = document.querySelectorAll<HTMLElement>(
    'button, a[href], input:not([type=hidden]), select, textarea, summary, [role=tab], [role=menuitem]',
  )
  return [...controls].flatMap((control) => {
    const { display, visibility } = getComputedStyle(control)
    const area = control.closest<HTMLElement>('label') ?? (control as HTMLInputElement).labels?.[0]
    const isChoice = control.matches('input:is([type=checkbox], [type=radio])')
    const inText = display === 'inline' || (control.matches('a') && !control.matches('nav a'))
    const target = isChoice && area ? area : control
    const rect = target.getBoundingClientRect()
    const after = getComputedStyle(target, '::after')
    const stretched = after.position === 'absolute'
    const width = Math.max(rect.width, stretched ? Number.parseFloat(after.width) || 0 : 0)
    const height = Math.max(rect.height, stretched ? Number.parseFloat(after.height) || 0 : 0)
    const hidden =
      visibility === 'hidden' ||
      width <= 1 ||
      height <= 1 ||
      control.closest('.sr-only, .monaco-editor, [hidden]')
    if (hidden || inText) return []
    if (Math.round(width) >= LEAST && Math.round(height) >= LEAST) return []
    const name = control.getAttribute('aria-label') ?? control.textContent ?? ''
    return [
      `${control.tagName} ${name.trim().slice(0, 40)}: ${Math.round(width)}×${Math.round(height)}`,
    ]
  })
}
