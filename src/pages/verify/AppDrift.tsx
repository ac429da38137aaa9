import type { CvmInfo } from '../../contract/cvm.ts'
import { paths } from '../../paths.ts'
import { type Baseline, groupsOf } from '../../trust/drift.ts'
import { Card } from '../../ui/Card.tsx'
import { StatusMark } from '../../ui/StatusMark.tsx'
import { TextLink } from '../../ui/TextLink.tsx'
import { Time } from '../../ui/Time.tsx'
import { useBaseline } from './baseline-store.ts'
import { Differences } from './Differences.tsx'
import { useDrift } from './useDrift.ts'

/** How each replica of an app stands to what was marked as known good. Nothing where nothing was. */
export default function AppDrift({ appId, cvms }: { appId: string; cvms: readonly CvmInfo[] }) {
  const baseline = useBaseline(appId)
  if (!baseline) return null
  return (
    <Card
      title="Known good"
      flush
      actions={<TextLink to={paths.app(appId, 'attestation')}>Check now</TextLink>}
    >
      <p className="px-4 py-3 text-muted">
        Marked <Time at={Date.parse(baseline.recorded_at)} />. Compose and OS are compared as the
        API reports them now; everything else as the last check in this browser found it.
      </p>
      <ul aria-label="Known good">
        {cvms.map((cvm) => (
          <Replica key={cvm.id} cvm={cvm} baseline={baseline} />
        ))}
      </ul>
    </Card>
  )
}

function Replica({ cvm, baseline }: { cvm: CvmInfo; baseline: Baseline }) {
  const { drift, checked } = useDrift(cvm)
  return (
    <li className="border-t border-line">
      <p className="flex flex-wrap items-baseline gap-x-2 gap-y-1 px-4 py-2.5">
        <StatusMark tone={drift.length > 0 ? 'warn' : 'good'} className="translate-y-px" />
        <TextLink to={paths.cvm(cvm.id, 'attestation')}>{cvm.name}</TextLink>
        <span>
          {drift.length > 0 ? `has changed: ${groupsOf(drift)}.` : 'has not changed.'}{' '}
          <span className="text-muted">
            {checked ? (
              <>
                Checked <Time at={Date.parse(checked.recorded_at)} />.
              </>
            ) : (
              'Not checked in this browser since.'
            )}
          </span>
        </span>
      </p>
      {drift.length > 0 && (
        <Differences
          label={`What changed in ${cvm.name}`}
          before={`Known good (${baseline.recorded_at.slice(0, 10)})`}
          now="Now"
          drift={drift}
        />
      )}
    </li>
  )
}
