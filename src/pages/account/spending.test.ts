import { describe, expect, it } from 'vitest'
import { lastsFor, spendingOf } from './spending.ts'

const cvm = (status: string, compute_billing_price?: string, billing_period = 'hourly') => ({
  status,
  resource: { compute_billing_price, billing_period },
})

describe('what runs costs', () => {
  it('adds up what runs, and says of how many no price is known', () => {
    const cvms = [
      cvm('running', '0.058'),
      cvm('running', '0.232'),
      cvm('running'),
      cvm('running', 'free'),
      cvm('running', '9', 'skip'),
      cvm('stopped', '5'),
    ]
    const { perHour, ...counts } = spendingOf(cvms)
    expect(perHour).toBeCloseTo(0.29)
    expect(counts).toEqual({ running: 5, unpriced: 2 })
  })

  it.each([
    [10, 0, undefined],
    [10, 1, '10 hours'],
    [1, 1, '1 hour'],
    [-4, 1, '0 hours'],
    [100, 1, '4 days'],
    [17_520, 1, '2 years'],
  ])('$%d at $%d an hour last %s', (balance, perHour, words) => {
    expect(lastsFor(balance, perHour)).toBe(words)
  })
})
