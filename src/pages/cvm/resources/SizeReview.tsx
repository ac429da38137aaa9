import type { Quotas } from '../../../contract/account.ts'
import type { InstanceType } from '../../../contract/instanceTypes.ts'
import { gpuMinimum, perHour, perMonth, STORAGE_NOTE } from '../../../cvm/money.ts'
import type { Cvm } from '../../../queries/cvmRow.ts'
import { Dash } from '../../../ui/KeyValue.tsx'
import { Table, Td, Th } from '../../../ui/Table.tsx'
import { type CvmSize, rateOf, type Resize, sizeOfCvm } from './resize.ts'

/** Before and after side by side, with what is left of the workspace's quota. */
export function SizeReview({
  cvm,
  plan,
  type,
  quotas,
}: {
  cvm: Cvm
  plan: Resize
  type: InstanceType | undefined
  quotas: Quotas | undefined
}) {
  const now = sizeOfCvm(cvm)
  const { after } = plan
  const left = quotas?.quotas
  const before = cvm.resource.compute_billing_price
  const rate = rateOf(after, type)
  return (
    <div className="rounded-md border border-line">
      <Table label="Before and after" stacked>
        <thead>
          <tr className="border-b border-line">
            <Th>What</Th>
            <Th end>Now</Th>
            <Th end>Afterwards</Th>
            <Th end>Left in the workspace</Th>
          </tr>
        </thead>
        <tbody>
          <Line what="vCPU" of={(size) => size.vcpu} left={left?.vcpu} {...{ now, after }} />
          <Line
            what="Memory"
            of={(size) => size.memory}
            left={left?.memory_mb}
            write={(mb) => `${grouped(mb / 1024)} GB`}
            {...{ now, after }}
          />
          <Line
            what="Disk"
            of={(size) => size.disk}
            left={left?.disk_gb}
            write={(gb) => `${grouped(gb)} GB`}
            {...{ now, after }}
          />
          <tr>
            <Td header>Price of compute</Td>
            <Td end term="Now">
              {before ? <Price rate={before} /> : <Dash />}
            </Td>
            <Td end term="Afterwards">
              {rate ? <Price rate={rate} /> : 'not in the price list'}
            </Td>
            <Td end>{null}</Td>
          </tr>
        </tbody>
      </Table>
      <p className="border-t border-line px-4 py-2 text-sm text-muted">
        {type?.requires_gpu && gpuMinimum(type.hourly_rate)} {STORAGE_NOTE}
      </p>
    </div>
  )
}

const grouped = (value: number) => value.toLocaleString('en')

function Line({
  what,
  of,
  now,
  after,
  left,
  write = grouped,
}: {
  what: string
  of: (size: CvmSize) => number | null
  now: CvmSize
  after: CvmSize
  left: { limit: number | null; remaining: number | null } | undefined
  write?: (value: number) => string
}) {
  const [before, then] = [of(now), of(after)]
  return (
    <tr className="border-b border-line">
      <Td header>{what}</Td>
      <Td end term="Now">
        {before === null ? <Dash /> : write(before)}
      </Td>
      <Td
        end
        term="Afterwards"
        className={before === then ? undefined : 'font-semibold text-accent'}
      >
        {then === null ? <Dash /> : write(then)}
      </Td>
      <Td end term="Left in the workspace">
        {left === undefined ? (
          <Dash />
        ) : left.remaining === null ? (
          'no limit'
        ) : (
          write(left.remaining)
        )}
      </Td>
    </tr>
  )
}

function Price({ rate }: { rate: string }) {
  return (
    <>
      {perHour(rate)}
      <span className="block text-sm text-muted">{perMonth(rate)}</span>
    </>
  )
}
