import { isIP } from 'node:net'
import { parseArgs } from 'node:util'
import type { OperatorKmsRoot } from '../src/contract/account.ts'
import type { Connection } from '../src/contract/session.ts'
import { isLoopbackName } from './gateway/host.ts'

/** What the process was told to do. */
export type Flags = {
  port: number
  host: string
  allowedHosts: string[]
  dataDir: string
  seed?: number
  speed: number
  chaos?: { rate: number; seed: number }
  connections: Connection[]
  cloudUrl: URL
  /** Where Intel's lists are fetched from, besides the API. */
  pccsUrl?: URL
  /** KMS keys that count as known, besides the ones in the page. */
  kmsRoots: OperatorKmsRoot[]
  sandboxKey?: string
  /** The first one seals; all of them open. */
  secrets: string[]
  open: boolean
}

export type Command =
  | { kind: 'serve'; flags: Flags }
  | { kind: 'help' }
  | { kind: 'version' }
  | { kind: 'refused'; reason: string }

class BadFlag extends Error {}

const whole = (max: number) => (text: string) => {
  const n = Number(text)
  if (!/^\d{1,9}$/.test(text) || n > max) throw new BadFlag(`a whole number from 0 to ${max}`)
  return n
}

function speed(text: string): number {
  const n = Number(text)
  if (!/^(\d+(\.\d+)?|\.\d+)$/.test(text) || n <= 0 || n > 1e6) {
    throw new BadFlag('a number above 0 and up to 1000000')
  }
  return n
}

function chaos(text: string): { rate: number; seed: number } {
  const parts = /^(\d+(?:\.\d+)?|\.\d+)(?::(\d{1,9}))?$/.exec(text)
  const rate = Number(parts?.[1])
  if (!parts || rate > 1) throw new BadFlag('RATE or RATE:SEED, RATE from 0 to 1, SEED whole')
  return { rate, seed: Number(parts[2] ?? 1) }
}

function url(text: string): URL {
  const parsed = URL.canParse(text) ? new URL(text) : undefined
  const plain = parsed && !parsed.username && !parsed.password && !parsed.search && !parsed.hash
  if (!plain || !/^https?:$/.test(parsed.protocol)) {
    throw new BadFlag('an http or https URL without user name, query and fragment')
  }
  while (parsed.pathname.length > 1 && parsed.pathname.endsWith('/')) {
    parsed.pathname = parsed.pathname.slice(0, -1)
  }
  return parsed
}

