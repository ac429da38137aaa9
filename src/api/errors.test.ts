import { beforeAll, describe, expect, it } from 'vitest'
import { ConsoleErrorCode } from '../contract/consoleErrors.ts'
import { ErrorCode } from '../contract/errors.ts'
import { errorPlaces } from './errorPlace.ts'
import { approvalOf } from './approval.ts'
import { errorOfAnswer } from './answerError.ts'
import { ApiError } from './errors.ts'
import { wordsForCode } from './errorWords.ts'
import { sentence } from './sentence.ts'
import { bringWords } from './words.ts'

beforeAll(bringWords)

function answer(status: number, body: unknown, headers: Record<string, string> = {}): ApiError {
  const raw = typeof body === 'string' ? body : JSON.stringify(body)
  const response = { status, statusText: 'Some Text', headers: new Headers(headers) }
  return errorOfAnswer('POST /cvms/provision', response, raw, 0)
}

const structured = {
  error_code: 'ERR-01-004',
  message: 'A CVM called web-app exists',
  details: [{ field: 'name', value: 'web-app', message: 'taken' }],
  suggestions: ['web-app-2'],
  links: [
    { label: 'Docs', url: 'https://docs.example.com/names' },
    { label: 'Click me', url: 'javascript:alert(1)' },
    { label: 'Odd', url: 'not an address' },
  ],
}

describe('an answer that is not 2xx', () => {
  it.each([
    ['at top level', structured],
    ['inside detail', { detail: structured }],
  ])('is read with all of its parts when it is structured %s', (_name, body) => {
    const error = answer(409, body, { 'x-request-id': 'req-1', 'retry-after': '3' })
    expect(error).toMatchObject({
      kind: 'refused',
      status: 409,
      error_code: 'ERR-01-004',
      message: 'A CVM called web-app exists',
      fieldErrors: [{ field: 'name', message: 'taken' }],
      suggestions: ['web-app-2'],
      request_id: 'req-1',
      retryAfter: 3000,
      retryable: false,
      endpoint: 'POST /cvms/provision',
    })
    expect(error.links).toEqual([{ label: 'Docs', url: 'https://docs.example.com/names' }])
  })

  it('names the fields of a validation error as the forms do', () => {
    const error = answer(422, {
      detail: [
        { loc: ['body', 'name'], msg: 'too short', type: 'x' },
        { loc: ['body', 'compose_file', 'allowed_envs', 0], msg: 'bad', type: 'y', input: '?' },
      ],
    })
    expect(error.fieldErrors).toEqual([
      { field: 'name', message: 'too short' },
      { field: 'compose_file.allowed_envs.0', message: 'bad' },
    ])
    expect(errorPlaces(error)).toEqual([
      { step: 'resources', field: 'name', message: 'too short' },
      { step: 'secrets', field: 'env_keys', message: 'bad' },
    ])
  })

  it.each([
    [{ detail: 'plain words' }, 'plain words'],
    [{ detail: { message: 'nested words' } }, 'nested words'],
    [{ message: 'bare words' }, 'bare words'],
    ['<html>Bad gateway</html>', 'POST /cvms/provision answered 400 Some Text'],
    ['', 'POST /cvms/provision answered 400 Some Text'],
    ['{"detail": "cut of', 'POST /cvms/provision answered 400 Some Text'],
    [{ something: 'else' }, 'POST /cvms/provision answered 400 Some Text'],
  ])('finds the words in %j', (body, message) => {
    expect(answer(400, body).message).toBe(message)
  })

  it('keeps the code of an error whose other parts are of an unknown form', () => {
    const error = answer(400, { error_code: 'ERR-99-001', message: 'new', links: 'nowhere' })
    expect(error).toMatchObject({ error_code: 'ERR-99-001', message: 'new', links: [] })
  })

  it('keeps no more than 64 KB of an answer', () => {
    expect(answer(500, 'x'.repeat(1_000_000)).raw).toHaveLength(64 * 1024)
  })

  it.each([
    [{ compose_hash: 'aa', app_id: 'bb' }],
    [
      [
        { field: 'compose_hash', value: 'aa' },
        { field: 'app_id', value: 'bb' },
      ],
    ],
  ])('offers what a 465 wants approved: %j', (details) => {
    const error = answer(465, { error_code: 'ERR-01-005', message: 'approve', details })
    expect(approvalOf(error)).toMatchObject({ compose_hash: 'aa', app_id: 'bb' })
  })
})

