import { describe, expect, test } from 'vitest'
import { ApiError, type ApiErrorFacts, mayHaveArrived } from '../../../api/errors.ts'
import type { CvmInfo } from '../../../contract/cvm.ts'
import { findCommitted, type Lookup } from './arrival.ts'

const error = (facts: Partial<ApiErrorFacts>) =>
  new ApiError({ kind: 'refused', endpoint: 'POST /cvms', message: '', ...facts })

describe('whether a failed commit may have arrived', () => {
  test.each([
    ['no answer', { kind: 'network' }],
    ['no answer in time', { kind: 'timeout' }],
    ['half an answer', { kind: 'unreadable', status: 200 }],
    ['a gateway without its upstream', { status: 502 }],
    ['a gateway whose upstream was slow', { status: 504 }],
    ['a server that failed', { status: 500 }],
    ['our server had it already', { status: 409, error_code: 'ERR-CONSOLE-DUPLICATE' }],
  ] as const)('%s: it may', (_, facts) => {
    expect(mayHaveArrived(error(facts))).toBe(true)
  })

  test.each([400, 401, 402, 403, 404, 409, 422, 429, 466])('status %d: it has not', (status) => {
    expect(mayHaveArrived(error({ status }))).toBe(false)
  })
})

const wanted = { app_id: 'ab'.repeat(20), compose_hash: 'cd'.repeat(32), name: 'my-app' }
const cvm = (change: Partial<CvmInfo> = {}): CvmInfo => ({
  id: 'cvm_1',
  status: 'creating',
  resource: {},
  gateway: {},
  ...wanted,
  ...change,
})

function lookupOf(one: CvmInfo | ApiError, list: CvmInfo[] = []): Lookup {
  return {
    one: () => (one instanceof ApiError ? Promise.reject(one) : Promise.resolve(one)),
    page: ({ page }) =>
      Promise.resolve({
        items: list.slice(page - 1, page),
        total: list.length,
        page,
        page_size: 1,
        pages: list.length,
      }),
  }
}

describe('looking for the CVM of a commit', () => {
  const { signal } = new AbortController()
  const find = (lookup: Lookup) => findCommitted(wanted, lookup, signal)

  test('is found by its app id, with or without prefix', async () => {
    const found = cvm({ app_id: `app_${wanted.app_id.toUpperCase()}` })
    expect(await find(lookupOf(found))).toBe(found)
  })

  test('is not there when the API knows no such app id', async () => {
    expect(await find(lookupOf(error({ status: 404 })))).toBeUndefined()
  })

  test('is looked for in all pages when several CVMs share the app id', async () => {
    const ambiguous = error({ status: 409, error_code: 'ERR-03-010' })
    const mine = cvm({ id: 'cvm_2' })
    const replica = cvm({ name: 'another' })
    expect(await find(lookupOf(ambiguous, [replica, mine]))).toBe(mine)
    expect(await find(lookupOf(ambiguous, [replica]))).toBeUndefined()
  })

  test('a CVM of the same app with another file or name is not it', async () => {
    expect(await find(lookupOf(cvm({ compose_hash: '00' })))).toBeUndefined()
    expect(await find(lookupOf(cvm({ name: 'older' }), [cvm({ name: 'older' })]))).toBeUndefined()
  })

  test('a look that failed is no "not found"', async () => {
    await expect(find(lookupOf(error({ status: 502 })))).rejects.toThrow(ApiError)
  })
})
