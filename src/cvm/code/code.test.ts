import { describe, expect, test } from 'vitest'
import type { ProvisionRequest } from '../../contract/provision.ts'
import { ACTIONS } from '../actions.ts'
import { actionCode } from './actionCode.ts'
import { deployCode } from './deployCode.ts'
import { LANGUAGES } from './languages.ts'
import { hcl, hclText, python, shell, shellFile } from './literals.ts'

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
})
