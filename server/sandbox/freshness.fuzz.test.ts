import { brotliDecompressSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { responseOf } from '../gateway/answer.ts'
import { startSandbox, type TestSandbox } from './testing/startSandbox.ts'

/** What may happen: a request to the n-th CVM, or time. */
const happening = fc.oneof(
  { weight: 2, arbitrary: fc.constant({ kind: 'deploy' as const }) },
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('ask' as const),
      who: fc.nat(5),
      call: fc.constantFrom<[string, string, unknown]>(
        ['POST', '/start', undefined],
        ['POST', '/stop', undefined],
        ['POST', '/shutdown', undefined],
        ['POST', '/restart', { force: true }],
        ['POST', '/replicas', {}],
        ['DELETE', '', undefined],
        ['PATCH', '/name', { name: 'renamed' }],
        ['PATCH', '/listed', { listed: true }],
        ['PATCH', '/visibility', { public_logs: false, public_sysinfo: true }],
        ['PATCH', '/resources', { disk_size: 60 }],
        ['PATCH', '/scheduled-delete', { scheduled_delete_at: '2026-11-24T00:10:00Z' }],
        ['GET', '/state', undefined],
      ),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('wait' as const),
      ms: fc.constantFrom(1, 900, 3_000, 20_000, 60_000, 600_000, 4_000_000),
    }),
  },
)

/** The answer as text, as a client that can unpack reads it. */
async function told({ sandbox }: TestSandbox, method: string, path: string, sent?: string) {
  const { url, headers, body, signal } = new Request(`http://sandbox.invalid${path}`, {
    method,
    headers: { 'x-api-key': sandbox.key, 'accept-encoding': 'br' },
    ...(sent !== undefined && { body: sent }),
  })
  const answer = responseOf(await sandbox.fetch({ method, url, headers, body, signal }))
  const bytes = new Uint8Array(await answer.arrayBuffer())
  expect(answer.headers.get('content-length')).toBe(String(bytes.byteLength))
  const isPacked = answer.headers.get('content-encoding') === 'br'
  const text = (isPacked ? brotliDecompressSync(bytes) : Buffer.from(bytes)).toString()
  return `${answer.status} ${text}`
}

test('what is told of CVMs is what a sandbox tells that has kept nothing', async () => {
  let compared = 0
  await fc.assert(
    fc.asyncProperty(
      fc.array(happening, { minLength: 5, maxLength: 25, size: 'max' }),
      async (all) => {
        const clock = { now: Date.UTC(2026, 10, 24) }
        const box = await startSandbox({ seed: 12, speed: 1, now: () => clock.now })
        const { dataDir } = box
        const { body } = await box.ask('GET', '/cvms/paginated?page_size=100')
        const ids: string[] = body.items.map((cvm: { vm_uuid: string }) => cvm.vm_uuid)
        try {
          for (const one of all) {
            if (one.kind === 'wait') clock.now += one.ms
            else if (one.kind === 'deploy') ids.push(await box.deploy(`app-${ids.length}`))
            else {
              const [method, path, sent] = one.call
              await box.ask(method, `/cvms/${ids.at(-1 - one.who)}${path}`, sent)
            }
            compared += await compare(box, dataDir, clock, ids)
          }
        } finally {
          await box.stop()
        }
      },
    ),
    { numRuns: 6 },
  )
  expect(compared).toBeGreaterThan(100)
}, 120_000)

async function compare(
  box: TestSandbox,
  dataDir: string,
  clock: { now: number },
  ids: readonly string[],
) {
  const batch = JSON.stringify({ vm_uuids: [...ids, ids[0], 'nobody', ids[1]?.toUpperCase()] })
  const calls: [string, string, string?][] = [
    ['GET', '/cvms/paginated?page_size=100'],
    ['GET', '/cvms/paginated?page_size=5&page=2'],
    ['GET', '/cvms/paginated?page_size=100&node_id=3'],
    ['GET', '/apps?search=app'],
    ['GET', '/apps?page_size=50'],
    ['GET', '/teepods/available'],
    ['GET', `/cvms/${ids.at(-1)}`],
    ['GET', `/cvms/${ids.at(-1)}/state`],
    ['POST', '/status/batch', batch],
  ]
  const kept: string[] = []
  for (const call of calls) {
    kept.push(await told(box, ...call))
    expect(await told(box, ...call)).toBe(kept.at(-1))
  }
  const fresh = await startSandbox({ dataDir, speed: 1, now: () => clock.now })
  for (const [at, call] of calls.entries()) {
    expect(`${call[1]} ${kept[at]}`).toBe(`${call[1]} ${await told(fresh, ...call)}`)
  }
  await fresh.stop()
  return calls.length
}
