import { describe, expect, test } from 'vitest'
import { ConsoleErrorCode } from '../../src/contract/consoleErrors.ts'
import { testApp } from '../testApp.ts'
import { type Failure, failures, refuse, Refusal } from './failures.ts'
import { noAnswer } from './noAnswer.ts'
import { UpstreamError } from './upstream.ts'

const all: [string, Failure][] = Object.entries(failures)

describe('the catalogue of refusals', () => {
  test.each(all)('%s is an error, with a code of its own and words', (_name, failure) => {
    expect(failure.status).toBeGreaterThanOrEqual(400)
    expect(Object.values(ConsoleErrorCode)).toContain(failure.error_code)
    for (const sentence of [failure.message, ...(failure.suggestions ?? [])]) {
      expect(sentence).toMatch(/^[A-Z].*\.$/)
    }
  })

  test('gives each code to one refusal', () => {
    const codes = all.map(([, failure]) => failure.error_code)
    expect(codes).toEqual([...new Set(codes)])
  })

  test('is answered in the API’s own envelope, and kept by nobody', async () => {
    const answer = refuse(failures.rateLimited, { message: 'Later.' }, { 'retry-after': '7' })
    expect(answer.status).toBe(429)
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(answer.headers.get('retry-after')).toBe('7')
    expect(await answer.json()).toEqual({
      error_code: 'ERR-CONSOLE-RATE-LIMITED',
      message: 'Later.',
      suggestions: ['Wait a moment, then try again.'],
    })
  })
})

describe('no answer', () => {
  test('of an API is what is known about it', async () => {
    for (const [error, status, words] of [
      [new UpstreamError('timeout', undefined), 504, 'The sandbox did not answer in time.'],
      [new UpstreamError('unreachable', { code: 'ECONNRESET' }), 502, '(ECONNRESET)'],
      [new UpstreamError('unreachable', undefined), 502, 'The sandbox cannot be reached.'],
      [new UpstreamError('invalid', new RangeError('x')), 502, 'not one of HTTP'],
      [new UpstreamError('unreachable', new Refusal(refuse(failures.tooLarge))), 413, 'larger'],
      [new Refusal(refuse(failures.noLog)), 404, 'no such log'],
    ] as const) {
      const answer = noAnswer(error, 'sandbox')
      expect(answer.status).toBe(status)
      expect(((await answer.json()) as { message: string }).message).toContain(words)
    }
  })

  test('because of a mistake of ours stays a mistake', () => {
    expect(() => noAnswer(new TypeError('ours'), 'cloud')).toThrow('ours')
  })
})

test('a mistake of ours is told to the operator and not to the page', async () => {
  const { ask, signIn, reports } = testApp({
    handle: (request) => {
      if (request.url.endsWith('/auth/me')) return undefined
      throw new Error('password=hunter2 at /home/ada')
    },
  })
  const cookie = await signIn()
  const answer = await ask('/api/v1/apps', { headers: { cookie } })
  const text = await answer.text()
  expect([answer.status, JSON.parse(text)]).toEqual([
    500,
    expect.objectContaining({ error_code: 'ERR-CONSOLE-INTERNAL' }),
  ])
  expect(text).not.toMatch(/hunter2|ada|stack/)
  expect(reports).toEqual([expect.objectContaining({ message: 'password=hunter2 at /home/ada' })])
})
