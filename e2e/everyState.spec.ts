// Long because it is one list: every state that a page can be in, with the way into it.
import type { Page } from '@playwright/test'
import { DARK, FORCED, LIGHT, look } from './harness/axe.ts'
import { COMPOSE, runningCvm } from './harness/runningCvm.ts'
import { type App, expect, test } from './harness/test.ts'

// Each state in one dress and neighbours in different ones; with `E2E_ALL=1` every state in all of them.
const dressesOf = (index: number) =>
  process.env['E2E_ALL']
    ? ([LIGHT, DARK, FORCED] as const)
    : ([[FORCED, LIGHT, DARK][index % 3] ?? LIGHT] as const)

/** Something that a page can show: where, and how it comes to it. */
type State = [what: string, path: string, show: (page: Page, app: App) => Promise<void>]

const press = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name, exact: true }).first().click()
const opened = (page: Page) => expect(page.locator('dialog[open]')).toBeVisible()
const dialog = async (page: Page, name: string | RegExp) => {
  await press(page, name)
  await opened(page)
}
const choose = async (page: Page, ...names: string[]) => {
  for (const name of names) await page.getByRole('checkbox', { name: `Select ${name}` }).check()
  await expect(page.getByRole('toolbar', { name: 'Bulk actions' })).toBeVisible()
}
const bulk = (page: Page, name: string) =>
  page.getByRole('toolbar').getByRole('button', { name, exact: true }).click()
const failing = (page: Page, part: string | RegExp, status = 500) =>
  page.route(part, (route) => route.fulfill({ status, json: { detail: 'Not now' } }))
const steps = async (page: Page, ...names: string[]) => {
  for (const name of names) {
    await press(page, 'Next')
    await expect(page.getByRole('heading', { level: 2, name })).toBeVisible()
  }
}
const checked = (page: Page) =>
  expect(page.getByRole('status').filter({ hasText: 'Checked:' })).toBeAttached()
const verify = async (page: Page, evidence: string) => {
  await page.getByRole('textbox', { name: 'Quote or evidence' }).fill(evidence)
  await press(page, 'Verify')
}
const quoteOf = async ({ api }: App): Promise<string> => {
  const { app_id } = (await (await api('GET', '/cvms/storefront')).json()) as { app_id: string }
  const bare = app_id.replace(/^(app_|0x)/, '')
  const answer = await (await api('GET', `/apps/${bare}/attestations`)).json()
  return (answer as { instances: { quote: string }[] }).instances[0]?.quote ?? ''
}
const saysNotNow = (page: Page) => expect(page.getByText(/Not now/).first()).toBeVisible()

const LIST: State[] = [
  [
    'the menu of a row',
    '/cvms',
    async (page) => {
      await press(page, 'Actions for storefront')
      await expect(page.getByRole('menu')).toBeVisible()
    },
  ],
  ['a selection', '/cvms', (page) => choose(page, 'storefront', 'observability')],
  [
    'a bulk force stop',
    '/cvms',
    async (page) => {
      await choose(page, 'storefront', 'observability')
      await bulk(page, 'Force stop')
      await opened(page)
    },
  ],
  [
    'a bulk delete',
    '/cvms',
    async (page) => {
      await choose(page, 'storefront', 'observability')
      await bulk(page, 'Delete')
      await opened(page)
    },
  ],
  [
    'what came of a bulk action',
    '/cvms',
    async (page) => {
      await failing(page, '**/restart')
      await choose(page, 'storefront', 'observability')
      await bulk(page, 'Restart')
      await expect(page.getByRole('region', { name: 'Result of the bulk action' })).toBeVisible()
    },
  ],
  [
    'a toast that stays',
    '/cvms',
    async (page) => {
      await failing(page, '**/start')
      await page.getByRole('button', { name: 'Start', exact: true }).first().click()
      await expect(page.getByText(/was not accepted/)).toBeVisible()
    },
  ],
  [
    'nothing that matches',
    '/cvms?q=zzzz',
    (page) => expect(page.getByRole('button', { name: 'Clear filters' }).first()).toBeVisible(),
  ],
  ['a list that failed', '/cvms', saysNotNow],
  [
    'the palette',
    '/cvms',
    async (page) => {
      await page.keyboard.press('ControlOrMeta+k')
      await opened(page)
      await page.getByRole('combobox', { name: /Find/ }).fill('storefront')
      await expect(
        page.locator('dialog[open]').getByRole('option', { selected: true }),
      ).toBeVisible()
    },
  ],
  [
    'the palette without a match',
    '/cvms',
    async (page) => {
      await page.keyboard.press('ControlOrMeta+k')
      await opened(page)
      await page.getByRole('combobox', { name: /Find/ }).fill('zz / zz')
      await expect(page.getByText(/Nothing matches/)).toBeVisible()
    },
  ],
  [
    'the keys',
    '/cvms',
    async (page) => {
      await page.keyboard.press('?')
      await opened(page)
    },
  ],
]