function host(text: string): string {
  const bare = text.replace(/^\[(.*)\]$/, '$1')
  if (!isIP(bare) && !/^[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?$/.test(bare)) {
    throw new BadFlag('a host name or an IP address to listen on')
  }
  return bare
}

function allowedHost(text: string): string {
  if (!/^([A-Za-z0-9][A-Za-z0-9.-]{0,251}|\[[0-9a-fA-F:.]+\])(:\d{1,5})?$/.test(text)) {
    throw new BadFlag('a host name as it stands in the Host header, such as console.example.com')
  }
  return text.toLowerCase()
}

function connection(text: string): Connection {
  if (text !== 'sandbox' && text !== 'cloud') throw new BadFlag('sandbox or cloud')
  return text
}

function key(text: string): string {
  if (!/^[\x21-\x7e]{8,512}$/.test(text)) throw new BadFlag('8 to 512 characters without spaces')
  return text
}

function kmsRoot(given: string): OperatorKmsRoot {
  const found = /^([^=:,]{1,60})=(0[23][0-9a-f]{64})(?::([0-9a-f]{64,400}))?$/i.exec(given)
  const [, name = '', k256 = '', spki] = found ?? []
  if (!found || !name.trim()) {
    throw new BadFlag(
      'NAME=KEY or NAME=KEY:ID, KEY a compressed secp256k1 key of 66 hex digits, ID what its CVMs measure as the id of their key provider, in hex',
    )
  }
  return {
    name: name.trim(),
    k256: k256.toLowerCase(),
    ...(spki === undefined ? {} : { ca_spki: spki.toLowerCase() }),
  }
}

function text(value: string): string {
  if (!value.trim()) throw new BadFlag('a text that is not empty')
  return value
}

const options = {
  port: { type: 'string' },
  host: { type: 'string' },
  'allowed-host': { type: 'string', multiple: true },
  'data-dir': { type: 'string' },
  seed: { type: 'string' },
  speed: { type: 'string' },
  chaos: { type: 'string' },
  connection: { type: 'string', multiple: true },
  'cloud-url': { type: 'string' },
  'pccs-url': { type: 'string' },
  'kms-root': { type: 'string', multiple: true },
  'sandbox-key': { type: 'string' },
  secret: { type: 'string' },
  open: { type: 'boolean' },
  help: { type: 'boolean' },
  version: { type: 'boolean' },
} as const

type Env = Record<string, string | undefined>
type Given = { texts: Map<string, string[]>; switches: Set<string> }

/** Reads flags first, then the environment; every refusal is one line that names what is wrong. */
export function readFlags(args: string[], env: Env): Command {
  const given = readArgs(args)
  if (typeof given === 'string') return { kind: 'refused', reason: given }
  if (given.switches.has('help')) return { kind: 'help' }
  if (given.switches.has('version')) return { kind: 'version' }

  const many = <T>(flag: string, variable: string, parse: (text: string) => T) => {
    const said = given.texts.get(flag)
    const values = said ?? env[variable]?.split(',').filter((part) => part.trim()) ?? []
    const name = said ? `--${flag}` : variable
    return values.map((part) => named(name, part.trim(), parse))
  }
  const one = <T>(flag: string, variable: string, parse: (text: string) => T): T | undefined => {
    const said = given.texts.get(flag)?.[0]
    const value = said ?? (env[variable] || undefined)
    return value === undefined
      ? undefined
      : named(said === undefined ? variable : `--${flag}`, value, parse)
  }

  try {
    const seed = one('seed', 'CVM_CONSOLE_SEED', whole(1_000_000))
    const disorder = one('chaos', 'CVM_CONSOLE_SANDBOX_CHAOS', chaos)
    const sandboxKey = one('sandbox-key', 'CVM_CONSOLE_SANDBOX_KEY', key)
    const secret = one('secret', 'CVM_CONSOLE_SECRET', text)
    const pccsUrl = one('pccs-url', 'CVM_CONSOLE_PCCS_URL', url)
    const names = many('connection', 'CVM_CONSOLE_CONNECTIONS', connection)
    const flags: Flags = {
      port: one('port', 'PORT', whole(65_535)) ?? 4280,
      host: one('host', 'HOST', host) ?? '127.0.0.1',
      allowedHosts: many('allowed-host', 'CVM_CONSOLE_ALLOWED_HOSTS', allowedHost),
      dataDir: one('data-dir', 'CVM_CONSOLE_DATA_DIR', text) ?? '.data',
      speed: one('speed', 'CVM_CONSOLE_SANDBOX_SPEED', speed) ?? 1,
      connections: [...new Set(names.length > 0 ? names : (['sandbox', 'cloud'] as const))],
      cloudUrl:
        one('cloud-url', 'PHALA_CLOUD_API_PREFIX', url) ??
        new URL('https://cloud-api.phala.com/api/v1'),
      kmsRoots: many('kms-root', 'CVM_CONSOLE_KMS_ROOTS', kmsRoot),
      secrets: secret?.split(',').filter((part) => part.trim()) ?? [],
      open: given.switches.has('open'),
      ...(pccsUrl === undefined ? {} : { pccsUrl }),
      ...(seed === undefined ? {} : { seed }),
      ...(disorder && disorder.rate > 0 ? { chaos: disorder } : {}),
      ...(sandboxKey === undefined ? {} : { sandboxKey }),
    }
    const unsafe = isLoopbackName(flags.host) ? undefined : missingForTheWorld(flags)
    return unsafe ? { kind: 'refused', reason: unsafe } : { kind: 'serve', flags }
  } catch (error) {
    if (error instanceof BadFlag) return { kind: 'refused', reason: error.message }
    throw error
  }
}

function named<T>(name: string, given: string, parse: (text: string) => T): T {
  try {
    return parse(given)
  } catch (error) {
    if (!(error instanceof BadFlag)) throw error
    throw new BadFlag(`${name}: ${JSON.stringify(given)} is not allowed; give ${error.message}`)
  }
}

/** What the command line says, or one line about the first mistake in it. */
function readArgs(args: string[]): Given | string {
  const given: Given = { texts: new Map(), switches: new Set() }
  const { tokens } = parseArgs({
    args,
    options,
    strict: false,
    allowPositionals: true,
    tokens: true,
  })
  for (const token of tokens) {
    if (token.kind === 'positional') return `${token.value}: not a flag. See --help.`
    if (token.kind !== 'option') continue
    const { name, rawName, value, inlineValue } = token
    if (!isOption(name) || !rawName.startsWith('--')) return `${rawName}: unknown flag. See --help.`
    if (options[name].type === 'boolean') {
      if (value !== undefined) return `--${name}: takes no value. See --help.`
      given.switches.add(name)
      continue
    }
    if (!value || (!inlineValue && value.startsWith('--'))) {
      return `--${name}: needs a value. See --help.`
    }
    const before = given.texts.get(name) ?? []
    if (before.length > 0 && !('multiple' in options[name])) return `--${name}: given twice.`
    given.texts.set(name, [...before, value])
  }
  return given
}

const isOption = (name: string): name is keyof typeof options => Object.hasOwn(options, name)

/** A process that others can reach must not live on keys that it made up for itself. */
function missingForTheWorld(flags: Flags): string | undefined {
  if (flags.secrets.length === 0) {
    return `--host ${flags.host} is reachable by others: set --secret (or CVM_CONSOLE_SECRET) too`
  }
  if (flags.connections.includes('sandbox') && flags.sandboxKey === undefined) {
    return `--host ${flags.host} is reachable by others: set --sandbox-key (or CVM_CONSOLE_SANDBOX_KEY) too, or offer no sandbox with --connection cloud`
  }
  return undefined
}
