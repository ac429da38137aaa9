// Long because it runs every line of "Show as code" that can be run here.
import { execFile } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { toProvisionBody } from '../../src/api/provision.ts'
import { ACTIONS, type ActionId } from '../../src/cvm/actions.ts'
import { actionCode } from '../../src/cvm/code/actionCode.ts'
import { deployCode } from '../../src/cvm/code/deployCode.ts'
import type { Language } from '../../src/cvm/code/languages.ts'
import type { Update } from '../../src/cvm/code/update.ts'
import { updateCode } from '../../src/cvm/code/updateCode.ts'
import { expect, test as base } from '../harness/test.ts'

/** What "Show as code" shows is run as it is shown, and does what it says. */
type Runner = (language: Language, code: string, env?: Record<string, string>) => Promise<string>

const RUN = ['cli', 'curl', 'typescript'] as const satisfies readonly Language[]

const test = base.extend<{ run: Runner }>({
  run: async ({ server }, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'cvm-console-code-'))
    const modules = fileURLToPath(new URL('./node_modules', import.meta.url))
    symlinkSync(modules, join(folder, 'node_modules'))
    const phala = join(folder, 'phala')
    writeFileSync(phala, `#!/bin/sh\nexec node '${join(modules, 'phala/dist/index.js')}' "$@"\n`)
    chmodSync(phala, 0o755)
    await use(
      (language, code, more = {}) =>
        new Promise((resolve, reject) => {
          const file = join(folder, language === 'typescript' ? 'code.mjs' : 'code.sh')
          writeFileSync(file, code)
          const command = language === 'typescript' ? process.execPath : 'bash'
          const args = language === 'typescript' ? [file] : ['-eu', file]
          const env = {
            PATH: `${folder}:${process.env['PATH'] ?? ''}`,
            HOME: folder,
            PHALA_DISABLE_UPDATE_CHECK: '1',
            PHALA_CLOUD_API_KEY: server.sandboxKey,
            ...more,
          }
          execFile(command, args, { cwd: folder, env, timeout: 50_000 }, (error, out, err) =>
            error ? reject(new Error(`${code}\n${out}\n${err}`)) : resolve(out + err),
          ).stdin?.end()
        }),
    )
    rmSync(folder, { recursive: true, force: true })
  },
})

test.use({ seed: 0 })
test.describe.configure({ timeout: 120_000 })

const COMPOSE = `services:
  web:
    image: nginx:1.27
    command: ["sh", "-c", "echo it's \${TOKEN:-none}"]
    ports: ["80:80"]
`

const deployment = {
  docker_compose_file: COMPOSE,
  pre_launch_script: 'echo "before"\n',
  instance_type: 'tdx.medium',
  disk_size: 60,
  region: 'us-west',
  kms: 'PHALA' as const,
  prefer_dev: false,
  listed: false,
  public_logs: false,
  public_sysinfo: false,
  public_tcbinfo: true,
  gateway_enabled: true,
  kms_enabled: true,
  secure_time: false,
  storage_fs: 'zfs',
}

type Info = Record<string, unknown> & { name: string; status: string; compose_hash: string }

for (const keys of [[], ['TOKEN']]) {
  test(`the CLI, curl and TypeScript deploy the same CVM ${keys.length ? 'with' : 'without'} secrets`, async ({
    run,
    app,
    server,
  }) => {
    const made: Record<string, unknown> = {}
    const languages = keys.length ? RUN.filter((one) => one !== 'curl') : RUN
    for (const language of languages) {
      const name = `as-${language}-${keys.length ? 'sealed' : 'plain'}`
      const request = toProvisionBody({ ...deployment, name, env_keys: keys })
      const { code } = deployCode(language, request, server.sandboxUrl)
      await run(language, code, keys.length ? { TOKEN: "it's $ecret" } : {})
      const answer = await app.api('GET', `/cvms/${name}`)
      const info = (await answer.json()) as Info & {
        resource: { instance_type: string; disk_in_gb: number }
        node_info: { region: string }
        compose_file: Record<string, unknown>
      }
      const { docker_compose_file, pre_launch_script, allowed_envs, public_logs } =
        info.compose_file
      made[language] = {
        size: info.resource.instance_type,
        disk: info.resource.disk_in_gb,
        region: info.node_info.region,
        storage: info['storage_fs'],
        docker_compose_file,
        pre_launch_script,
        allowed_envs: allowed_envs ?? [],
        public_logs,
        sysinfo: info['public_sysinfo'],
        listed: info['listed'],
      }
    }
    const expected = {
      size: 'tdx.medium',
      disk: 60,
      region: 'us-west',
      storage: 'zfs',
      docker_compose_file: COMPOSE,
      pre_launch_script: deployment.pre_launch_script,
      allowed_envs: keys,
      public_logs: false,
      sysinfo: false,
      listed: false,
    }
    expect(made).toEqual(Object.fromEntries(languages.map((one) => [one, expected])))
  })
}

