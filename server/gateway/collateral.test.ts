import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { makeCollateral } from '../sandbox/attestation/collateral.ts'
import { readCollateral } from '../../src/trust/collateral.ts'
import type { QuoteCollateral } from '../../src/trust/collateral.ts'
import { verifyEvidence } from '../../src/trust/verification.ts'
import { SANDBOX_CLOCK, sandboxSample } from '../../src/trust/testing/sandboxSample.ts'
import { fakeCloud, testApp } from '../testApp.ts'
import { createCollateralDesk } from './collateral.ts'
import { createPccs } from './pccs.ts'

const CHECKSUM = 'ab'.repeat(32)
const START = Date.UTC(2026, 10, 24)
const lists = makeCollateral(START / 1000)

const running: (() => void)[] = []
afterEach(() => {
  for (const stop of running.splice(0)) stop()
})

/** A PCCS on a socket, which hands out the sandbox's own lists. */
async function pccs(
  change: (path: string) => [status: number, body?: string] | undefined = () => undefined,
) {
  const seen: string[] = []
  const answerTo = (path: string): [body: string | Buffer, chain?: string, header?: string] => {
    if (path.includes('/tcb'))
      return [
        `{"tcbInfo":${lists.tcb_info},"signature":"${lists.tcb_info_signature}"}`,
        lists.tcb_info_issuer_chain,
        'TCB-Info-Issuer-Chain',
      ]
    if (path.includes('/qe/identity'))
      return [
        `{"enclaveIdentity":${lists.qe_identity},"signature":"${lists.qe_identity_signature}"}`,
        lists.qe_identity_issuer_chain,
        'SGX-Enclave-Identity-Issuer-Chain',
      ]
    // One as bytes, the other as hex: servers differ.
    if (path.includes('/pckcrl')) return [Buffer.from(lists.pck_crl, 'hex')]
    return [lists.root_ca_crl.toUpperCase()]
  }
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    const path = request.url ?? ''
    seen.push(path)
    const changed = change(path)
    if (changed) return response.writeHead(changed[0]).end(changed[1])
    const [body, chain, header] = answerTo(path)
    if (chain && header) response.setHeader(header, encodeURIComponent(chain))
    response.end(body)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  running.push(() => server.close())
  const { port } = server.address() as AddressInfo
  const base = new URL(`http://127.0.0.1:${port}`)
  const clock = { now: START }
  const desk = createCollateralDesk({
    pccs: createPccs(base, { headersMs: 2000, idleMs: 2000 }),
    now: () => clock.now,
  })
  const { ask } = testApp({ deps: { collateral: desk } })
  return { ask, seen, clock }
}

const PLATFORM = '/public/v1/collateral?fmspc=5a4edb0c0000&ca=platform'

describe('a PCCS', () => {
  test('is asked for the four lists of a platform, and what it says verifies a quote of it', async () => {
    const { ask, seen } = await pccs()
    const answer = await ask(PLATFORM)
    expect(answer.status).toBe(200)
    expect(seen.toSorted()).toEqual([
      '/sgx/certification/v4/pckcrl?ca=platform&encoding=der',
      '/sgx/certification/v4/rootcacrl',
      '/tdx/certification/v4/qe/identity',
      '/tdx/certification/v4/tcb?fmspc=5a4edb0c0000',
    ])
    const read = readCollateral(await answer.json())
    expect(read).toEqual({ ok: true, collateral: lists })
    if (!read.ok) throw new Error(read.reason)
    const verification = await verifyEvidence(
      { ...sandboxSample(), collateral: read.collateral },
      { now: SANDBOX_CLOCK, kms_roots: [] },
    )
    expect(verification.ok && verification.hardware?.ok).toBe(true)
  })

  test('is asked once, and again when the lists have to be renewed', async () => {
    const { ask, seen, clock } = await pccs()
    await ask(PLATFORM)
    expect((await ask(PLATFORM)).headers.get('cache-control')).toMatch(/^public, max-age=\d+$/)
    expect(seen).toHaveLength(4)
    clock.now += 31 * 86_400_000
    await ask(PLATFORM)
    expect(seen).toHaveLength(8)
  })

  test.each([
    ['does not know the family', () => [404], 404, /does not know/],
    ['fails', () => [500], 502, /answered with 500/],
    ['answers something else', () => [200, '<html>'], 502, /no signed/],
    ['goes on and on', () => [200, 'x'.repeat(2 * 1024 * 1024)], 502, /larger/],
  ] as const)('that %s is said to', async (_what, change, status, words) => {
    const { ask } = await pccs((path) =>
      path.includes('/tcb') ? ([...change()] as [number, string?]) : undefined,
    )
    const answer = await ask(PLATFORM)
    expect(answer.status).toBe(status)
    expect((await answer.json()).message).toMatch(words)
  })

  test('is never asked for anything but a family of platforms', async () => {
    const { ask, seen } = await pccs()
    for (const query of ['', '?fmspc=../../x&ca=platform', '?fmspc=5a4edb0c0000&ca=other']) {
      expect((await ask(`/public/v1/collateral${query}`)).status).toBe(400)
    }
    expect(seen).toEqual([])
  })

  test('that is not configured is not there', async () => {
    const { ask } = testApp()
    expect((await ask(PLATFORM)).status).toBe(404)
    expect(await (await ask('/session/connections')).json()).toMatchObject({
      asks_pccs: false,
      kms_roots: [],
    })
  })
})

