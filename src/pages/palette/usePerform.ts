import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from 'react-router'
import { workspaceKey } from '../../contract/workspaceKey.ts'
import { paths } from '../../paths.ts'
import { sessionQuery } from '../../queries/session.ts'
import { useActions } from '../actions/actions-context.ts'
import { type Command, keyOf } from './command.ts'
import { remember } from './recent.ts'

/** Does what was chosen. The palette is gone before a dialog comes, which gives the focus back to the page. */
export function usePerform({
  onClose,
  onShortcuts,
  onAsk,
}: {
  onClose: () => void
  onShortcuts: () => void
  /** Goes on with this text. */
  onAsk: (text: string) => void
}): (command: Command) => void {
  const navigate = useNavigate()
  const client = useQueryClient()
  const { run, showCode } = useActions()
  return (command) => {
    if (command.kind === 'verb') return onAsk(`${command.label} `)
    if (command.kind === 'shortcuts') return onShortcuts()
    const session = client.getQueryData(sessionQuery().queryKey)
    // An identifier that was typed may be anything; the page that it leads to is remembered.
    if (session && command.kind !== 'address') remember(workspaceKey(session), keyOf(command))
    onClose()
    switch (command.kind) {
      case 'cvm':
        return void navigate(paths.cvm(command.cvm.id))
      case 'address':
        return void navigate(paths.cvm(command.id))
      case 'page':
      case 'tab':
        return void navigate(command.path)
      case 'action':
        return run(command.action, command.cvm)
      case 'code':
        return showCode(command.cvm)
    }
  }
}
