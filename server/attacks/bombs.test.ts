import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cpuTime } from '../../test/cpuTime.ts'
import { fakeCloud, json, testApp } from '../testApp.ts'
import { COMPOSE, startSandbox, type TestSandbox } from '../sandbox/testing/startSandbox.ts'

let box: TestSandbox
let id = ''
beforeAll(async () => {
  box = await startSandbox()
  id = await box.deploy('bomb-shelter')
  await box.settled(id, 'running')
})
afterAll(() => box.stop())

const KB = 1024
/** How long an answer to a hostile body may keep the process from everybody else, in ms. */
const PATIENCE = 2000

async function inTime<T>(work: () => Promise<T>): Promise<T> {
  const done: T[] = []
  const spent = await cpuTime(async () => void done.push(await work()))
  expect(spent).toBeLessThan(PATIENCE)
  return done[0] as T
}

const laughs = (levels: number, wide: number) =>
  ['a0: &a0 lol']
    .concat(
      Array.from(
        { length: levels },
        (_, n) => `a${n + 1}: &a${n + 1} [${Array(wide).fill(`*a${n}`).join(',')}]`,
      ),
    )
    .join('\n')

const YAML: [string, string][] = [
  ['a billion laughs', `${laughs(12, 10)}\nservices:\n  web:\n    image: nginx\n    x-a: *a12\n`],
  [
    'laughs as merge keys',
    `x-a: &a {a: 1}\nx-b: &b {<<: [${Array(2000).fill('*a').join(',')}]}\nservices: {web: {<<: *b, image: nginx}}\n`,
  ],
  ['an anchor inside itself', 'services: &a\n  web: *a\n'],
  ['a key that holds itself', 'services:\n  ? &a [*a]\n  : x\n'],
  ['brackets that never end', '['.repeat(190 * KB)],
  ['braces that never end', '{a: '.repeat(15 * KB)],
  ['lists in lists', `${'- '.repeat(30 * KB)}x`],
  ['mappings in mappings', Array.from({ length: 500 }, (_, n) => `${' '.repeat(n)}a:`).join('\n')],
  ['explicit keys in keys', '? '.repeat(30 * KB)],
  ['quotes that never end', `services: "${'a'.repeat(190 * KB)}`],
  ['thousands of keys', Array.from({ length: 6000 }, (_, n) => `key${n}: 1`).join('\n')],
  ['the same key again and again', `services:\n${'  web: {image: nginx}\n'.repeat(3000)}`],
  [
    'thousands of services',
    `services:\n${Array.from({ length: 2500 }, (_, n) => `  s${n}: {image: a}\n`).join('')}`,
  ],
  ['thousands of documents', '---\na: 1\n'.repeat(8000)],
  [
    'thousands of anchors',
    `services: {web: {image: nginx}}\nx: [${Array.from({ length: 12_000 }, (_, n) => `&a${n} 1`).join(',')}]`,
  ],
  ['thousands of tags', '!a '.repeat(20_000)],
  [
    'thousands of ports',
    `services:\n  web:\n    image: nginx\n    ports: [${Array.from({ length: 6000 }, (_, n) => `"${n}:80"`).join(',')}]\n`,
  ],
  ['variables in variables', `services: {web: {image: "${'${A:-'.repeat(30_000)}"}}`],
  [
    'a range of all ports',
    'services:\n  web:\n    image: nginx\n    ports: ["1-65535:1-65535", "1-999999999:1"]\n',
  ],
  ['a document of comments', '#'.repeat(190 * KB)],
  ['line breaks', '\n'.repeat(190 * KB)],
  ['tabs', '\t'.repeat(190 * KB)],
  ['a directive', `%YAML ${'1'.repeat(100_000)}\n---\na: 1`],
  ['a NUL', 'services:\n  web:\n    image: "a\0b"\n'],
]

describe('a compose file of', () => {
  test.each(YAML)('%s is answered in time', async (_name, text) => {
    const { status } = await inTime(() =>
      box.ask('POST', '/cvms/provision', {
        name: 'bomb-one',
        compose_file: { docker_compose_file: text },
      }),
    )
    expect(status).toBeLessThan(500)
  })

  test('any of these is answered in time as a change of a CVM, and what it makes can be read', async () => {
    for (const [, text] of YAML.slice(0, 5)) {
      for (const ask of [
        () => box.ask('POST', `/cvms/${id}/compose_file/provision`, { docker_compose_file: text }),
        () => box.ask('PATCH', `/cvms/${id}/docker-compose`, text, { 'content-type': 'text/yaml' }),
        () => box.ask('GET', `/cvms/${id}`),
        () => box.ask('GET', `/cvms/${id}/composition`),
        () => box.ask('GET', `/cvms/${id}/docker-compose.yml`),
      ]) {
        const { status } = await inTime(ask)
        expect(status).toBeLessThan(500)
      }
      await expect
        .poll(async () => (await box.ask('GET', `/cvms/${id}`)).body.in_progress)
        .toBe(false)
    }
  })
})