describe('the collateral of the API', () => {
  const askWith = (answer: () => Response) => {
    const cloud = fakeCloud(answer)
    const { ask, clock } = testApp({ cloud })
    const get = () =>
      ask(`/public/v1/attestations/collateral/${CHECKSUM}?connection=cloud`, {
        headers: { 'accept-encoding': 'gzip, br' },
      })
    return { get, cloud, clock }
  }

  test('is asked for once until its lists have to be renewed, and never compressed', async () => {
    const { get, cloud, clock } = askWith(() => Response.json(lists))
    expect(await (await get()).json()).toEqual(lists)
    expect(await (await get()).json()).toEqual(lists)
    expect(cloud.seen).toHaveLength(1)
    expect(cloud.seen[0]?.headers).toMatchObject({ 'accept-encoding': 'identity' })
    expect(cloud.seen[0]?.headers).not.toHaveProperty('x-api-key')
    clock.now += 2 * 86_400_000
    await get()
    expect(cloud.seen).toHaveLength(2)
  })

  test.each([
    ['expired', { ...lists, tcb_info: '{"nextUpdate":"2020-01-01T00:00:00Z"}' }],
    ['unreadable', { ...lists, qe_identity: 'no' } satisfies QuoteCollateral],
  ])('is passed on and not kept when it is %s', async (_what, body) => {
    const { get, cloud } = askWith(() => Response.json(body))
    await get()
    const again = await get()
    expect(again.headers.get('cache-control')).toBe('no-store')
    expect(await again.json()).toEqual(body)
    expect(cloud.seen).toHaveLength(2)
  })

  test('that is refused is not kept', async () => {
    const { get, cloud } = askWith(() => Response.json({ detail: 'Not found' }, { status: 404 }))
    expect((await get()).status).toBe(404)
    expect((await get()).status).toBe(404)
    expect(cloud.seen).toHaveLength(2)
  })

  test('is the same for everybody: no query of one reader is kept for the others', async () => {
    const cloud = fakeCloud(({ path }) => Response.json({ ...lists, pck_crl: path }))
    const { ask } = testApp({ cloud })
    const path = `/public/v1/attestations/collateral/${CHECKSUM}?connection=cloud`
    const answers = [await ask(`${path}&poison=1`), await ask(path)]
    const bodies = (await Promise.all(answers.map((one) => one.json()))) as QuoteCollateral[]
    expect(bodies.map(({ pck_crl }) => pck_crl)).toEqual([
      `/attestations/collateral/${CHECKSUM}`,
      `/attestations/collateral/${CHECKSUM}`,
    ])
    expect(cloud.seen).toHaveLength(1)
  })

  test.each([
    [
      'is cut off',
      () =>
        new ReadableStream<Uint8Array>({
          start: (controller) => {
            controller.enqueue(new TextEncoder().encode('{"tcb_info":'))
            controller.error(new Error('cut'))
          },
        }),
    ],
    [
      'never ends',
      () =>
        new ReadableStream<Uint8Array>({
          pull: (controller) => controller.enqueue(new Uint8Array(1024 * 1024).fill(32)),
        }),
    ],
  ])('that %s is an answer of the API that cannot be used', async (_what, body) => {
    const { get } = askWith(() => new Response(body()))
    const answer = await get()
    expect(answer.status).toBe(502)
    expect(await answer.json()).toMatchObject({ error_code: 'ERR-CONSOLE-UPSTREAM-INVALID' })
  })

  test('is kept for so many quotes only', async () => {
    const desk = createCollateralDesk({ now: () => START, max: 2 })
    let asked = 0
    const get = (key: string) =>
      desk.kept(key, async () => {
        asked += 1
        return Response.json(lists)
      })
    for (const key of ['a', 'b', 'c', 'b', 'a']) await get(key)
    expect(asked).toBe(4)
  })
})
