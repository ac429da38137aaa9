import { useQuery } from '@tanstack/react-query'
import type { Quotas } from '../../contract/account.ts'
import { quotasQuery } from '../../queries/account.ts'
import { Card } from '../../ui/Card.tsx'
import { Meter } from '../../ui/Meter.tsx'
import { Time } from '../../ui/Time.tsx'
import { Loaded } from '../errors/Loaded.tsx'
import { quotaLines } from './quota-lines.ts'

/** How much of what the workspace may use is in use. */
export function QuotasCard({ slug }: { slug: string | null }) {
  const quotas = useQuery({ ...quotasQuery(slug ?? ''), enabled: slug !== null })
  return (
    <Card
      title="Quotas"
      actions={
        quotas.data && (
          <span className="text-sm text-muted">
            as of <Time at={quotas.data.as_of} />
          </span>
        )
      }
    >
      {slug === null ? (
        <p className="text-muted">
          This workspace has no short name (slug), and the API tells quotas by that only.
        </p>
      ) : (
        <Loaded query={quotas} label="Loading the quotas" height="h-60">
          {(data) => <QuotaLines quotas={data} />}
        </Loaded>
      )}
    </Card>
  )
}

function QuotaLines({ quotas }: { quotas: Quotas }) {
  const { misconfigured } = quotas.reserved_gpu
  return (
    <>
      <dl className="flex flex-col gap-3">
        {quotaLines(quotas).map(({ name, used, limit, text }) => (
          <div key={name} className="grid gap-x-4 gap-y-0.5 sm:grid-cols-[8rem_1fr]">
            <dt className="font-medium">{name}</dt>
            <dd>
              {used === undefined || limit === null ? (
                <span className="text-sm text-muted">{text}</span>
              ) : (
                <Meter label={name} value={used} max={limit} text={text} below />
              )}
            </dd>
          </div>
        ))}
      </dl>
      {misconfigured ? (
        <p className="mt-4 text-sm text-warn">
          Reserved GPUs that are not on the workspace’s reserved nodes: {misconfigured}.
        </p>
      ) : null}
    </>
  )
}
