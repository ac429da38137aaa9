import type { ActionId } from './actions.ts'

/** Hours in the month that prices are quoted for: 365 days of 24 hours in 12 months. */
export const HOURS_PER_MONTH = 730

/** Prices are those of compute, and nobody shall think that a disk costs nothing. */
export const STORAGE_NOTE =
  'The disk is billed as well, also while the CVM is stopped; the API names no price for it.'

/** What the vendor's price list says of GPUs on demand: each start is billed for this long at least. */
export const GPU_MINIMUM_HOURS = 24

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

/** What each start of a GPU machine costs at least, in a sentence; undefined without a price. */
export function gpuMinimum(rate: string | number): string | undefined {
  const least = dollars(rate === '' ? '' : Number(rate) * GPU_MINIMUM_HOURS)
  return (
    least &&
    `GPUs are billed for ${GPU_MINIMUM_HOURS} hours at least, anew at each start: ${least}.`
  )
}

type Billed = {
  gpus?: number | null | undefined
  compute_billing_price?: string | null | undefined
}

/** What an action that asks nothing before it is done changes of what is billed. */
export function costOfAction(action: ActionId, billed: Billed): string | undefined {
  if (action === 'shutdown') return costOfStop(billed)
  if (action !== 'start') return undefined
  const price = perHour(billed.compute_billing_price ?? '')
  const least = billed.gpus ? gpuMinimum(billed.compute_billing_price ?? '') : undefined
  return price && [`While it runs, compute costs ${price}.`, least].filter(Boolean).join(' ')
}

/** What goes on to cost something after a stop, and what the next start will cost at least. */
export function costOfStop({ gpus, compute_billing_price }: Billed): string {
  const least = gpus ? gpuMinimum(compute_billing_price ?? '') : undefined
  return ['Compute is not billed while it is stopped, storage still is.', least]
    .filter(Boolean)
    .join(' ')
}
