import { describe, expect, test } from 'vitest'
import { readFlags } from './flags.ts'

function flags(args: string[] = [], env: Record<string, string> = {}) {
  const command = readFlags(args, env)
  if (command.kind !== 'serve') throw new Error(JSON.stringify(command))
  return command.flags
}

function refusal(args: string[], env: Record<string, string> = {}) {
  const command = readFlags(args, env)
  return command.kind === 'refused' ? command.reason : command.kind
}

describe('defaults', () => {
  test('need nothing to be told', () => {
    expect(flags()).toEqual({
      port: 4280,
      host: '127.0.0.1',
      allowedHosts: [],
      dataDir: '.data',
      speed: 1,
      connections: ['sandbox', 'cloud'],
      cloudUrl: new URL('https://cloud-api.phala.com/api/v1'),
      kmsRoots: [],
      secrets: [],
      open: false,
    })
  })

  test('an empty variable counts as not set', () => {
    expect(flags([], { PORT: '', CVM_CONSOLE_CONNECTIONS: '' })).toMatchObject({
      port: 4280,
      connections: ['sandbox', 'cloud'],
    })
  })
})

describe('values', () => {
  test('every flag is read', () => {
    const line =
      '--port 0 --host ::1 --data-dir /d --seed 50 --speed 1000 --chaos 0.1:7 --open ' +
      '--connection cloud --connection=sandbox --cloud-url http://127.0.0.1:9/api/v1/ ' +
      '--sandbox-key phak_12345 --secret new,old --allowed-host A.example --allowed-host [::1]:80'
    const given = flags(line.split(' '))
    expect(given).toMatchObject({
      port: 0,
      host: '::1',
      dataDir: '/d',
      seed: 50,
      speed: 1000,
      chaos: { rate: 0.1, seed: 7 },
      connections: ['cloud', 'sandbox'],
      sandboxKey: 'phak_12345',
      secrets: ['new', 'old'],
      allowedHosts: ['a.example', '[::1]:80'],
      open: true,
    })
    expect(given.cloudUrl.href).toBe('http://127.0.0.1:9/api/v1')
  })

  test('every variable is read, and a flag wins over it', () => {
    const env = {
      PORT: '1',
      HOST: 'localhost',
      CVM_CONSOLE_ALLOWED_HOSTS: 'a.example, b.example',
      CVM_CONSOLE_DATA_DIR: 'here',
      CVM_CONSOLE_SEED: '0',
      CVM_CONSOLE_SANDBOX_SPEED: '2.5',
      CVM_CONSOLE_SANDBOX_CHAOS: '0',
      CVM_CONSOLE_CONNECTIONS: 'cloud',
      PHALA_CLOUD_API_PREFIX: 'https://other.example/v1',
      CVM_CONSOLE_SANDBOX_KEY: 'phak_from-env',
      CVM_CONSOLE_SECRET: 'from env',
    }
    expect(flags(['--port', '2'], env)).toMatchObject({
      port: 2,
      host: 'localhost',
      allowedHosts: ['a.example', 'b.example'],
      dataDir: 'here',
      seed: 0,
      speed: 2.5,
      connections: ['cloud'],
      cloudUrl: new URL('https://other.example/v1'),
      sandboxKey: 'phak_from-env',
      secrets: ['from env'],
    })
    expect(flags([], env)).not.toHaveProperty('chaos')
  })
})

