import { useQuery } from '@tanstack/react-query'
import { quotasQuery } from '../../../queries/account.ts'
import { instanceTypesQuery } from '../../../queries/catalogue.ts'
import { sessionQuery } from '../../../queries/session.ts'
import { osImagesOfCvmQuery, useCvmUpdate } from '../../../queries/updates.ts'
import { Placeholder } from '../../../ui/Placeholder.tsx'
import { Loaded } from '../../errors/Loaded.tsx'
import { useHaveAnswered } from '../../errors/useHaveAnswered.ts'
import { useCvm } from '../useCvm.ts'
import { OsImageCard } from './OsImageCard.tsx'
import { sizeOfCvm } from './resize.ts'
import { SizeCard } from './SizeCard.tsx'

/** `/cvms/:cvmId/resources`: how large it is and what it boots, and what each change would cost. */
export function Component() {
  const cvm = useCvm()
  const instanceTypes = useQuery(instanceTypesQuery())
  const update = useCvmUpdate(cvm)
  const { vcpu, memory, disk } = sizeOfCvm(cvm)
  // A size that another client has changed meanwhile begins a new form.
  const size = [cvm.resource.instance_type, vcpu, memory, disk].join(' ')
  // Both cards at once: the second one would be pushed down by what the first one has to say.
  const images = useQuery(osImagesOfCvmQuery(cvm.id))
  const { data: session } = useQuery(sessionQuery())
  const slug = session?.workspace.slug ?? ''
  const quotas = useQuery({ ...quotasQuery(slug), enabled: slug !== '' })
  const answered = useHaveAnswered(instanceTypes, images, quotas)
  if (!answered) {
    return <Placeholder label="Loading the instance types" height="h-200" />
  }
  return (
    <div className="flex max-w-5xl flex-col gap-4">
      <Loaded query={instanceTypes} label="Loading the instance types" height="h-120">
        {({ result }) => (
          <SizeCard
            key={size}
            cvm={cvm}
            types={result.flatMap(({ items }) => items)}
            update={update}
          />
        )}
      </Loaded>
      <OsImageCard cvm={cvm} />
    </div>
  )
}
