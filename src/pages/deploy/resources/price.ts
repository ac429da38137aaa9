/** How a month is counted for prices: 365 days of 24 hours, divided by 12. */
export const HOURS_A_MONTH = 730

export type Price = { hour: string; month: string }

/**
 * The price of an instance type, from its `hourly_rate` (US dollars an hour, a decimal string).
 * Undefined when the API's text is no price: then none is shown.
 */
export function priceOf(hourly_rate: string): Price | undefined {
  const rate = hourly_rate.trim() === '' ? Number.NaN : Number(hourly_rate)
  if (!Number.isFinite(rate) || rate < 0) return undefined
  return { hour: dollars(rate, 3), month: dollars(rate * HOURS_A_MONTH, 2) }
}

function dollars(amount: number, most: number): string {
  return new Intl.NumberFormat('en-US', {
    style: 'currency',
    currency: 'USD',
    minimumFractionDigits: 2,
    maximumFractionDigits: most,
  }).format(amount)
}
