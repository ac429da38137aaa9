import { describe, expect, test } from 'vitest'
import type { ProvisionRequest } from '../../contract/provision.ts'
import { ACTIONS } from '../actions.ts'
import { actionCode } from './actionCode.ts'
import { deployCode } from './deployCode.ts'
import { LANGUAGES } from './languages.ts'
import { hcl, hclText, python, shell, shellFile } from './literals.ts'
import type { Update } from './update.ts'
import { updateCode } from './updateCode.ts'

const COMPOSE = `services:\n  web:\n    image: nginx\n    command: ["\${A:-it's}", "%{x}", "EOF"]\n`
const request: ProvisionRequest = {
  name: 'my-app',
  instance_type: 'tdx.small',
  disk_size: 40,
  kms: 'PHALA',
  kms_type: 'PHALA',
  listed: false,
  compose_file: {
    name: 'my-app',
    docker_compose_file: COMPOSE,
    allowed_envs: ['A', 'TOKEN'],
    public_logs: false,
    public_sysinfo: true,
    public_tcbinfo: true,
    gateway_enabled: true,
    secure_time: false,
    storage_fs: 'zfs',
  },
}

describe('literals', () => {
  test('a word of a shell is one word, whatever is in it', () => {
    expect(shell('plain-1.2')).toBe('plain-1.2')
    expect(shell("it's $(rm) `x`")).toBe(`'it'\\''s $(rm) \`x\`'`)
  })
  test('a file of a shell keeps its bytes, also without a last line end, also with our end word', () => {
    expect(shellFile('a', 'x')).toBe('printf %s x > a')
    expect(shellFile('a', 'EOF\n')).toBe("cat > a <<'EOF2'\nEOF\nEOF2")
  })
  test('nothing begins a template of Terraform', () => {
    expect(hcl('${A} %{if}')).toBe('"$${A} %%{if}"')
    expect(hclText('${A}\n')).toBe('<<EOT\n$${A}\nEOT')
  })
  test('Python has words of its own', () => {
    expect(python({ a: true, b: [null, 'x'] })).toBe('{\n    "a": True,\n    "b": [None, "x"],\n}')
  })
})

const UPDATES: Update[] = [
  { kind: 'patch', fields: { docker_compose_file: COMPOSE } },
  { kind: 'patch', fields: { pre_launch_script: 'echo "a"\n' } },
  { kind: 'patch', fields: { public_logs: false, public_sysinfo: true } },
  { kind: 'patch', fields: { user_config: '{"hostname":"x"}' } },
  { kind: 'envs', keys: ['TOKEN', 'OTHER'] },
  { kind: 'resources', fields: { instance_type: 'tdx.medium', allow_restart: true } },
  { kind: 'resources', fields: { vcpu: 4, memory: 8192, disk_size: 80, allow_restart: true } },
  { kind: 'os_image', name: 'dstack-0.5.4' },
  { kind: 'setting', path: 'name', body: { name: "it's" } },
  { kind: 'setting', path: 'listed', body: { listed: true } },
  { kind: 'setting', path: 'scheduled-delete', body: { scheduled_delete_at: null } },
  { kind: 'replicate', node_id: 3 },
  { kind: 'redeploy', app_id: 'a1', revision_id: 'rev_1', vm_uuids: ['u1'] },
]

describe.each(LANGUAGES)('$label', ({ id: language }) => {
  test('says every action, or why it cannot', () => {
    for (const { id } of ACTIONS) {
      const { code, notes } = actionCode(language, id, 'cvm_1', undefined)
      expect(code !== '' || notes.length > 0).toBe(true)
      expect(code === '' || code.includes('cvm_1')).toBe(true)
    }
  })
  test('deploys without a key or a value in it', () => {
    const { code } = deployCode(language, request, 'http://127.0.0.1:1/sandbox/api/v1')
    expect(code).toContain('my-app')
    expect(code).toContain('http://127.0.0.1:1/sandbox/api/v1')
    expect(code).not.toContain('phak_')
  })
  test.each(UPDATES)('says the update $kind, or why it cannot', (update) => {
    const { code, notes } = updateCode(language, update, 'cvm_1', 'http://127.0.0.1:1/api/v1')
    expect(code !== '' || notes.length > 0).toBe(true)
    expect(code).not.toContain('undefined')
    expect(code === '' || code.includes('http://127.0.0.1:1/api/v1')).toBe(true)
    expect(code).not.toContain('phak_')
  })
})

describe('an update', () => {
  const cli = (update: Update) => updateCode('cli', update, 'cvm_1', undefined)
  test('is a command of the CLI where it has one, else its line to the API, which says so', () => {
    expect(cli({ kind: 'envs', keys: ['A'] }).code).toBe('phala envs update cvm_1 -e "A=$A"\n')
    expect(cli({ kind: 'os_image', name: 'x' })).toEqual({
      code: `phala api /cvms/cvm_1/os-image -X PATCH -d '{"os_image_name":"x"}'\n`,
      notes: ['The CLI has no command for this; this is its line to the API.'],
    })
  })
  test('is a field of the Go client, or the note that it has none', () => {
    const go = (fields: object) =>
      updateCode('go', { kind: 'patch', fields }, 'cvm_1', undefined).code
    expect(go({ public_logs: false })).toContain('PublicLogs: ptr(false),')
    expect(go({ user_config: '{}' })).toBe('')
  })
})
