import { useQuery } from '@tanstack/react-query'
import { bareAppId } from '../../contract/ids.ts'
import type { CvmInfo } from '../../contract/cvm.ts'
import { type CvmTab, paths } from '../../paths.ts'
import { cvmListQuery } from '../../queries/cvmList.ts'
import { SkeletonLines } from '../../ui/SkeletonLines.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { TextLink } from '../../ui/TextLink.tsx'
import { Time } from '../../ui/Time.tsx'
import { CvmStatus } from '../status/CvmStatus.tsx'

/** A name or an app id that several CVMs share: which one is meant? */
export function CvmChooser({ cvmId, tab }: { cvmId: string; tab: CvmTab | undefined }) {
  const { data } = useQuery(cvmListQuery())
  const found = data?.items.filter((cvm) => isCalled(cvm, cvmId))
  return (
    <div className="flex max-w-3xl flex-col gap-4">
      <PageHeader title="Which CVM?" within={['CVMs']} />
      <p>
        Several CVMs share <code className="wrap-anywhere">{cvmId}</code>. Choose the one that is
        meant; its own link is never ambiguous.
      </p>
      {found && data?.complete ? (
        <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
          {found.map((cvm) => (
            <li key={cvm.id} className="flex flex-wrap items-center gap-x-6 gap-y-1 px-4 py-3">
              <span className="min-w-48 flex-1">
                <TextLink to={paths.cvm(cvm.id, tab)}>{cvm.name}</TextLink>
                <span className="block font-mono text-sm text-muted wrap-anywhere">{cvm.id}</span>
              </span>
              <CvmStatus cvm={cvm} clamp />
              <span className="text-sm text-muted">
                {cvm.node_info?.name} {cvm.created_at && <Time at={cvm.created_at} />}
              </span>
            </li>
          ))}
        </ul>
      ) : (
        <div role="status" aria-label="Looking for them" className="flex flex-col gap-3">
          <SkeletonLines height="h-14" />
          <SkeletonLines height="h-14" />
        </div>
      )}
    </div>
  )
}

function isCalled(cvm: CvmInfo, id: string): boolean {
  const wanted = id.toLowerCase()
  return (
    cvm.name.toLowerCase() === wanted ||
    (cvm.app_id !== null && cvm.app_id !== undefined && bareAppId(cvm.app_id) === bareAppId(id))
  )
}
