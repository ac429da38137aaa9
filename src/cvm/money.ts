/** Hours in the month that prices are quoted for: 365 days of 24 hours in 12 months. */
export const HOURS_PER_MONTH = 730

/** Prices are those of compute, and nobody shall think that a disk costs nothing. */
export const STORAGE_NOTE =
  'The disk is billed as well, also while the CVM is stopped; the API names no price for it.'

const hourly = new Intl.NumberFormat('en-US', {
  style: 'currency',
  currency: 'USD',
  minimumFractionDigits: 2,
  maximumFractionDigits: 4,
})
const cents = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' })

/** "$1,000.00" of an amount in US dollars; undefined when it is not a number. */
export function dollars(amount: string | number): string | undefined {
  const value = Number(amount)
  return amount === '' || !Number.isFinite(value) ? undefined : cents.format(value)
}

/** "$0.058 / hour" of a decimal string in US dollars; undefined when it is not a number. */
export function perHour(rate: string | number): string | undefined {
  const dollars = Number(rate)
  return rate === '' || !Number.isFinite(dollars) ? undefined : `${hourly.format(dollars)} / hour`
}

/** "$42.34 / month" of the same hourly rate, for 730 hours. */
export function perMonth(rate: string | number): string | undefined {
  const dollars = Number(rate)
  if (rate === '' || !Number.isFinite(dollars)) return undefined
  return `${cents.format(dollars * HOURS_PER_MONTH)} / month`
}
