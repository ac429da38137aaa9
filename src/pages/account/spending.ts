import type { CvmInfo } from '../../contract/cvm.ts'

/** US dollars an hour, by the API's own price of each CVM that runs. */
export type Spending = { perHour: number; running: number; unpriced: number }

/** What runs now costs. Disks and traffic have no price in the API, and count for nothing here. */
export function spendingOf(cvms: readonly Pick<CvmInfo, 'status' | 'resource'>[]): Spending {
  const running = cvms.filter(({ status }) => status === 'running')
  const rates = running.map(({ resource }) => rateOf(resource))
  return {
    perHour: rates.reduce<number>((sum, rate) => sum + (rate ?? 0), 0),
    running: running.length,
    unpriced: rates.filter((rate) => rate === undefined).length,
  }
}

/** `skip` is what the API says of a CVM that it does not bill. */
function rateOf({ compute_billing_price, billing_period }: CvmInfo['resource']) {
  if (billing_period === 'skip') return 0
  const rate = Number(compute_billing_price)
  return compute_billing_price && Number.isFinite(rate) ? rate : undefined
}

/** "9 days", "5 hours", "2 years": how long a balance lasts; undefined where nothing is spent. */
export function lastsFor(balance: number, perHour: number): string | undefined {
  if (!(perHour > 0)) return undefined
  const hours = Math.max(0, balance) / perHour
  if (hours < 48) return counted(Math.floor(hours), 'hour')
  const days = hours / 24
  return days < 730 ? counted(Math.floor(days), 'day') : counted(Math.floor(days / 365), 'year')
}

const counted = (count: number, unit: string) => `${count} ${unit}${count === 1 ? '' : 's'}`
