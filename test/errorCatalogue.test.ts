import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { COMPOSE, startSandbox, type TestSandbox } from '../server/sandbox/testing/startSandbox.ts'
import { errorPlaces } from '../src/api/errorPlace.ts'
import { errorOfAnswer } from '../src/api/answerError.ts'
import { ApiError } from '../src/api/errors.ts'
import { sentence } from '../src/api/sentence.ts'
import { bringWords } from '../src/api/words.ts'
import { ErrorCode } from '../src/contract/errors.ts'
import { problemOf } from '../src/pages/errors/problem-of.ts'

/** What the sandbox answers, read as the page reads it. */
let box: TestSandbox
beforeAll(async () => {
  box = await startSandbox()
  await bringWords()
})
afterAll(() => box.stop())

const provision = async (name: string): Promise<ApiError> => {
  const compose_file = { docker_compose_file: COMPOSE }
  const answer = await box.ask('POST', '/cvms/provision', { name, compose_file })
  return errorOfAnswer(
    'POST /cvms/provision',
    { status: answer.status, statusText: '', headers: answer.headers },
    JSON.stringify(answer.body),
    Date.now(),
  )
}

/** Codes that are about a CVM, a key or the workspace as a whole: told where they happened. */
const OF_NO_FIELD: readonly ErrorCode[] = [
  ErrorCode.INVALID_REQUEST,
  ErrorCode.CVM_NOT_FOUND,
  ErrorCode.MULTIPLE_CVMS_SAME_NAME,
  ErrorCode.CVM_NOT_IN_WORKSPACE,
  ErrorCode.CVM_NOT_IN_CURRENT_WORKSPACE,
  ErrorCode.CVM_ACCESS_DENIED,
  ErrorCode.REPLICA_IMAGE_NOT_AVAILABLE,
  ErrorCode.APP_ID_AMBIGUOUS,
  ErrorCode.INSUFFICIENT_BALANCE,
  ErrorCode.MAX_CVM_LIMIT,
  ErrorCode.TOKEN_LIMIT_EXCEEDED,
  ErrorCode.TOKEN_RATE_LIMIT,
  ErrorCode.OAUTH_EMAIL_INVALID,
]

describe.each(Object.entries(ErrorCode))('%s (%s)', (_, code) => {
  test('comes from the sandbox on some input, with its words and its next step', async () => {
    const error = await provision(`${code.toLowerCase()}-demo`)
    expect(error.error_code).toBe(code)
    expect(error.status).toBeGreaterThanOrEqual(400)
    const { title, action, explanation, suggestions } = sentence(error)
    expect(title).not.toMatch(/^The server answered|ERR-/)
    expect(title.length).toBeGreaterThan(8)
    expect(action).toMatch(/^[A-Z].*\.$/)
    expect(explanation.length).toBeGreaterThan(8)
    expect(suggestions).toEqual(['Choose another name'])
    // What a panel shows of it.
    expect(problemOf(error)).toMatchObject({ title, why: explanation, next: action, code })
  })

  test('has its place: a field of a deployment, or none because it is about no field', () => {
    const bare = new ApiError({
      kind: 'refused',
      endpoint: 'POST /cvms/provision',
      message: 'why',
      status: 400,
      error_code: code,
    })
    expect(errorPlaces(bare).length > 0).toBe(!OF_NO_FIELD.includes(code))
  })
})

test('a code that nobody knows shows the server’s own words', () => {
  const body = {
    error_code: 'ERR-99-001',
    message: 'The moon is in the way',
    suggestions: ['Wait for the new moon'],
    links: [{ label: 'Moon', url: 'https://docs.phala.com/moon' }],
  }
  const error = errorOfAnswer(
    'PATCH /cvms/x',
    { status: 418, statusText: '', headers: new Headers() },
    JSON.stringify(body),
    0,
  )
  expect(error.error_code).toBe('ERR-99-001')
  expect(sentence(error)).toMatchObject({
    explanation: 'The moon is in the way',
    suggestions: body.suggestions,
    links: body.links,
  })
})
