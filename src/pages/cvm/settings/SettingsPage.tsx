import { CvmStrangers } from '../../strangers/CvmStrangers.tsx'
import { useCvm } from '../useCvm.ts'
import { DangerZone } from './DangerZone.tsx'
import { ListedCard } from './ListedCard.tsx'
import { NameCard } from './NameCard.tsx'
import { PreLaunchCard } from './PreLaunchCard.tsx'
import { ScheduledDeleteCard } from './ScheduledDeleteCard.tsx'
import { UserConfigCard } from './UserConfigCard.tsx'
import { VisibilityCard } from './VisibilityCard.tsx'

/** `/cvms/:cvmId/settings`: what it is called, who may see it, what runs before it, when it goes. */
export function Component() {
  const cvm = useCvm()
  return (
    <div className="flex max-w-5xl flex-col gap-4">
      <NameCard cvm={cvm} />
      <VisibilityCard cvm={cvm} />
      <ListedCard cvm={cvm} />
      <CvmStrangers cvm={cvm} />
      <PreLaunchCard cvm={cvm} />
      <UserConfigCard cvm={cvm} />
      {/* An API that does not say when a CVM goes cannot be asked to see to it. */}
      {cvm.scheduled_delete_at !== undefined && <ScheduledDeleteCard cvm={cvm} />}
      <DangerZone cvm={cvm} />
    </div>
  )
}