const CVM: State[] = [
  ['parts of the overview that failed', '/cvms/storefront', saysNotNow],
  [
    'a failed boot',
    '/cvms/landing-page',
    (page) => expect(page.getByText('It did not boot.')).toBeVisible(),
  ],
  ['.env that is pasted', '/cvms/storefront/environment', (page) => dialog(page, 'Paste .env')],
  [
    'settings that ask first',
    '/cvms/storefront/settings',
    async (page) => {
      await page.getByLabel('Delete at').fill('2099-01-01T10:00')
      await dialog(page, 'Schedule delete')
    },
  ],
  [
    'a name that is wrong',
    '/cvms/storefront/settings',
    (page) => page.getByRole('textbox', { name: 'Name', exact: true }).fill('1'),
  ],
  [
    'an operation that hangs, and giving it up',
    '/cvms/stuck-shutdown-axe/activity',
    (page) => dialog(page, 'Cancel operation'),
  ],
  [
    'what a compose file would change',
    '/cvms/storefront/compose',
    async (page) => {
      await page.getByRole('checkbox', { name: 'Use plain text' }).check()
      const field = page.getByRole('textbox', { name: 'Docker Compose file' })
      await field.fill(`${await field.inputValue()}\n# once more\n`)
      await press(page, 'Review changes')
      await expect(page.getByRole('button', { name: 'Back to editing' })).toBeVisible()
    },
  ],
  [
    'an action as code',
    '/cvms',
    async (page) => {
      await press(page, 'Actions for storefront')
      await page.getByRole('menuitem', { name: 'Show as code' }).click()
      await opened(page)
    },
  ],
  ['a forbidden tab', '/cvms/storefront/network', saysNotNow],
]

const OTHERS: State[] = [
  ['a key, and taking it away', '/ssh-keys', (page) => dialog(page, /^Delete axe/)],
  [
    'a key that is none',
    '/ssh-keys',
    async (page) => {
      await page
        .getByRole('textbox', { name: 'Public key' })
        .fill('-----BEGIN OPENSSH PRIVATE KEY-----')
      await press(page, 'Add key')
    },
  ],
  ['nodes in part', '/nodes', saysNotNow],
  ['an account in part', '/account', saysNotNow],
  [
    'a redeployment',
    '/apps/APP/revisions',
    async (page) => {
      await page
        .getByRole('button', { name: /^Redeploy/ })
        .first()
        .click()
      await opened(page)
    },
  ],
  [
    'a redeployment that failed',
    '/apps/APP/revisions',
    async (page) => {
      await failing(page, /\/redeploy$/)
      await page
        .getByRole('button', { name: /^Redeploy/ })
        .first()
        .click()
      await page.locator('dialog[open]').getByRole('button', { name: 'Redeploy' }).click()
      await saysNotNow(page)
    },
  ],
  [
    'settings that strangers may see, and the question',
    '/cvms/private-axe/settings',
    async (page) => {
      const card = page.getByRole('region', { name: 'Visibility' })
      for (const box of await card.getByRole('checkbox').all()) await box.click()
      await card.getByRole('button', { name: /^Apply/ }).click()
      await opened(page)
    },
  ],
  ['the menu of the account', '/account', (page) => press(page, /^Account of/)],
  [
    'a sign-out that failed',
    '/account',
    async (page) => {
      await failing(page, /\/session(\/|$)/)
      await press(page, /^Account of/)
      await page.getByRole('menuitem', { name: 'Sign out' }).click()
      await expect(page.getByText('Not signed out')).toBeVisible()
    },
  ],
  [
    'workspaces to go on in, and one that cannot be left',
    '/sign-in',
    async (page) => {
      await failing(page, /\/session(\/|$)/)
      await page
        .getByRole('region', { name: 'Signed in here' })
        .getByRole('button', { name: /^Sign out of/ })
        .click()
      await saysNotNow(page)
    },
  ],
]

