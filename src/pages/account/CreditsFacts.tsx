import { useQuery } from '@tanstack/react-query'
import type { Me } from '../../contract/account.ts'
import { dollars, perHour } from '../../cvm/money.ts'
import { cvmListQuery } from '../../queries/cvmList.ts'
import { Banner } from '../../ui/Banner.tsx'
import { KeyValue, KeyValueList } from '../../ui/KeyValue.tsx'
import { NotRead } from '../errors/NotRead.tsx'
import { lastsFor, spendingOf } from './spending.ts'

/** What is left, and how fast it goes at the prices that the API names. */
export function CreditsFacts({ credits }: { credits: Me['credits'] }) {
  const query = useQuery(cvmListQuery())
  const { data: list } = query
  const spending = list?.complete ? spendingOf(list.items) : undefined
  const left = Number(credits.balance)
  const lasts = spending && !credits.is_post_paid && lastsFor(left, spending.perHour)
  return (
    <>
      <KeyValueList>
        <KeyValue term="Balance">
          <span className="text-xl font-semibold whitespace-nowrap tabular-nums sm:text-2xl">
            {dollars(credits.balance)}
          </span>
        </KeyValue>
        <KeyValue term="Of it granted">{dollars(credits.granted_balance)}</KeyValue>
        <KeyValue term="Payment">{credits.is_post_paid ? 'afterwards' : 'in advance'}</KeyValue>
        {credits.outstanding_amount != null && (
          <KeyValue term="Outstanding">{dollars(credits.outstanding_amount)}</KeyValue>
        )}
        <KeyValue term="What runs costs">
          {spending && (
            <>
              {perHour(spending.perHour)}
              <span className="block text-sm text-muted">
                {spending.running === 1 ? '1 CVM runs' : `${spending.running} CVMs run`}
                {spending.unpriced > 0 && `, ${spending.unpriced} without a known price`}
              </span>
            </>
          )}
        </KeyValue>
        {lasts && <KeyValue term="The balance lasts for about">{lasts}</KeyValue>}
      </KeyValueList>
      <div className="mt-4 empty:hidden">
        <NotRead query={query}>The CVMs could not be read: what they cost is not known.</NotRead>
        {list?.failed && (
          <Banner tone="warn">
            Only {list.loaded} of {list.total} CVMs could be read: what they cost is not known.
          </Banner>
        )}
      </div>
      <p className="mt-4 text-sm text-muted">
        Compute only. Disks are billed as well, also those of CVMs that are stopped; the API names
        no price for them, nor for traffic.
      </p>
    </>
  )
}
