import { useQuery } from '@tanstack/react-query'
import { quotasQuery } from '../../queries/account.ts'
import { sessionQuery } from '../../queries/session.ts'
import { Banner } from '../../ui/Banner.tsx'
import { NotRead } from '../errors/NotRead.tsx'
import { type Need, quotaLeft } from './quota-left.ts'

/** What the workspace may still have, where it is decided; nothing where the API does not say. */
export function QuotaLeftLine({ need }: { need: Need }) {
  const { data: session } = useQuery(sessionQuery())
  const slug = session?.workspace.slug ?? ''
  const asked = useQuery({ ...quotasQuery(slug), enabled: slug !== '' })
  const { data: quotas } = asked
  if (!quotas) {
    return <NotRead query={asked}>What is left of the quotas could not be read.</NotRead>
  }
  const { left, lacking } = quotaLeft(quotas, need)
  if (left === '') return null
  return (
    <div className="flex flex-col gap-2">
      <p className="text-sm text-muted">Left in the workspace: {left}.</p>
      {lacking.length > 0 && (
        <Banner tone="warn">The quota is not enough: {lacking.join('; ')}.</Banner>
      )}
    </div>
  )
}
