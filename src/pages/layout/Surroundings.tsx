import type { Session } from '../../contract/session.ts'
import { Icon } from '../../ui/Icon.tsx'
import { connectionName } from './connection-name.ts'

/** Where one is: connection and workspace, and that a sandbox is one. Never hidden. */
export function Surroundings({ session }: { session: Session }) {
  const { connection, workspace } = session
  return (
    <div className="flex min-w-0 flex-wrap items-center gap-x-2.5 gap-y-1 text-sm sm:gap-x-3">
      <p className="flex min-w-0 items-center gap-1.5">
        <span className="sr-only">Connection</span>
        <span className="whitespace-nowrap">{connectionName(connection)}</span>
        <span aria-hidden="true" className="text-line-strong">
          /
        </span>
        <span className="sr-only">Workspace</span>
        <span className="truncate font-medium" title={workspace.name}>
          {workspace.name}
        </span>
      </p>
      {connection === 'sandbox' && (
        <p className="inline-flex items-center overflow-hidden rounded-sm bg-warn-soft text-xs font-medium text-warn">
          <span className="flex items-center self-stretch px-1 hatch sm:px-1.5">
            <Icon name="warning" className="size-3.5! rounded-[2px] bg-warn-soft" />
          </span>
          <span className="px-1.5 py-0.5 sm:px-2">Sandbox: nothing here is a real TEE</span>
        </p>
      )}
    </div>
  )
}