const PROOFS: State[] = [
  ['an app that proves', '/verify/APP', checked],
  [
    'all evidence of a claim',
    '/cvms/storefront/attestation',
    async (page) => {
      await checked(page)
      for (const one of await page.locator('main summary').all()) await one.click()
    },
  ],
  ['an app that lies', '/cvms/lie-compose-axe/attestation', checked],
  ['hardware that lies', '/cvms/lie-foreign-root-axe/attestation', checked],
  ['a quote that is cut off', '/cvms/lie-truncated-quote-axe/attestation', checked],
  [
    'a quote alone',
    '/verify',
    async (page, app) => {
      await verify(page, await quoteOf(app))
      await checked(page)
    },
  ],
  [
    'a quote without collateral',
    '/verify',
    async (page, app) => {
      await verify(page, await quoteOf(app))
      await expect(page.getByText('The quote itself is not checked')).toBeVisible()
    },
  ],
  [
    'evidence that is none',
    '/verify',
    async (page) => {
      await verify(page, '{"quote": "00"}')
      await checked(page)
    },
  ],
  [
    'evidence that cannot be read',
    '/verify',
    async (page) => {
      await verify(page, 'none')
      await expect(page.getByText(/This is no quote/)).toBeVisible()
    },
  ],
  [
    'a check that runs',
    '/verify/APP',
    async (page) => {
      await page.route(/\/attestations(\?|$)/, () => undefined)
      await page.reload()
      await expect(page.getByText('Checking in this browser…')).toBeVisible()
    },
  ],
  ['an app whose proof cannot be read', '/verify/APP', saysNotNow],
  [
    'an app that is not there',
    '/verify/APP',
    (page) => expect(page.getByText('No such app here')).toBeVisible(),
  ],
  [
    'a CVM without a quote',
    '/cvms/STOPPED/attestation',
    (page) => expect(page.getByText(/Nothing is verified/)).toBeVisible(),
  ],
  [
    'replicas beside each other',
    '/apps/SEVERAL/attestation',
    async (page) => {
      await checked(page)
      await expect(page.getByRole('table', { name: 'Replicas' })).toBeVisible()
    },
  ],
  [
    'what is known good',
    '/cvms/storefront/attestation',
    async (page) => {
      await press(page, 'Mark as known good')
      await expect(page.getByText(/Nothing has changed since/)).toBeVisible()
    },
  ],
  [
    'what has changed since it was known good',
    '/cvms/storefront/attestation',
    async (page) => {
      await page.evaluate(() => {
        for (const [key, value] of Object.entries(localStorage))
          if (key.startsWith('cvm-console-baseline/'))
            localStorage.setItem(key, value.replaceAll(/[0-9a-f]{64}/g, 'a'.repeat(64)))
      })
      await page.reload()
      await expect(page.getByRole('table', { name: 'What changed' })).toBeVisible()
    },
  ],
]

