// Long because it is one list: everything that the pages of one CVM can change.
import type { Page } from '@playwright/test'
import { expect, test } from './harness/cloudTest.ts'
import { type Mutation, outcomesOf } from './harness/outcomes.ts'
import { type Api, runningCvm } from './harness/runningCvm.ts'
import { transaction } from './harness/updates.ts'

/**
 * Everything that the pages of one CVM can change. Replicas, which are never asked for twice, are in
 * `apps.spec.ts`; what is not about one CVM is in `mutationsBeside.spec.ts`.
 */

const everyOutcome = (mutation: Mutation) => test(...outcomesOf(mutation))

const card = (page: Page, name: string) => page.getByRole('region', { name, exact: true })
const dialog = (page: Page) => page.getByRole('alertdialog')
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click()
const ofCvm = (end: string) => new RegExp(`^/cvms/[^/]+${end}$`)
const settings = (name: string) => [`/cvms/${name}/settings`, `/cvms/${name}/settings`] as const

/** The buttons of the page's head, by which it can be seen what it takes the CVM for. */
const action = (page: Page, name: string) =>
  page
    .getByRole('group', { name: /^Everything for / })
    .getByRole('button', { name, exact: true, includeHidden: true })

/** An action that is asked for without a question: what comes of it is told in a toast. */
function plain(
  name: string,
  path: string,
  cvms: readonly [string, string],
  { body = '', enables }: { body?: unknown; enables: string },
): Mutation {
  const choose = (page: Page) => action(page, name).click()
  return {
    what: name,
    at: [`/cvms/${cvms[0]}`, `/cvms/${cvms[1]}`],
    request: { method: 'POST', path: ofCvm(path), bodies: [body, body] },
    change: choose,
    again: choose,
    where: (page) => page.locator('body'),
    done: (page) => expect(action(page, enables)).toBeEnabled(),
    found: async (page) => {
      await expect(page.getByText('No answer came')).toBeVisible()
      await expect(action(page, enables)).toBeEnabled()
    },
  }
}

/** An action that asks first: what comes of it is told in its dialog. */
function asking(
  name: string,
  path: string,
  cvms: readonly [string, string],
  { body = '', enables }: { body?: unknown; enables: string },
): Mutation {
  return {
    ...plain(name, path, cvms, { body, enables }),
    change: async (page) => {
      await action(page, name).click()
      await dialog(page).getByRole('button', { name, exact: true }).click()
    },
    again: (page) => dialog(page).getByRole('button', { name: 'Try again' }).click(),
    where: dialog,
    done: async (page) => {
      await expect(dialog(page)).toBeHidden()
      await expect(action(page, enables)).toBeEnabled()
    },
    found: async (page) => {
      await expect(dialog(page)).toContainText('No answer came')
      await dialog(page).getByRole('button', { name: 'Cancel' }).click()
      await expect(action(page, enables)).toBeEnabled()
    },
  }
}

everyOutcome(plain('Start', '/start', ['orders-api-3', 'nightly-prover'], { enables: 'Shut down' }))
everyOutcome(plain('Shut down', '/shutdown', ['storefront', 'orders-api'], { enables: 'Start' }))
everyOutcome(
  plain('Restart', '/restart', ['trading-agent', 'trading-agent'], {
    body: { force: false },
    enables: 'Shut down',
  }),
)
everyOutcome(
  asking('Force stop', '/stop', ['orders-api-2', 'qwen-inference'], { enables: 'Start' }),
)
everyOutcome(
  asking('Force restart', '/restart', ['trading-agent', 'trading-agent'], {
    body: { force: true },
    enables: 'Shut down',
  }),
)

const DELETED = ['landing-page', 'staging-site'] as const
everyOutcome({
  what: 'Delete',
  at: ['/cvms/landing-page', '/cvms/staging-site'],
  request: { method: 'DELETE', path: ofCvm(''), bodies: ['', ''] },
  change: async (page, turn) => {
    await action(page, 'Delete').click()
    await dialog(page)
      .getByRole('textbox', { name: /^Type / })
      .fill(DELETED[turn])
    await dialog(page).getByRole('button', { name: 'Delete', exact: true }).click()
  },
  again: (page) => dialog(page).getByRole('button', { name: 'Try again' }).click(),
  where: dialog,
  kept: (page) =>
    expect(dialog(page).getByRole('textbox', { name: /^Type / })).toHaveValue('landing-page'),
  done: (page) => expect(dialog(page)).toBeHidden(),
  // Its page finds that it is gone, whether its dialog is still there or not.
  found: (page) =>
    expect(page.getByText(/No answer came|was deleted|CVM not found/).first()).toBeVisible(),
})

