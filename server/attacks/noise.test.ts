import { mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { createConsole, type Console } from '../console.ts'
import { readFlags } from '../flags.ts'
import { OFFERED } from '../gateway/offer.ts'
import { hardened, listen, type Listening } from '../listen.ts'
import { nodeListener } from '../nodeListener.ts'
import { COMPOSE } from '../sandbox/testing/startSandbox.ts'
import { cookieOf, json } from '../testApp.ts'

vi.setConfig({ testTimeout: 120_000 })

let dir = ''
let listening: Listening
let running: Console
let cookie = ''
const cvms: string[] = []
const complaints = vi.spyOn(console, 'error').mockImplementation(() => {})

/** The whole server as it is started, with the fleet that shows every state. */
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'noise-'))
  const command = readFlags(
    ['--data-dir', dir, '--speed', '1000', '--cloud-url', 'http://127.0.0.1:9'],
    {},
  )
  if (command.kind !== 'serve') throw new Error('the flags were refused')
  listening = await listen('127.0.0.1', 0, hardened())
  const origin = `http://127.0.0.1:${listening.port}`
  const page = () => new Response('<!doctype html>')
  running = await createConsole(command.flags, origin, { file: () => undefined, page })
  listening.answerWith(nodeListener(running.app))
  cookie = cookieOf(await fetch(`${origin}/session`, json({ connection: 'sandbox' })))
  const list = await fetch(`${origin}/api/v1/cvms/paginated`, { headers: { cookie } })
  const { items } = (await list.json()) as { items: Record<'id' | 'app_id' | 'name', string>[] }
  for (const { id, app_id, name } of items) cvms.push(id, app_id, name)
})

afterAll(async () => {
  await listening.close(0)
  await running.close()
  rmSync(dir, { recursive: true })
  complaints.mockRestore()
})

/** Says something to the server and leaves after so many ms, or when it has answered. */
function say(text: string, leaveAfter: number | null): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(listening.port, '127.0.0.1', () => socket.write(text, 'latin1'))
    let said = ''
    socket.on('data', (chunk) => (said += chunk.toString('latin1')))
    socket.on('error', () => {})
    socket.on('close', () => resolve(said))
    if (leaveAfter !== null) setTimeout(() => socket.resetAndDestroy(), leaveAfter)
  })
}

const identifier = fc.oneof(
  { weight: 4, arbitrary: fc.nat(200).map((n) => cvms[n % cvms.length] ?? 'x') },
  fc.stringMatching(/^[\w.-]{1,40}$/),
)
const call = fc
  .tuple(fc.constantFrom(...OFFERED), fc.array(identifier, { minLength: 3, maxLength: 3 }))
  .map(([{ method, path }, ids]) => {
    let n = 0
    return { method, path: path.replaceAll(':id', () => ids[n++] ?? 'x') }
  })
