import { useQuery } from '@tanstack/react-query'
import { quotasQuery } from '../../../queries/account.ts'
import { instanceTypesQuery } from '../../../queries/catalogue.ts'
import { sessionQuery } from '../../../queries/session.ts'
import { osImagesOfCvmQuery, useCvmUpdate } from '../../../queries/updates.ts'
import { Button } from '../../../ui/Button.tsx'
import { Placeholder } from '../../../ui/Placeholder.tsx'
import { ErrorPanel } from '../../../ui/ErrorPanel.tsx'
import { useHaveAnswered } from '../../errors/useHaveAnswered.ts'
import { problemOf } from '../../errors/problem-of.ts'
import { useCvm } from '../useCvm.ts'
import { OsImageCard } from './OsImageCard.tsx'
import { sizeOfCvm } from './resize.ts'
import { SizeCard } from './SizeCard.tsx'

/** `/cvms/:cvmId/resources`: how large it is and what it boots, and what each change would cost. */
export function Component() {
  const cvm = useCvm()
  const instanceTypes = useQuery(instanceTypesQuery())
  const { data, error, isFetching, refetch } = instanceTypes
  const update = useCvmUpdate(cvm)
  const types = data?.result.flatMap(({ items }) => items)
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
      {types ? (
        <SizeCard key={size} cvm={cvm} types={types} update={update} />
      ) : error ? (
        <ErrorPanel
          problem={problemOf(error)}
          actions={
            <Button size="sm" icon="refresh" pending={isFetching} onClick={() => void refetch()}>
              Try again
            </Button>
          }
        />
      ) : (
        <Placeholder label="Loading the instance types" height="h-120" />
      )}
      <OsImageCard cvm={cvm} />
    </div>
  )
}