/** What an unanswered change is called once the page has found that it was made. */
const arrived = (page: Page, name: string) =>
  expect(card(page, name)).toContainText('the change has arrived')

const NAMES = ['first-name', 'observability'] as const
const nameOf = (page: Page) => card(page, 'Name').getByRole('textbox', { name: 'Name' })
everyOutcome({
  what: 'A name',
  at: ['/cvms/observability/settings', '/cvms/first-name/settings'],
  request: {
    method: 'PATCH',
    path: ofCvm('/name'),
    bodies: [{ name: 'first-name' }, { name: 'observability' }],
  },
  field: { name: 'name', at: nameOf },
  change: async (page, turn) => {
    await nameOf(page).fill(NAMES[turn])
    await press(page, 'Rename')
  },
  again: (page) => press(page, 'Rename'),
  where: (page) => card(page, 'Name'),
  kept: (page) => expect(nameOf(page)).toHaveValue('first-name'),
  done: (page) => expect(page.getByRole('heading', { level: 1, name: 'first-name' })).toBeVisible(),
  found: (page) => arrived(page, 'Name'),
})

const listed = (page: Page) => page.getByRole('checkbox', { name: 'Publicly listed' })
everyOutcome({
  what: 'Publicly listed',
  at: settings('team-git'),
  request: {
    method: 'PATCH',
    path: ofCvm('/listed'),
    bodies: [{ listed: true }, { listed: false }],
  },
  change: async (page, turn) => {
    await listed(page).setChecked(turn === 0)
    await press(page, 'Save')
  },
  again: (page) => press(page, 'Save'),
  where: (page) => card(page, 'Directory'),
  kept: (page) => expect(listed(page)).toBeChecked(),
  done: (page) => expect(page.getByText('team-git is listed')).toBeVisible(),
  found: (page) => arrived(page, 'Directory'),
})

const FLAGS = ['Public system info', 'Public TCB info'] as const
const flag = (page: Page, turn: 0 | 1) => page.getByRole('checkbox', { name: FLAGS[turn] })
const applyIn = (page: Page, name: string) =>
  card(page, name).getByRole('button', { name: /^Apply/ })
everyOutcome({
  what: 'Visibility',
  at: settings('team-git'),
  request: {
    method: 'PATCH',
    path: ofCvm(''),
    bodies: [{ public_sysinfo: false }, { public_tcbinfo: false }],
  },
  field: { name: 'public_sysinfo' },
  change: async (page, turn) => {
    await flag(page, turn).uncheck()
    await applyIn(page, 'Visibility').click()
  },
  again: (page) => applyIn(page, 'Visibility').click(),
  where: (page) => card(page, 'Visibility'),
  kept: (page) => expect(flag(page, 0)).not.toBeChecked(),
  done: (page) => expect(page.getByText('team-git updated')).toBeVisible(),
  found: (page) => arrived(page, 'Visibility'),
})

const script = (page: Page) => page.getByRole('textbox', { name: 'Pre-launch script' })
everyOutcome({
  what: 'A pre-launch script',
  at: settings('team-git'),
  request: {
    method: 'PATCH',
    path: ofCvm('/pre-launch-script'),
    bodies: ['echo 0\n', 'echo 1\n'],
  },
  field: { name: 'pre_launch_script' },
  change: async (page, turn) => {
    await card(page, 'Pre-launch script').getByRole('checkbox', { name: 'Use plain text' }).check()
    await script(page).fill(`echo ${turn}\n`)
    await applyIn(page, 'Pre-launch script').click()
  },
  again: (page) => applyIn(page, 'Pre-launch script').click(),
  where: (page) => card(page, 'Pre-launch script'),
  kept: (page) => expect(script(page)).toHaveValue('echo 0\n'),
  done: (page) => expect(page.getByText('team-git updated')).toBeVisible(),
  found: (page) => arrived(page, 'Pre-launch script'),
})

const KEYS = ['GKJl', 'GKJm'].map(
  (end) =>
    `ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9${end} me@laptop`,
)
const authorized = (page: Page) => page.getByRole('textbox', { name: 'SSH authorized keys' })
const config = (key: string | undefined) => ({
  user_config: JSON.stringify({ hostname: 'team-git', ssh_authorized_keys: [key] }),
})
everyOutcome({
  what: 'A user configuration',
  at: settings('team-git'),
  request: { method: 'PATCH', path: ofCvm(''), bodies: [config(KEYS[0]), config(KEYS[1])] },
  field: { name: 'user_config', at: authorized },
  change: async (page, turn) => {
    await authorized(page).fill(KEYS[turn] ?? '')
    await applyIn(page, 'User configuration').click()
  },
  again: (page) => applyIn(page, 'User configuration').click(),
  where: (page) => card(page, 'User configuration'),
  kept: (page) => expect(authorized(page)).toHaveValue(KEYS[0] ?? ''),
  done: (page) => expect(page.getByText('team-git updated')).toBeVisible(),
  found: (page) => arrived(page, 'User configuration'),
})

