import { expect, it } from 'vitest'
import { clockTime } from './time-words.ts'

it('tells a time of the day in two figures each, on the clock of the reader', () => {
  const times = [
    new Date(2026, 10, 24, 4, 0, 12),
    new Date(2026, 0, 1),
    new Date(2026, 5, 1, 23, 59),
  ]
  expect(times.map(clockTime)).toEqual(['04:00:12', '00:00:00', '23:59:00'])
})