describe('JSON', () => {
  const paths = [
    ['POST', '/cvms/provision'],
    ['POST', '/cvms'],
    ['POST', '/status/batch'],
    ['POST', '/cvms/batch-stop'],
    ['POST', '/attestations/verify'],
    ['POST', '/user/ssh-keys'],
    ['PATCH', '/cvms/bomb-shelter/envs'],
    ['PATCH', '/cvms/bomb-shelter/resources'],
    ['PATCH', '/cvms/bomb-shelter/visibility'],
    ['PUT', '/cvms/bomb-shelter/ports'],
  ] as const

  test.each([
    ['that is nothing but depth', '['.repeat(1_000_000)],
    ['that is deep and whole', `${'['.repeat(200_000)}${']'.repeat(200_000)}`],
    ['that is deep in objects', `${'{"a":'.repeat(200_000)}1${'}'.repeat(200_000)}`],
    [
      'with fifty thousand keys',
      `{${Array.from({ length: 50_000 }, (_, n) => `"k${n}":0`).join(',')}}`,
    ],
    ['with one long number', '1'.repeat(1_000_000)],
    ['with one long text', JSON.stringify({ name: 'x'.repeat(3_000_000) })],
    ['beyond the limit', JSON.stringify({ name: 'x'.repeat(5_000_000) })],
  ])('%s is answered in time at every address', async (_name, text) => {
    for (const [method, path] of paths) {
      const { status } = await inTime(() => box.ask(method, path, text))
      expect([path, status < 500]).toEqual([path, true])
    }
  })

  test.each([
    '{"__proto__":{"polluted":true}}',
    '{"constructor":{"prototype":{"polluted":true}}}',
    '{"compose_file":{"__proto__":{"polluted":true}},"name":"proto-test"}',
    `{"name":"proto-test","__proto__":{"polluted":true},"compose_file":{"docker_compose_file":${JSON.stringify(COMPOSE)},"__proto__":{"polluted":true}}}`,
    '{"encrypted_env":"00","env_keys":["__proto__","constructor"]}',
  ])('that means to change prototypes changes none: %s', async (text) => {
    for (const [method, path] of paths) {
      expect((await box.ask(method, path, text)).status).toBeLessThan(500)
    }
    expect(Reflect.get({}, 'polluted')).toBeUndefined()
    expect(Reflect.get(Object, 'polluted')).toBeUndefined()
  })

  test('as YAML changes none either', async () => {
    const text = `__proto__: {polluted: true}\nservices:\n  __proto__: {polluted: true, image: a}\n  constructor:\n    image: nginx\n    environment: {__proto__: {polluted: true}}\n    labels: {constructor: {prototype: {polluted: true}}}\n`
    const { status } = await box.ask('POST', '/cvms/provision', {
      name: 'proto-yaml',
      compose_file: { docker_compose_file: text },
    })
    expect(status).toBeLessThan(500)
    expect(Reflect.get({}, 'polluted')).toBeUndefined()
  })
})

describe('a body that is packed', () => {
  const zeros = gzipSync(Buffer.alloc(50 * KB * KB))

  test('is not unpacked by the console', async () => {
    const { ask, sandbox } = testApp()
    const answer = await inTime(() =>
      ask('/session', {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
        body: gzipSync('{"connection":"sandbox"}'),
      }),
    )
    expect([answer.status, sandbox.seen.length]).toEqual([400, 0])
  })

  test('is not unpacked by the sandbox', async () => {
    const { status } = await inTime(async () =>
      box.ask('POST', '/cvms/provision', zeros.toString('latin1'), { 'content-encoding': 'gzip' }),
    )
    expect(status).toBe(422)
  })

  test('is not unpacked when the API sends it unasked', async () => {
    const packed = () => new Response(zeros, { headers: { 'content-encoding': 'gzip' } })
    const { ask } = testApp({ cloud: fakeCloud(packed) })
    const answer = await inTime(() =>
      ask('/session', json({ connection: 'cloud', api_key: 'phak_12345678' })),
    )
    expect(answer.status).toBe(502)
  })
})

describe('the key of the sandbox', () => {
  test.each(['', 'x', 'é'.repeat(37), '\u00ff', 'x'.repeat(20_000)])(
    'is not %j, and asking is no error',
    async (given) => {
      const { status } = await box.ask('GET', '/auth/me', undefined, { 'x-api-key': given })
      expect(status).toBe(401)
    },
  )

  test('is compared without a word about how much of it was right', async () => {
    const { key } = box.sandbox
    for (const wrong of [key.slice(0, -1), `${key}x`, `${key.slice(0, -1)}ÿ`, key.toUpperCase()]) {
      expect(box.sandbox.isKey(wrong)).toBe(false)
      const { status, body } = await box.ask('GET', '/auth/me', undefined, { 'x-api-key': wrong })
      expect([status, body]).toEqual([401, { detail: 'Invalid API key' }])
    }
    expect(box.sandbox.isKey(key)).toBe(true)
  })
})
