import { useQuery } from '@tanstack/react-query'
import { isInTransition } from '../../../cvm/status.ts'
import { paths } from '../../../paths.ts'
import { cvmCompositionQuery } from '../../../queries/observe.ts'
import { Banner } from '../../../ui/Banner.tsx'
import { TextLink } from '../../../ui/TextLink.tsx'
import { SERIAL } from '../logs/source.ts'
import { useCvm } from '../useCvm.ts'
import { BootCard } from './BootCard.tsx'
import { EndpointsCard } from './EndpointsCard.tsx'
import { IdentityCard } from './IdentityCard.tsx'
import { RecentLogCard } from './RecentLogCard.tsx'
import { ReplicasCard } from './ReplicasCard.tsx'
import { ResourcesCard } from './ResourcesCard.tsx'

/** `/cvms/:cvmId`: how it is, where it answers, what it is made of, and its last words. */
export function Component() {
  const cvm = useCvm()
  const composition = useQuery(cvmCompositionQuery(cvm.id))
  return (
    <div className="grid grid-cols-1 items-start gap-4 xl:grid-cols-2">
      {isInTransition(cvm) && (
        <div className="xl:col-span-2">
          <BootCard cvm={cvm} />
        </div>
      )}
      {cvm.boot_error && (
        <div className="xl:col-span-2">
          <Banner tone="bad">
            It did not boot. The{' '}
            <TextLink to={paths.cvm(cvm.id, 'logs', { source: SERIAL })}>serial log</TextLink> says
            how far it came. Mend what it names, then start it again.
          </Banner>
        </div>
      )}
      <ResourcesCard cvm={cvm} />
      <div className="flex min-w-0 flex-col gap-4">
        <EndpointsCard cvm={cvm} />
        <IdentityCard cvm={cvm} />
      </div>
      <div className="min-w-0 xl:col-span-2">
        <RecentLogCard cvm={cvm} composition={composition} />
      </div>
      <div className="min-w-0 xl:col-span-2">
        <ReplicasCard cvm={cvm} />
      </div>
    </div>
  )
}