test('every action does the same from the CLI, curl and TypeScript', async ({
  run,
  app,
  server,
}) => {
  const settled = (name: string, status: string) =>
    expect
      .poll(async () => {
        const answer = await app.api('GET', `/cvms/${name}`)
        if (answer.status === 404) return 'gone'
        const { items = [], ...info } = (await answer.json()) as Info & { items?: unknown[] }
        return items.length ? 'many' : `${info.status}${info['in_progress'] ? ' …' : ''}`
      })
      .toBe(status)
  const order: [ActionId, string][] = [
    ['shutdown', 'stopped'],
    ['start', 'running'],
    ['restart', 'running'],
    ['force_restart', 'running'],
    ['stop', 'stopped'],
    ['delete', 'gone'],
  ]
  for (const language of RUN) {
    const name = `acted-on-${language}`
    const request = toProvisionBody({ name, docker_compose_file: COMPOSE })
    await run('curl', deployCode('curl', request, server.sandboxUrl).code)
    await settled(name, 'running')
    const { id } = (await (await app.api('GET', `/cvms/${name}`)).json()) as { id: string }
    for (const [action, status] of order) {
      await run(language, actionCode(language, action, id, server.sandboxUrl).code)
      await settled(id, status)
    }
  }
  expect(new Set([...order.map(([id]) => id), 'replicate'])).toEqual(
    new Set(ACTIONS.map(({ id }) => id)),
  )
})

test('replicas are made from the CLI, curl and TypeScript', async ({ run, app, server }) => {
  const request = toProvisionBody({ name: 'source-app', docker_compose_file: COMPOSE })
  await run('curl', deployCode('curl', request, server.sandboxUrl).code)
  const { app_id, id } = (await (await app.api('GET', '/cvms/source-app')).json()) as {
    app_id: string
    id: string
  }
  for (const [n, language] of RUN.entries()) {
    await run(language, actionCode(language, 'replicate', id, server.sandboxUrl).code)
    const replicas = (await (await app.api('GET', `/apps/${app_id}/cvms`)).json()) as unknown[]
    expect(replicas).toHaveLength(n + 2)
  }
})