const at = (page: Page) => page.getByLabel('Delete at')
everyOutcome({
  what: 'A scheduled delete',
  at: settings('team-git'),
  request: {
    method: 'PATCH',
    path: ofCvm('/scheduled-delete'),
    bodies: [{ scheduled_delete_at: '2099-01-01T10:00:00.000Z' }, { scheduled_delete_at: null }],
  },
  field: { name: 'scheduled_delete_at', at },
  change: async (page, turn) => {
    if (turn === 1) return press(page, 'Do not delete')
    await at(page).fill('2099-01-01T10:00')
    await press(page, 'Schedule delete')
    return dialog(page).getByRole('button', { name: 'Schedule delete' }).click()
  },
  again: async (page, after) => {
    if (after !== 'a refusal')
      return dialog(page).getByRole('button', { name: 'Try again' }).click()
    await expect(dialog(page)).toBeHidden()
    await press(page, 'Schedule delete')
    return dialog(page).getByRole('button', { name: 'Schedule delete' }).click()
  },
  where: (page) => card(page, 'Scheduled delete'),
  kept: (page) => expect(at(page)).toHaveValue('2099-01-01T10:00'),
  done: (page) => expect(page.getByText(/is deleted on/)).toBeVisible(),
  found: async (page) => {
    await expect(page.getByText(/is deleted on/)).toBeHidden()
    await arrived(page, 'Scheduled delete')
  },
})

const DISKS = ['110', '120'] as const
const disk = (page: Page) => page.getByRole('textbox', { name: 'Disk size (GB)' })
everyOutcome({
  what: 'A size',
  at: ['/cvms/team-git/resources', '/cvms/team-git/resources'],
  request: {
    method: 'PATCH',
    path: ofCvm('/resources'),
    bodies: [
      { disk_size: 110, allow_restart: false },
      { disk_size: 120, allow_restart: false },
    ],
  },
  field: { name: 'disk_size', at: disk },
  change: async (page, turn) => {
    await disk(page).fill(DISKS[turn])
    await press(page, /^Resize/)
  },
  again: (page) => press(page, /^Resize/),
  where: (page) => card(page, 'Size'),
  kept: (page) => expect(disk(page)).toHaveValue('110'),
  done: (page) => expect(page.getByText('team-git updated')).toBeVisible(),
  found: (page) => arrived(page, 'Size'),
})

const IMAGES = ['dstack-0.5.4', 'dstack-0.5.3'] as const
const image = (page: Page, turn: 0 | 1) =>
  page.getByRole('radio', { name: IMAGES[turn], exact: true })
everyOutcome({
  what: 'An OS image',
  at: ['/cvms/team-git/resources', '/cvms/team-git/resources'],
  request: {
    method: 'PATCH',
    path: ofCvm('/os-image'),
    bodies: [{ os_image_name: 'dstack-0.5.4' }, { os_image_name: 'dstack-0.5.3' }],
  },
  field: { name: 'os_image_name' },
  change: async (page, turn) => {
    await image(page, turn).check()
    await press(page, /^Switch image/)
  },
  again: (page) => press(page, /^Switch image/),
  where: (page) => card(page, 'OS image'),
  kept: (page) => expect(image(page, 0)).toBeChecked(),
  done: (page) => expect(page.getByText('team-git updated')).toBeVisible(),
  found: (page) => arrived(page, 'OS image'),
})

const compose = (turn: 0 | 1) => `# turn ${turn}\nservices:\n  web:\n    image: nginx:1.27\n`
const review = async (page: Page) => {
  await press(page, 'Review changes')
  await press(page, /^Apply/)
}
everyOutcome({
  what: 'A compose file',
  at: ['/cvms/team-git/compose', '/cvms/team-git/compose'],
  request: {
    method: 'PATCH',
    path: ofCvm(''),
    bodies: [{ docker_compose_file: compose(0) }, { docker_compose_file: compose(1) }],
  },
  field: { name: 'docker_compose_file' },
  change: async (page, turn) => {
    await page.getByLabel('Compose file to upload').setInputFiles({
      name: 'docker-compose.yml',
      mimeType: 'text/yaml',
      buffer: Buffer.from(compose(turn)),
    })
    await review(page)
  },
  again: (page, after) => (after === 'a refusal' ? review(page) : press(page, /^Apply/)),
  where: (page) => page.getByRole('main'),
  kept: (page, after) =>
    after === 'a refusal'
      ? expect(page.getByText('This is a draft')).toBeVisible()
      : expect(page.getByRole('region', { name: 'Changes to the compose file' })).toContainText(
          '# turn 0',
        ),
  done: (page) => expect(page.getByText('team-git updated')).toBeVisible(),
  found: (page) => expect(page.getByText('the change has arrived')).toBeVisible(),
})

