import * as v from 'valibot'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createSshKey } from './sshKeys.ts'
import { commitCvmProvision } from './provision.ts'
import { deleteCvm, restartCvm, startCvm } from './cvmActions.ts'
import { getCvm, getCvmPage } from './cvms.ts'
import { getStatusBatch } from './cvmStatus.ts'
import { getAppPage } from './apps.ts'
import { ApiError } from './errors.ts'
import { expectWorkspace, request, setTransport } from './http.ts'
import { signOut } from './session.ts'
import { cvmInfo, pageOf, vm } from './testing/samples.ts'
import { fakeClock, startRecorder } from './testing/recorder.ts'
import type { Recorder } from './testing/recorder.ts'

let server: Recorder
beforeEach(async () => {
  server = await startRecorder(fakeClock())
})
afterEach(() => server.close())

async function failure(call: Promise<unknown>): Promise<ApiError> {
  const error = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof ApiError)) throw new Error(`not an ApiError: ${String(error)}`)
  return error
}

describe('a request', () => {
  it('names the API version and goes to the same-origin API', async () => {
    server.replies.push({ body: pageOf([]) })
    await getCvmPage({ page: 1, page_size: 100 })
    const [sent] = server.requests
    expect(sent).toMatchObject({
      method: 'GET',
      url: '/api/v1/cvms/paginated?page=1&page_size=100',
      headers: { 'x-phala-version': '2026-01-21', 'content-type': 'application/json' },
    })
    expect(sent?.headers).not.toHaveProperty('idempotency-key')
  })

  it('repeats the key of a list parameter and leaves out what is undefined', async () => {
    server.replies.push({
      body: { dstack_apps: [], page: 1, page_size: 50, total: 0, total_pages: 0 },
    })
    await getAppPage({ status: ['running', 'stopped'], listed: true })
    expect(server.requests[0]?.url).toBe('/api/v1/apps?status=running&status=stopped&listed=true')
  })

  it('writes an id as one segment, whatever is in it', async () => {
    server.replies.push({ status: 404, body: { detail: 'no' } })
    await failure(getCvm({ id: '../../session?x=1' }))
    expect(server.requests[0]?.url).toBe('/api/v1/cvms/..%2F..%2Fsession%3Fx%3D1')
  })

  it('says which sign-in it is for, where there are several', async () => {
    const restore = setTransport({ session: 'second' })
    server.replies.push({ body: pageOf([]) })
    await getCvmPage({})
    restore()
    expect(server.requests[0]?.headers['x-console-session']).toBe('second')
  })

  it('says which workspace it is meant for, unless it is for another sign-in', async () => {
    const restore = setTransport({ workspace: undefined })
    expectWorkspace('cloud-acme')
    expectWorkspace('cloud-other')
    server.replies.push({ body: pageOf([]) }, { status: 204 }, { status: 204 })
    await getCvmPage({})
    await signOut()
    await signOut('another')
    restore()
    expect(server.requests.map(({ headers }) => headers['x-console-workspace'])).toEqual([
      'cloud-acme',
      'cloud-acme',
      undefined,
    ])
  })

  it('lets unknown fields pass and drops them', async () => {
    server.replies.push({ body: { ...cvmInfo('cvm_1'), brand_new: { deep: true } } })
    expect(await getCvm({ id: 'cvm_1' })).toEqual(cvmInfo('cvm_1'))
  })

  it('names the endpoint and the place of a field that is missing', async () => {
    const { status: _gone, ...broken } = cvmInfo('cvm_2')
    server.replies.push({ body: { ...pageOf([]), items: [cvmInfo('cvm_1'), broken] } })
    const error = await failure(getCvmPage({}))
    expect(error.kind).toBe('unreadable')
    expect(error.message).toContain('GET /cvms/paginated')
    expect(error.message).toContain('items.1.status')
    expect(error.raw).toContain('cvm_2')
  })

  it.each([
    ['a web page', '<!doctype html><title>Login</title>', 'a web page'],
    ['nothing', '', 'empty'],
    ['half of it', '{"items": [', 'not complete JSON'],
  ])('reports %s in place of an answer', async (_name, body, words) => {
    server.replies.push({ body })
    const error = await failure(getCvm({ id: 'cvm_1' }))
    expect(error).toMatchObject({ kind: 'unreadable', status: 200, endpoint: 'GET /cvms/cvm_1' })
    expect(error.message).toContain(words)
  })

  it('reports a connection that breaks in the middle of the answer, after a second try', async () => {
    server.replies.push({ body: '{"id":', fault: 'cut' }, { body: '{"id":', fault: 'cut' })
    const error = await failure(getCvm({ id: 'cvm_1' }))
    expect(error).toMatchObject({ kind: 'network', status: 0, retryable: true })
    expect(server.requests).toHaveLength(2)
  })

  it('gives up when its time is over, and says that it was the time', async () => {
    server.replies.push({ fault: 'hang' })
    const Any = v.unknown()
    const error = await failure(request({ path: '/auth/me', schema: Any, timeout: 20 }))
    expect(error).toMatchObject({ kind: 'timeout', status: 0 })
    expect(server.requests).toHaveLength(1)
  })

  it('stops when the caller does, and says that it was the caller', async () => {
    const stop = new AbortController()
    server.replies.push(() => {
      stop.abort()
      return { fault: 'hang' }
    })
    const error = await failure(getCvm({ id: 'cvm_1' }, stop.signal))
    expect(error).toMatchObject({ kind: 'aborted', retryable: false })
  })
})