test('every update does the same from the CLI, curl and TypeScript', async ({
  run,
  app,
  server,
}) => {
  // Some thirty runs of the clients.
  test.setTimeout(300_000)
  const made: Record<string, unknown> = {}
  for (const language of RUN) {
    const name = `changed-by-${language}`
    const request = toProvisionBody({ ...deployment, name })
    await run('curl', deployCode('curl', request, server.sandboxUrl).code)
    const read = async (id: string) =>
      (await (await app.api('GET', `/cvms/${id}`)).json()) as Info & {
        id: string
        app_id: string
        vm_uuid: string
        os: { name: string }
        resource: { instance_type: string; vcpu: number; disk_in_gb: number }
        compose_file: Record<string, unknown>
      }
    const settled = (id: string) =>
      expect
        .poll(async () => {
          const info = await read(id)
          return `${info.status}${info['in_progress'] ? ' …' : ''}`
        })
        .toBe('running')
    await settled(name)
    const { id, app_id, vm_uuid } = await read(name)
    const images = (await (await app.api('GET', `/cvms/${id}/available-os-images`)).json()) as {
      dev: { name: string } | null
    }[]
    const image = images.find(({ dev }) => dev)?.dev?.name ?? ''
    const revisions = (await (
      await app.api('GET', `/apps/${app_id.replace('app_', '')}/revisions`)
    ).json()) as { revisions: { revision_id: string }[] }
    const [first] = revisions.revisions
    const updates: Update[] = [
      { kind: 'patch', fields: { docker_compose_file: COMPOSE.replace('1.27', '1.28') } },
      {
        kind: 'patch',
        fields: {
          pre_launch_script: "echo 'after'\n",
          public_logs: true,
          user_config: '{"hostname":"x"}',
        },
      },
      ...(language === 'curl' ? [] : [{ kind: 'envs', keys: ['TOKEN', 'MORE'] } satisfies Update]),
      { kind: 'resources', fields: { disk_size: 80, allow_restart: true } },
      { kind: 'resources', fields: { instance_type: 'tdx.large', allow_restart: true } },
      { kind: 'os_image', name: image },
      { kind: 'setting', path: 'listed', body: { listed: true } },
    ]
    for (const update of updates) {
      const { code } = updateCode(language, update, id, server.sandboxUrl)
      await run(language, code, { TOKEN: "it's $ecret", MORE: 'x' })
      await settled(id)
    }
    const info = await read(id)
    made[language] = {
      file: info.compose_file['docker_compose_file'],
      script: info.compose_file['pre_launch_script'],
      logs: info['public_logs'],
      size: info.resource.instance_type,
      disk: info.resource.disk_in_gb,
      image: info.os.name === image,
      listed: info['listed'],
      config: await (await app.api('GET', `/cvms/${id}/user_config`)).json(),
      keys: language === 'curl' ? ['TOKEN', 'MORE'] : info.compose_file['allowed_envs'],
    }
    const back: Update = {
      kind: 'redeploy',
      app_id: app_id.replace('app_', ''),
      revision_id: first?.revision_id ?? '',
      vm_uuids: [vm_uuid],
    }
    await run(language, updateCode(language, back, id, server.sandboxUrl).code)
    await settled(id)
    expect((await read(id)).compose_file['docker_compose_file']).toBe(COMPOSE)
    const named: Update = { kind: 'setting', path: 'name', body: { name: `${name}-too` } }
    await run(language, updateCode(language, named, id, server.sandboxUrl).code)
    expect((await read(id)).name).toBe(`${name}-too`)
  }
  const expected = {
    file: COMPOSE.replace('1.27', '1.28'),
    script: "echo 'after'\n",
    logs: true,
    size: 'tdx.large',
    disk: 80,
    image: true,
    listed: true,
    config: expect.objectContaining({ hostname: 'x' }),
    keys: ['TOKEN', 'MORE'],
  }
  expect(made).toEqual(Object.fromEntries(RUN.map((one) => [one, expected])))
})

test('the dialogs show that code, each language with a Copy button', async ({
  app,
  page,
  server,
}) => {
  await app.open('/deploy?template=web&name=shown-app')
  await page.getByRole('button', { name: 'Show as code' }).click()
  const dialog = page.getByRole('dialog', { name: 'Show as code' })
  const code = dialog.getByRole('region', { name: 'Code' })
  await expect(code).toContainText('phala deploy -n shown-app')
  for (const [label, sign] of [
    ['curl', '/cvms/provision'],
    ['Go', 'phala.NewClient'],
    ['TypeScript', "from '@phala/cloud'"],
    ['Python', 'create_client'],
    ['Terraform', 'resource "phala_app"'],
  ] as const) {
    await dialog.getByRole('button', { name: label, exact: true }).click()
    await expect(code).toContainText(sign)
    await expect(dialog.getByRole('button', { name: 'Copy' })).toBeVisible()
  }
  await expect(code).toContainText(`${server.url}/sandbox/api/v1`)
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
})

test('a form shows the change that it would send', async ({ app, page, run, server }) => {
  const request = toProvisionBody({ name: 'to-rename', docker_compose_file: COMPOSE })
  await run('curl', deployCode('curl', request, server.sandboxUrl).code)
  await app.open('/cvms/to-rename/settings')
  const form = page.locator('form').filter({ has: page.getByRole('button', { name: 'Rename' }) })
  await form.getByRole('textbox', { name: 'Name' }).fill('is-renamed')
  await form.getByRole('button', { name: 'Show as code' }).click()
  const dialog = page.getByRole('dialog', { name: 'Change to-rename as code' })
  await expect(dialog.getByRole('region', { name: 'Code' })).toContainText('"name":"is-renamed"')
  await expect(dialog.getByText('The CLI has no command for this')).toBeVisible()
  await dialog.getByRole('button', { name: 'Close' }).last().click()
  await expect(form.getByRole('textbox', { name: 'Name' })).toHaveValue('is-renamed')
})
