import { useInfiniteQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { slowAgainst } from '../../../cvm/usualTime.ts'
import { paths } from '../../../paths.ts'
import type { Cvm } from '../../../queries/cvmRow.ts'
import { operationsQuery } from '../../../queries/history.ts'
import { Banner } from '../../../ui/Banner.tsx'
import { TextLink } from '../../../ui/TextLink.tsx'
import { duration } from '../../../ui/time-words.ts'
import { useSecond } from '../../../ui/use-now.ts'

/** Says that what is under way takes more than twice its usual time; nothing as long as it does not. */
export function SlowNotice({ cvm, children }: { cvm: Cvm; children?: ReactNode }) {
  const { status, operation_type, progress } = cvm
  const now = useSecond()
  const { data } = useInfiniteQuery({
    ...operationsQuery(cvm.id),
    // What it took before does not change while it is under way.
    staleTime: 60_000,
    refetchInterval: false,
  })
  const past = data?.pages.flatMap(({ items }) => items) ?? []
  const started_at = progress?.started_at
  const usual = slowAgainst({ status, operation_type, started_at }, past, now)
  if (usual === undefined) return null
  return (
    <div role="status" aria-label="Slow">
      <Banner tone="warn">
        <p>
          <strong className="font-medium">Slow.</strong> It usually takes {duration(usual)}, and has
          taken more than twice as long. Its <TextLink to={paths.cvm(cvm.id, 'logs')}>log</TextLink>{' '}
          may say why.
        </p>
        {children && <div className="mt-2 flex flex-wrap gap-2">{children}</div>}
      </Banner>
    </div>
  )
}
