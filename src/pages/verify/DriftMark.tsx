import { Link } from 'react-router'
import type { CvmInfo } from '../../contract/cvm.ts'
import { paths } from '../../paths.ts'
import { groupsOf } from '../../trust/drift.ts'
import { Badge } from '../../ui/Badge.tsx'
import { shorten } from '../../ui/Hash.tsx'
import { StatusMark } from '../../ui/StatusMark.tsx'
import { useTooltip } from '../../ui/Tooltip.tsx'
import { useDrift } from './useDrift.ts'

/** Beside a CVM's name: in what it is no longer what was marked as known good. Nothing when it is. */
export default function DriftMark({ cvm }: { cvm: CvmInfo }) {
  const { drift } = useDrift(cvm)
  const { anchor, tip } = useTooltip(
    drift
      .map(({ label, before, now }) => `${label}: ${shorten(before)} → ${shorten(now)}`)
      .join('; '),
  )
  if (drift.length === 0) return null
  return (
    <>
      <Link
        {...anchor}
        to={paths.cvm(cvm.id, 'attestation')}
        aria-label={`${cvm.name} has changed since it was known good: ${groupsOf(drift)}`}
        className="shrink-0 rounded-sm"
      >
        <Badge tone="warn">
          <StatusMark tone="warn" /> {groupsOf(drift)} changed
        </Badge>
      </Link>
      {tip}
    </>
  )
}