describe('refusals name the flag, what is wrong and what is allowed', () => {
  test.each([
    [['--prot', '1'], '--prot: unknown flag'],
    [['--__proto__', '1'], '--__proto__: unknown flag'],
    [['serve'], 'serve: not a flag'],
    [['-p', '1'], '-p: unknown flag'],
    [['--port'], '--port: needs a value'],
    [['--port='], '--port: needs a value'],
    [['--open=yes'], '--open: takes no value'],
    [['--port', '1', '--port', '2'], '--port: given twice'],
    [['--port', '65536'], '--port: "65536" is not allowed; give a whole number from 0 to 65535'],
    [['--port', '-1'], '--port: "-1" is not allowed'],
    [['--data-dir', '--open'], '--data-dir: needs a value'],
    [['--port', '1.5'], '--port: "1.5"'],
    [['--port', '0x10'], '--port: "0x10"'],
    [['--seed', '1000001'], '--seed: "1000001"'],
    [['--speed', '0'], '--speed: "0"'],
    [['--speed', 'Infinity'], '--speed: "Infinity"'],
    [['--chaos', '1.1'], '--chaos: "1.1"'],
    [['--chaos', '0.5:x'], '--chaos: "0.5:x"'],
    [['--connection', 'clod'], '--connection: "clod" is not allowed; give sandbox or cloud'],
    [['--cloud-url', 'ftp://x'], '--cloud-url: "ftp://x"'],
    [['--cloud-url', 'https://u:p@x'], '--cloud-url: "https://u:p@x"'],
    [['--cloud-url', 'cloud'], '--cloud-url: "cloud"'],
    [['--sandbox-key', 'a b c d e f'], '--sandbox-key'],
    [['--host', 'a b'], '--host: "a b"'],
    [['--allowed-host', 'https://a'], '--allowed-host: "https://a"'],
    [['--secret', '  '], '--secret'],
  ])('%j', (args, reason) => {
    expect(refusal(args)).toContain(reason)
    expect(refusal(args)).not.toContain('\n')
  })

  test('a bad variable is named by its own name', () => {
    expect(refusal([], { PORT: 'x' })).toBe(
      'PORT: "x" is not allowed; give a whole number from 0 to 65535',
    )
    expect(refusal([], { CVM_CONSOLE_CONNECTIONS: 'sandbox,nope' })).toContain(
      'CVM_CONSOLE_CONNECTIONS: "nope"',
    )
  })
})

describe('an address that others can reach', () => {
  test.each(['0.0.0.0', '::', '192.168.1.2', 'console.example'])('%s needs keys', (host) => {
    expect(refusal(['--host', host])).toContain('--secret')
    expect(refusal(['--host', host, '--secret', 's'])).toContain('--sandbox-key')
    expect(refusal(['--host', host, '--secret', 's', '--sandbox-key', 'phak_12345'])).toBe('serve')
    expect(refusal(['--host', host, '--secret', 's', '--connection', 'cloud'])).toBe('serve')
  })

  test.each(['localhost', '127.0.0.2', '::1', '[::1]'])('%s is this machine alone', (host) => {
    expect(refusal(['--host', host])).toBe('serve')
  })
})

test('help and version win over everything else that is known', () => {
  expect(readFlags(['--help', '--port', 'x'], {})).toEqual({ kind: 'help' })
  expect(readFlags(['--version'], { PORT: 'x' })).toEqual({ kind: 'version' })
})

describe('a KMS root of the operator', () => {
  const K256 = `02${'ab'.repeat(32)}`
  const SPKI = '3059'.padEnd(182, '0')

  test('is a name and a key, with or without the key of its authority', () => {
    expect(
      flags(['--kms-root', `Ours=${K256.toUpperCase()}`, '--kms-root', `Theirs=${K256}:${SPKI}`]),
    ).toMatchObject({
      kmsRoots: [
        { name: 'Ours', k256: K256 },
        { name: 'Theirs', k256: K256, ca_spki: SPKI },
      ],
    })
    expect(flags([], { CVM_CONSOLE_KMS_ROOTS: `A=${K256},B=${K256}` }).kmsRoots).toHaveLength(2)
  })

  test.each(['Ours', `=${K256}`, `Ours=04${'ab'.repeat(32)}`, `Ours=${K256}:zz`, `Ours=${K256}ab`])(
    '%s is refused',
    (given) => {
      expect(refusal(['--kms-root', given])).toMatch(/--kms-root: .* is not allowed; give NAME=KEY/)
    },
  )
})

test('a PCCS is an http or https address', () => {
  expect(flags(['--pccs-url', 'https://pccs.example/']).pccsUrl).toEqual(
    new URL('https://pccs.example'),
  )
  expect(refusal(['--pccs-url', 'file:///x'])).toMatch(/--pccs-url/)
})
