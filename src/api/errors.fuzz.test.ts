import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ErrorCode } from '../contract/errors.ts'
import { readErrorBody } from './errorBody.ts'
import { errorOfAnswer } from './answerError.ts'
import { approvalOf } from './approval.ts'
import { retryAfterMs } from './retryAfter.ts'
import { sentence, shortSentence } from './sentence.ts'

const NOW = Date.UTC(2026, 10, 24)

/** Parts of the API's own shapes, each of them right or of any other form. */
const odd = fc.oneof({ depthSize: 'small' }, fc.string(), fc.jsonValue({ maxDepth: 2 }))
const link = fc.record(
  {
    label: odd,
    url: fc.oneof(
      odd,
      fc.webUrl(),
      fc.constantFrom('javascript:alert(1)', 'data:text/html,x', ' javascript:x', '//evil.example'),
    ),
  },
  { requiredKeys: [] },
)
const detail = fc.record({ field: odd, value: odd, message: odd }, { requiredKeys: [] })
const shape = fc.record(
  {
    error_code: fc.oneof(fc.constantFrom(...Object.values(ErrorCode)), odd),
    message: odd,
    details: fc.oneof(fc.array(detail, { maxLength: 4 }), odd),
    suggestions: fc.oneof(fc.array(fc.string(), { maxLength: 3 }), odd),
    links: fc.oneof(fc.array(link, { maxLength: 3 }), odd),
    request_id: odd,
  },
  { requiredKeys: [] },
)
const issue = fc.record(
  {
    loc: fc.oneof(fc.array(fc.oneof(fc.string(), fc.nat()), { maxLength: 4 }), odd),
    msg: odd,
    type: odd,
  },
  { requiredKeys: [] },
)
const body = fc.oneof(
  fc.jsonValue(),
  shape,
  fc.record({ detail: fc.oneof(shape, fc.array(issue, { maxLength: 4 }), odd) }),
)

test('any body is read into words, lists and nothing else', () => {
  fc.assert(
    fc.property(body, (given) => {
      const read = readErrorBody(given)
      expect([typeof read.message, typeof read.error_code]).toEqual([
        expect.stringMatching(/^(string|undefined)$/),
        expect.stringMatching(/^(string|undefined)$/),
      ])
      for (const { field, message } of read.fieldErrors) {
        expect([typeof field, typeof message]).toEqual(['string', 'string'])
      }
      expect(read.suggestions.every((one) => typeof one === 'string')).toBe(true)
      expect(read.links.filter(({ url }) => !/^https?:\/\//i.test(new URL(url).href))).toEqual([])
    }),
    { numRuns: 500 },
  )
})

test('any answer becomes a sentence that can be shown', () => {
  const raw = fc.oneof(
    body.map((one) => JSON.stringify(one)),
    fc.string({ unit: 'binary' }),
    fc.constant('<html>'),
  )
  fc.assert(
    fc.property(
      fc.integer({ min: 300, max: 599 }),
      raw,
      fc.string(),
      (status, text, statusText) => {
        const error = errorOfAnswer(
          'POST /cvms',
          { status, statusText, headers: new Headers() },
          text,
          NOW,
        )
        const { title, explanation, action, suggestions } = sentence(error)
        for (const words of [title, explanation, action, ...suggestions, shortSentence(error)]) {
          expect(typeof words).toBe('string')
          expect(words).not.toMatch(/\[object|undefined$|^undefined/)
        }
        expect(title.length).toBeGreaterThan(0)
        const approval = approvalOf(error)
        expect(approval === undefined || status === 465).toBe(true)
      },
    ),
    { numRuns: 500 },
  )
})

test('any Retry-After is a time that can be waited, or none', () => {
  const header = fc.oneof(
    fc.string(),
    fc.double().map(String),
    fc.stringMatching(/^\d{1,400}(\.\d{1,9})?$/),
    fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
  )
  fc.assert(
    fc.property(header, (text) => {
      const ms = retryAfterMs(text, NOW)
      expect(ms === undefined || (ms >= 0 && ms <= 86_400_000)).toBe(true)
    }),
    { numRuns: 500 },
  )
})