describe('the sentence of an error', () => {
  const codes = [...Object.values(ErrorCode), ...Object.values(ConsoleErrorCode)]

  it.each(codes)('exists for %s', (error_code) => {
    expect(wordsForCode(error_code)).toBeDefined()
    const words = sentence(answer(400, { error_code, message: 'the particulars' }))
    for (const text of [words.title, words.explanation, words.action]) {
      expect(text).not.toBe('')
    }
  })

  it('reads the same for every way in which a CVM can be out of reach', () => {
    const texts = ['ERR-03-001', 'ERR-03-003', 'ERR-03-004', 'ERR-03-005'].map((error_code) =>
      JSON.stringify(sentence(answer(404, { error_code, message: `reason of ${error_code}` }))),
    )
    expect(new Set(texts).size).toBe(1)
  })

  it('gives an unknown code the words of the server', () => {
    const words = sentence(answer(418, { error_code: 'ERR-77-777', message: 'I am a teapot' }))
    expect(words.explanation).toBe('I am a teapot')
  })

  it.each([400, 401, 403, 404, 409, 413, 422, 429, 465, 466, 467, 468, 500, 502, 503, 504])(
    'says what to do about a bare %i',
    (status) => {
      expect(sentence(answer(status, '')).action.length).toBeGreaterThan(5)
    },
  )

  it('does not ask to send a change again whose answer was lost', () => {
    const facts = { kind: 'timeout', message: 'No answer' } as const
    const change = sentence(new ApiError({ ...facts, endpoint: 'POST /cvms' }))
    const read = sentence(new ApiError({ ...facts, endpoint: 'GET /cvms/x' }))
    expect(change.action).toContain('Look at the current state')
    expect(read.action).toBe('Try again.')
  })

  it.each(['ERR-CONSOLE-UPSTREAM-CUT', 'ERR-CONSOLE-UPSTREAM-TIMEOUT'])(
    'tells of a read that got %s in other words than of a change',
    (error_code) => {
      const facts = { kind: 'refused', status: 502, error_code, message: 'No answer' } as const
      const action = (endpoint: string) => sentence(new ApiError({ ...facts, endpoint })).action
      expect(action('POST /cvms')).toContain('Look at the current state')
      expect(action('GET /cvms/x')).toBe('Try again in a moment.')
      expect(action('POST /status/batch')).toBe('Try again in a moment.')
    },
  )

  it('gives an advice once that is both its own and the server’s', () => {
    const suggestions = ['Try again in a moment.', 'Check the network of the machine.']
    const error_code = 'ERR-CONSOLE-UPSTREAM-UNREACHABLE'
    const facts = { kind: 'refused', status: 502, error_code, message: 'No answer' } as const
    const words = sentence(new ApiError({ ...facts, endpoint: 'GET /cvms/x', suggestions }))
    expect([words.action, ...words.suggestions]).toEqual(suggestions)
  })

  it('says how long to wait when the server does', () => {
    expect(sentence(answer(429, {}, { 'retry-after': '30' })).action).toBe('Try again in 30 s.')
  })
})

describe('where an error belongs', () => {
  it.each([
    ['ERR-01-003', 'compose', 'docker_compose_file'],
    ['ERR-01-004', 'resources', 'name'],
    ['ERR-02-001', 'resources', 'instance_type'],
    ['ERR-02-010', 'resources', 'image'],
    ['ERR-01-006', 'provision', 'compose_hash'],
    ['ERR-01-007', 'provision', 'transaction_hash'],
  ])('%s is about %s, %s', (error_code, step, field) => {
    expect(errorPlaces(answer(400, { error_code, message: 'm' }))).toEqual([
      { step, field, message: 'm' },
    ])
  })

  it('stays where it is when it is about no field', () => {
    expect(errorPlaces(answer(500, { detail: 'broken' }))).toEqual([])
  })
})
