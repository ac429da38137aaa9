import { useQueryClient } from '@tanstack/react-query'
import { retryConnection, useConnection } from '../../queries/connection.ts'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { clockTime } from '../../ui/time-words.ts'
import { useOnline } from '../../ui/use-online.ts'

/**
 * One banner for everything that is not reached: no network, no server, no API behind it. It leaves
 * by itself; what was loaded stays on screen, and is said to be old.
 */
export function ConnectionBanner() {
  const client = useQueryClient()
  const online = useOnline()
  const connection = useConnection()
  const lost = connection.status === 'lost'
  return (
    <div role="status">
      {(lost || !online) && (
        <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1 border-t border-warn/35 bg-warn-soft px-4 py-1.5 text-sm lg:px-6">
          <Icon name="offline" className="text-warn" />
          <p className="min-w-0 flex-1 basis-60">
            {online ? 'The API does not answer.' : 'There is no network.'}{' '}
            {lost && `What you see is from before ${clockTime(new Date(connection.since))}. `}
            It is tried again by itself.
          </p>
          {lost && (
            <Button
              size="sm"
              pending={connection.retryAt === null}
              onClick={() => void retryConnection(client)}
            >
              Try now
            </Button>
          )}
        </div>
      )}
    </div>
  )
}
