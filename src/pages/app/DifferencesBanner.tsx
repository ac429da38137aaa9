import type { CvmInfo } from '../../contract/cvm.ts'
import type { Difference, DifferenceField } from '../../cvm/differences.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Hash } from '../../ui/Hash.tsx'
import { replicaNames } from './replica-names.ts'

const NAMED = 20

const WORDS: Record<DifferenceField, string> = {
  compose_hash: 'Compose hash',
  os: 'OS image',
  size: 'Size',
  visibility: 'Public',
  gateway: 'Gateway',
}

/** Where the replicas are not the same, and which has what. */
export function DifferencesBanner({
  differences,
  cvms,
}: {
  differences: readonly Difference[]
  cvms: readonly CvmInfo[]
}) {
  const names = replicaNames(cvms)
  return (
    <Banner tone="warn">
      <p className="font-semibold">The replicas of this app differ.</p>
      <p>
        An update reaches one CVM, not its app. Its revisions bring the others to the same version.
      </p>
      <dl className="mt-2 flex flex-col gap-1.5">
        {differences.map(({ field, groups }) => (
          <div key={field} className="grid gap-x-4 sm:grid-cols-[8rem_1fr]">
            <dt className="font-medium">{WORDS[field]}</dt>
            <dd>
              <ul>
                {groups.map(({ value, ids }) => (
                  <li key={value} className="wrap-anywhere">
                    {field === 'compose_hash' ? <Hash label="Compose hash" value={value} /> : value}
                    <span className="text-muted">
                      {' '}
                      –{' '}
                      {ids
                        .slice(0, NAMED)
                        .map((id) => names.get(id))
                        .join(', ')}
                      {ids.length > NAMED && ` and ${ids.length - NAMED} more`}
                    </span>
                  </li>
                ))}
              </ul>
            </dd>
          </div>
        ))}
      </dl>
    </Banner>
  )
}