const value = (page: Page) => page.getByLabel('Value of TURN_0', { exact: true })
const paste = async (page: Page, lines: readonly string[]) => {
  await press(page, 'Paste .env')
  const box = page.getByRole('dialog', { name: 'Paste .env' })
  await box.getByRole('textbox', { name: '.env file' }).fill(lines.join('\n'))
  await box.getByRole('button', { name: /^Take over/ }).click()
}
const sealed = expect.stringMatching(/^[0-9a-f]{120,}$/) as unknown
everyOutcome({
  what: 'An environment',
  at: ['/cvms/nightly-prover/environment', '/cvms/nightly-prover/environment'],
  request: {
    method: 'PATCH',
    path: ofCvm('/envs'),
    bodies: [
      { encrypted_env: sealed, env_keys: ['QUEUE_URL', 'TURN_0'] },
      { encrypted_env: sealed, env_keys: ['QUEUE_URL', 'TURN_0', 'TURN_1'] },
    ],
  },
  field: { name: 'env_keys' },
  change: async (page, turn) => {
    await paste(page, ['QUEUE_URL=a', 'TURN_0=b', ...(turn === 1 ? ['TURN_1=c'] : [])])
    await press(page, /^Apply/)
  },
  again: (page) => press(page, /^Apply/),
  where: (page) => page.getByRole('main'),
  kept: (page) => expect(value(page)).toHaveValue('b'),
  done: (page) => expect(page.getByText('nightly-prover updated')).toBeVisible(),
  // Sealed values cannot be compared: it says that nobody knows, and keeps what was entered.
  found: async (page) => {
    await expect(page.getByRole('alert')).toContainText('No answer came')
    await expect(value(page)).toHaveValue('b')
  },
})

const step = (page: Page) => page.getByRole('region', { name: 'On chain first' })
const hash = (page: Page) => step(page).getByRole('textbox', { name: 'Transaction hash' })
everyOutcome({
  what: 'A change that its contract has allowed',
  at: settings('treasury-agent'),
  // It goes to the address of the change that it is about, and its proof stands in its headers.
  request: { method: 'PATCH', path: ofCvm(''), body: '{}', bodies: [{}, {}] },
  change: async (page, turn) => {
    await flag(page, turn).uncheck()
    await applyIn(page, 'Visibility').click()
    await hash(page).fill(transaction('c0ffee'))
    await step(page).getByRole('button', { name: 'Confirm' }).click()
  },
  again: (page) => step(page).getByRole('button', { name: 'Confirm' }).click(),
  where: step,
  kept: (page) => expect(hash(page)).toHaveValue(transaction('c0ffee')),
  done: (page) => expect(page.getByText('treasury-agent updated')).toBeVisible(),
  found: (page) => arrived(page, 'Visibility'),
})

/** CVMs whose shutdown never ends, so that there is something to cancel. */
async function stuck(api: Api): Promise<void> {
  for (const name of STUCK) {
    await runningCvm(api, name)
    await api('POST', `/cvms/${name}/shutdown`)
  }
}
const STUCK = ['stuck-shutdown-0', 'stuck-shutdown-1'] as const
everyOutcome({
  what: 'Cancel',
  at: [`/cvms/${STUCK[0]}/activity`, `/cvms/${STUCK[1]}/activity`],
  request: { method: 'POST', path: ofCvm('/operations/cancel'), bodies: ['', ''] },
  prepare: stuck,
  change: async (page) => {
    await press(page, 'Cancel operation')
    await dialog(page).getByRole('button', { name: 'Cancel operation' }).click()
  },
  again: (page) => dialog(page).getByRole('button', { name: 'Try again' }).click(),
  where: dialog,
  done: (page) => expect(page.getByText(`Operation of ${STUCK[0]} cancelled`)).toBeVisible(),
  found: async (page) => {
    await expect(dialog(page)).toContainText('No answer came')
    await expect(page.getByRole('region', { name: 'Under way', includeHidden: true })).toHaveCount(
      0,
    )
  },
})
