import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readFlags } from './flags.ts'
import { isPrivate } from './gateway/logFetch.ts'
import { networkOf, withoutPort } from './gateway/host.ts'
import { readLogQuery } from './sandbox/logs/logQuery.ts'

const NAMES = [
  'port',
  'host',
  'allowed-host',
  'data-dir',
  'seed',
  'speed',
  'chaos',
  'connection',
  'cloud-url',
  'sandbox-key',
  'secret',
  'open',
  'help',
]

test('any command line is obeyed, or refused in one line', () => {
  const flag = fc.constantFrom(...NAMES).map((name) => `--${name}`)
  const value = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.double().map(String),
    fc.integer().map(String),
    fc.webUrl(),
    fc.domain(),
    fc.ipV6(),
  )
  const args = fc.array(
    fc.oneof(
      flag,
      value,
      fc.tuple(flag, value).map((pair) => pair.join('=')),
    ),
  )
  const env = fc.dictionary(
    fc.constantFrom(
      'PORT',
      'HOST',
      'CVM_CONSOLE_SEED',
      'CVM_CONSOLE_SECRET',
      'CVM_CONSOLE_CONNECTIONS',
      'PHALA_CLOUD_API_PREFIX',
      'CVM_CONSOLE_SANDBOX_CHAOS',
    ),
    value,
  )
  fc.assert(
    fc.property(args, env, (given, variables) => {
      const command = readFlags(given, variables)
      expect(['serve', 'help', 'version', 'refused']).toContain(command.kind)
      const flags = command.kind === 'serve' ? command.flags : undefined
      const loopback = /^(localhost|127\.[\d.]+|::1)$/i
      expect(flags === undefined || loopback.test(flags.host) || flags.secrets.length > 0).toBe(
        true,
      )
      expect(flags === undefined || (Number.isInteger(flags.port) && flags.port <= 65_535)).toBe(
        true,
      )
      expect(flags === undefined || flags.speed > 0).toBe(true)
    }),
    { numRuns: 200 },
  )
})

test('any question for a log is a range of finite times, or names the field that is wrong', () => {
  const value = fc.oneof(
    fc.string(),
    fc.stringMatching(/^\d{1,14}(\.\d{1,9})?$/),
    fc.stringMatching(/^(\d{1,9}(ms|s|m|h|d)){1,4}$/),
    fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
  )
  const names = ['since', 'until', 'tail', 'lines', 'ch', 'follow', 'ansi', 'timestamps', 'text']
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom(...names), value)),
      fc.constantFrom('container' as const, 'serial' as const),
      (pairs, kind) => {
        const read = readLogQuery(kind, new URLSearchParams(pairs), Date.UTC(2026, 10, 24))
        const { since = 0, until = 0, tail = 0 } = read.ok ? read.query : {}
        expect([since, until, tail].every(Number.isFinite)).toBe(true)
        expect(read.ok || names.includes(read.field)).toBe(true)
      },
    ),
    { numRuns: 500 },
  )
})

test('any address belongs to one network, and a private one is known in every spelling', () => {
  fc.assert(
    fc.property(fc.oneof(fc.ipV4(), fc.ipV6(), fc.string({ unit: 'binary' })), (address) => {
      expect(networkOf(networkOf(address))).toBe(networkOf(address))
      expect(typeof withoutPort(address)).toBe('string')
    }),
  )
  const inside = fc
    .tuple(
      fc.constantFrom('10.0', '127.0', '169.254', '172.16', '192.168', '100.64'),
      fc.nat(255),
      fc.nat(255),
    )
    .map(([net, c, d]) => `${net}.${c}.${d}`)
  fc.assert(
    fc.property(inside, (address) => {
      const number = address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0)
      const spellings = [
        address,
        String(number),
        `0x${number.toString(16)}`,
        `0${number.toString(8)}`,
        `[::ffff:${address}]`,
        `${address}.`,
      ]
      for (const one of spellings) {
        expect([one, isPrivate(new URL(`https://${one}/`).hostname)]).toEqual([one, true])
      }
    }),
  )
})