const WIZARD: State[] = [
  ['templates', '/deploy', (page) => press(page, 'Start from template')],
  ['a deploy link', '/deploy?template=web', (page) => dialog(page, 'Share as deploy link')],
  ['a draft that is thrown away', '/deploy?template=web', (page) => dialog(page, 'Discard draft')],
  ['other drafts', '/deploy?template=redis', (page) => dialog(page, /^Other drafts/)],
  ['resources', '/deploy?template=web', (page) => steps(page, 'Resources')],
  [
    'resources in part',
    '/deploy?template=web',
    async (page) => {
      await failing(page, /\/(instance-types|available|quotas)$/)
      await page.reload()
      await steps(page, 'Resources')
      await saysNotNow(page)
    },
  ],
  [
    'secrets',
    '/deploy?template=postgres&name=axe-states',
    (page) => steps(page, 'Resources', 'Secrets'),
  ],
  [
    'a provision that was refused',
    '/deploy?template=web&name=axe-states',
    async (page) => {
      await steps(page, 'Resources', 'Secrets', 'Provision')
      await press(page, 'Provision')
      await saysNotNow(page)
    },
  ],
  [
    'a provision of which a field was refused',
    '/deploy?template=web&name=err-02-010-axe',
    async (page) => {
      await steps(page, 'Resources', 'Secrets', 'Provision')
      await press(page, 'Provision')
      await expect(page.getByRole('alert').first()).toBeVisible()
    },
  ],
  [
    'what was provisioned',
    '/deploy?template=web&name=axe-states',
    async (page) => {
      await steps(page, 'Resources', 'Secrets', 'Provision')
      await press(page, 'Provision')
      await expect(page.getByText('Compose hash').first()).toBeVisible()
    },
  ],
]

/** What has to fail for a state, by its name. */
const FAILS: Record<string, [part: RegExp, status: number]> = {
  'a list that failed': [/\/cvms\/paginated/, 500],
  'parts of the overview that failed': [/\/(composition|apps\/[^/]+\/cvms|logs\/[^/]+)(\?|$)/, 500],
  'a forbidden tab': [/\/api\/.*\/network$/, 403],
  'nodes in part': [/\/workspaces\/[^/]+\/nodes/, 500],
  'a provision that was refused': [/\/cvms\/provision$/, 400],
  'a quote without collateral': [/\/attestations\/collateral\//, 500],
  'an app that is not there': [/\/attestations(\?|$)/, 404],
  'an app whose proof cannot be read': [/\/attestations(\?|$)/, 500],
  'an account in part': [/\/(quotas|workspaces|paginated)(\?|$)/, 500],
}

for (const [name, states] of [
  ['the list', LIST],
  ['a CVM', CVM],
  ['what is not a CVM', OTHERS],
  ['what a CVM proves', PROOFS],
  ['how a CVM is deployed', WIZARD],
] as const) {
  test(`no state keeps anybody out: ${name}`, { tag: '@long' }, async ({ app, page }) => {
    test.slow()
    await app.open('/nowhere')
    if (states === CVM) {
      await runningCvm(app.api, 'stuck-shutdown-axe')
      await app.api('POST', '/cvms/stuck-shutdown-axe/shutdown')
    }
    if (states === PROOFS)
      for (const lie of ['compose', 'foreign-root', 'truncated-quote'])
        await runningCvm(app.api, `lie-${lie}-axe`)
    if (states === OTHERS) {
      const hidden = { public_logs: false, public_sysinfo: false, public_tcbinfo: false }
      await runningCvm(app.api, 'private-axe', { docker_compose_file: COMPOSE, ...hidden })
      await app.api('POST', '/user/ssh-keys', {
        name: 'axe',
        public_key:
          'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIB8iXaKbhgWkwJadu6ZalfOQ1F3JFOTugJjK+ql9kMcr axe',
      })
    }
    const { items } = (await (
      await app.api('GET', '/cvms/paginated?page=1&page_size=50')
    ).json()) as { items: { id: string; name: string; status: string; app_id: string }[] }
    const named = {
      APP: items.find((one) => one.name === 'storefront')?.app_id,
      STOPPED: items.find(({ status }) => status === 'stopped')?.id,
      SEVERAL: items.find((one, at) =>
        items.slice(at + 1).some((other) => other.app_id === one.app_id),
      )?.app_id,
    }
    const addressOf = (path: string) =>
      path.replace(
        /(?<=\/)(APP|STOPPED|SEVERAL)\b/,
        (name) => named[name as keyof typeof named] ?? name,
      )
    for (const [index, [what, path, show]] of states.entries())
      await test.step(what, async () => {
        const fails = FAILS[what]
        if (fails) await failing(page, ...fails)
        await page.goto(addressOf(path))
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
        await show(page, app)
        await look(page, what, dressesOf(index))
        await page.unrouteAll({ behavior: 'ignoreErrors' })
      })
  })
}