describe('trying again', () => {
  const busy = { status: 409, body: { detail: 'CVM is busy' } }

  it.each([
    ['429', { status: 429, body: { detail: 'slow down' } }],
    ['503', { status: 503, body: { detail: 'later' } }],
    ['a 409 without an error code', busy],
  ])('sends an operation again after %s', async (_name, refusal) => {
    server.replies.push(refusal, { body: vm })
    await startCvm({ id: 'cvm_1' })
    expect(server.requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'POST /api/v1/cvms/cvm_1/start',
      'POST /api/v1/cvms/cvm_1/start',
    ])
  })

  it.each([
    ['a 409 with an error code', { status: 409, body: { error_code: 'ERR-01-004', message: 'x' } }],
    ['500', { status: 500, body: { detail: 'broken' } }],
    ['502', { status: 502, body: { detail: 'no upstream' } }],
    ['a lost answer', { fault: 'reset' as const }],
  ])('never sends an operation again after %s', async (_name, refusal) => {
    server.replies.push(refusal, { body: vm })
    await failure(restartCvm({ id: 'cvm_1', force: true }))
    expect(server.requests).toHaveLength(1)
  })

  it('never sends a commit or a key again, even when told to wait', async () => {
    server.replies.push({ status: 503, body: {} }, { status: 429, body: {} })
    await failure(commitCvmProvision({ app_id: 'a', compose_hash: 'b' }))
    await failure(createSshKey({ name: 'a', public_key: 'b' }))
    expect(server.requests).toHaveLength(2)
  })

  it('doubles its pauses from one second up to twenty, five times at most', async () => {
    const clock = fakeClock()
    const restore = setTransport({ clock })
    server.replies.push(busy, busy, busy, busy, busy, busy, { body: vm })
    const error = await failure(startCvm({ id: 'cvm_1' }))
    restore()
    expect(error.status).toBe(409)
    expect(server.requests).toHaveLength(6)
    expect(clock.slept).toEqual([1000, 2000, 4000, 8000, 16000])
  })

  it.each([
    ['seconds', '7', 7000],
    ['a date', 'Thu, 01 Jan 2026 00:00:09 GMT', 9000],
    ['a date that has passed', 'Thu, 01 Jan 2015 00:00:00 GMT', 0],
  ])('waits as long as Retry-After asks for in %s', async (_name, header, ms) => {
    const clock = fakeClock()
    const restore = setTransport({ clock })
    server.replies.push({ ...busy, headers: { 'retry-after': header } }, { status: 204 })
    await deleteCvm({ id: 'cvm_1' })
    restore()
    expect(clock.slept).toEqual([ms])
  })

  it('fails at once when the server asks for an hour', async () => {
    server.replies.push({ ...busy, headers: { 'retry-after': '3600' } })
    const error = await failure(startCvm({ id: 'cvm_1' }))
    expect(error.retryAfter).toBe(3_600_000)
    expect(server.requests).toHaveLength(1)
  })

  it('gives every attempt a key of its own, because each was turned away', async () => {
    server.replies.push(busy, { body: vm })
    await startCvm({ id: 'cvm_1' }, undefined, {
      idempotencyKey: '00000000-0000-4000-8000-000000000001',
    })
    const [first, second] = server.requests.map(({ headers }) => headers['idempotency-key'])
    expect(first).toBe('00000000-0000-4000-8000-000000000001')
    expect(second).toMatch(/^[0-9a-f-]{36}$/)
    expect(second).not.toBe(first)
  })

  it('tells of each wait, and can be told to stop waiting', async () => {
    const stop = new AbortController()
    server.replies.push({ ...busy, headers: { 'retry-after': '3' } }, { body: vm })
    const waits: unknown[] = []
    const error = await failure(
      startCvm({ id: 'cvm_1' }, stop.signal, {
        onWait: (wait) => {
          waits.push(wait && [wait.attempt, wait.waitMs, wait.reason.status])
          stop.abort()
        },
      }),
    )
    expect(waits).toEqual([[1, 3000, 409], null])
    expect(error.kind).toBe('aborted')
    expect(server.requests).toHaveLength(1)
  })

  it.each([408, 425, 429, 500, 502, 503, 504])('reads again, once, after %i', async (status) => {
    server.replies.push({ status, body: {} }, { status, body: {} }, { body: cvmInfo('cvm_1') })
    await failure(getCvm({ id: 'cvm_1' }))
    expect(server.requests).toHaveLength(2)
  })

  it.each([400, 401, 403, 404, 409, 422])('does not read again after %i', async (status) => {
    server.replies.push({ status, body: {} }, { body: cvmInfo('cvm_1') })
    await failure(getCvm({ id: 'cvm_1' }))
    expect(server.requests).toHaveLength(1)
  })

  it('treats the batch of statuses as the read that it is', async () => {
    server.replies.push({ status: 503, body: {} }, { body: {} })
    expect(await getStatusBatch({ vm_uuids: ['u'] })).toEqual({})
    expect(server.requests).toHaveLength(2)
    expect(server.requests[0]?.headers).not.toHaveProperty('idempotency-key')
  })
})
