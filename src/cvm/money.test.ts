import { expect, test } from 'vitest'
import { costOfAction, costOfStop, dollars, gpuMinimum, perHour, perMonth } from './money.ts'

test('prices are told an hour and a month, and none where the API says none', () => {
  expect(perHour('0.058')).toBe('$0.058 / hour')
  expect(perMonth('0.058')).toBe('$42.34 / month')
  expect([perHour(''), perMonth('free'), dollars('')]).toEqual([undefined, undefined, undefined])
})

test('a GPU is billed for a day at least, anew at each start', () => {
  expect(gpuMinimum('3.500')).toBe(
    'GPUs are billed for 24 hours at least, anew at each start: $84.00.',
  )
  expect(gpuMinimum('')).toBeUndefined()
})

test('a stop says that storage is still billed, and what starting a GPU again costs', () => {
  expect(costOfStop({ gpus: 0, compute_billing_price: '0.058' })).toBe(
    'Compute is not billed while it is stopped, storage still is.',
  )
  expect(costOfStop({ gpus: 1, compute_billing_price: '3.5' })).toContain('$84.00')
  expect(costOfStop({ gpus: 1 })).not.toContain('$')
})

test('starting says its price, and shutting down what goes on to cost', () => {
  expect(costOfAction('start', { compute_billing_price: '0.058' })).toBe(
    'While it runs, compute costs $0.058 / hour.',
  )
  expect(costOfAction('start', { gpus: 1, compute_billing_price: '3.5' })).toContain('$84.00')
  expect(costOfAction('start', {})).toBeUndefined()
  expect(costOfAction('shutdown', {})).toBe(costOfStop({}))
  expect(costOfAction('restart', { compute_billing_price: '0.058' })).toBeUndefined()
})