const prefix = fc.constantFrom('/api/v1', '/api/v1', '/sandbox/api/v1', '/public/v1')
const query = fc.oneof(
  fc.constantFrom(
    '',
    '?follow',
    '?target=running&interval=1',
    '?page=1&page_size=5',
    '?tail=3',
    '?dry_run=true',
  ),
  fc.webQueryParameters().map((one) => `?${one}`),
)
const number = fc.oneof(
  fc.integer({ min: -2, max: 64 }),
  fc.double({ noNaN: true }),
  fc.constantFrom(0, -1, 1e308, 2 ** 53, 2 ** 31),
)
const words = fc.oneof(
  fc.string(),
  identifier,
  fc.constantFrom('', '__proto__', 'tdx.small', '00'.repeat(64)),
)
/** Bodies that are nearly right: the right fields, most of them of the right type. */
const nearly = fc.record(
  {
    name: fc.oneof(words, fc.stringMatching(/^[a-z]{5,12}$/)),
    compose_file: fc.record(
      {
        docker_compose_file: fc.oneof(fc.constant(COMPOSE), words),
        allowed_envs: fc.array(words, { maxLength: 3 }),
        pre_launch_script: words,
        public_logs: fc.boolean(),
        features: fc.array(words, { maxLength: 2 }),
      },
      { requiredKeys: [] },
    ),
    docker_compose_file: fc.oneof(fc.constant(COMPOSE), words),
    compose_hash: words,
    app_id: words,
    token: words,
    transaction_hash: words,
    encrypted_env: fc.oneof(
      words,
      fc.uint8Array().map((one) => Buffer.from(one).toString('hex')),
    ),
    env_keys: fc.array(words, { maxLength: 3 }),
    cvm_ids: fc.array(words, { maxLength: 5 }),
    vm_uuids: fc.array(words, { maxLength: 5 }),
    vcpu: number,
    memory: number,
    disk_size: number,
    node_id: number,
    teepod_id: number,
    instance_type: words,
    os_image_name: words,
    image: words,
    listed: fc.boolean(),
    public_logs: fc.boolean(),
    force: fc.boolean(),
    scheduled_delete_at: fc.oneof(words, fc.date().map(String)),
    ports: fc.array(
      fc.record({ protocol: words, host_port: number, vm_port: number, host_address: words }),
      { maxLength: 3 },
    ),
    public_key: words,
    quote: words,
    hex: words,
  },
  { requiredKeys: [] },
)
const body = fc.oneof(
  { weight: 3, arbitrary: fc.constant('') },
  fc.json({ maxDepth: 3 }),
  { weight: 4, arbitrary: nearly.map((one) => JSON.stringify(one)) },
  fc.string(),
)
const type = fc.constantFrom('application/json', 'text/yaml', 'text/plain', 'multipart/form-data')
const leaving = fc.option(fc.nat(30))

test('whatever known calls are made of, and whenever their callers leave, nothing breaks', async () => {
  await fc.assert(
    fc.asyncProperty(
      call,
      prefix,
      query,
      body,
      type,
      leaving,
      async (made, at, more, text, kind, leave) => {
        const bytes = Buffer.byteLength(text)
        // Streams without end are left, like everything else that a caller does not wait for.
        const endless = /state|logs|serial|follow/.test(made.path + more)
        const said = await say(
          [
            `${made.method} ${at}${made.path}${more} HTTP/1.1`,
            'Host: 127.0.0.1',
            `Cookie: ${cookie}`,
            `X-API-Key: ${running.sandbox?.key}`,
            `Content-Type: ${kind}`,
            ...(bytes > 0 ? [`Content-Length: ${bytes}`] : []),
            'Connection: close',
            '',
            Buffer.from(text).toString('latin1'),
          ].join('\r\n'),
          endless ? (leave ?? 20) : leave,
        )
        // 502 is the cloud that is not there, and what the names of the fleet ask to fail.
        expect(said).toMatch(/^(HTTP\/1\.1 (2|3|4|502|503)|$)/)
      },
    ),
    { numRuns: 200 },
  )
  expect(complaints.mock.calls).toEqual([])
  expect(
    await say('GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n', null),
  ).toMatch(/^HTTP\/1\.1 200 /)
})

test('whatever bytes arrive, the next request is answered', async () => {
  const token = fc.constantFrom(
    'GET ',
    'POST ',
    '/',
    ' HTTP/1.1',
    '\r\n',
    '\r\n\r\n',
    'Host: 127.0.0.1',
    'Content-Length: ',
    'Transfer-Encoding: chunked',
    '0',
    '5',
    'Expect: 100-continue',
    'Upgrade: websocket',
    'Connection: ',
    'close',
    '\0',
    '\xff',
    ':',
    'api/v1/cvms',
  )
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof(token, fc.string({ unit: 'binary' })), { maxLength: 20 }),
      async (parts) => {
        await say(parts.join(''), 15)
      },
    ),
    { numRuns: 150 },
  )
  expect(complaints.mock.calls).toEqual([])
  expect(
    await say('GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n', null),
  ).toMatch(/^HTTP\/1\.1 200 /)
})
