import { expect, test } from 'vitest'
import { timeSpan } from './time-span.ts'

test('one figure stands at the end of a minute, and more span what they span', () => {
  expect(timeSpan([1000])).toEqual([940, 1000])
  expect(timeSpan([990, 1000])).toEqual([940, 1000])
  expect(timeSpan([100, 1000])).toEqual([100, 1000])
  expect(timeSpan([])).toEqual([0, 60])
})
