import type { Revision } from '../../../contract/apps.ts'
import { isInTransition } from '../../../cvm/status.ts'
import type { CvmRow } from '../../../queries/cvmRow.ts'
import { Checkbox } from '../../../ui/Checkbox.tsx'
import { CvmStatus } from '../../status/CvmStatus.tsx'
import { replicaNames } from '../replica-names.ts'

/** Which CVMs: each with its status, and whether it runs this revision's file already. */
export function TargetChoice({
  cvms,
  revision,
  chosen,
  onChoose,
}: {
  cvms: readonly CvmRow[]
  revision: Pick<Revision, 'compose_hash'>
  chosen: ReadonlySet<string>
  onChoose: (ids: ReadonlySet<string>) => void
}) {
  const names = replicaNames(cvms)
  const all = cvms.length > 0 && cvms.every(({ id }) => chosen.has(id))
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1 font-medium">CVMs to redeploy</legend>
      <div className="max-h-64 divide-y divide-line overflow-y-auto rounded-md border border-line">
        {cvms.length > 1 && (
          <div className="bg-sunken px-3 py-1.5">
            <Checkbox
              label="All of them"
              checked={all}
              indeterminate={!all && chosen.size > 0}
              onChange={() => onChoose(new Set(all ? [] : cvms.map(({ id }) => id)))}
            />
          </div>
        )}
        {cvms.map((cvm) => (
          <div
            key={cvm.id}
            className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1 px-3 py-2"
          >
            <Checkbox
              label={names.get(cvm.id)}
              hint={noteOf(cvm, revision)}
              checked={chosen.has(cvm.id)}
              onChange={({ target }) => {
                const next = new Set(chosen)
                if (target.checked) next.add(cvm.id)
                else next.delete(cvm.id)
                onChoose(next)
              }}
            />
            <CvmStatus cvm={cvm} clamp />
          </div>
        ))}
      </div>
    </fieldset>
  )
}

function noteOf(cvm: CvmRow, { compose_hash }: Pick<Revision, 'compose_hash'>) {
  if (isInTransition(cvm)) return 'Something is under way there; it may be refused.'
  return cvm.compose_hash === compose_hash ? 'runs this compose file already' : undefined
}
