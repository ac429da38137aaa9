import { Command as Cmdk } from 'cmdk'
import { actionOf } from '../../cvm/actions.ts'
import { cx } from '../../ui/class-names.ts'
import { Icon, type IconName } from '../../ui/Icon.tsx'
import { ACTION_ICON } from '../actions/action-icon.ts'
import { CvmStatusWord } from '../status/CvmStatus.tsx'
import { type Command, keyOf, wordsOf } from './command.ts'

/** One line of the palette. */
export function Entry({ command, onSelect }: { command: Command; onSelect: () => void }) {
  const danger = command.kind === 'action' && actionOf(command.action).danger
  return (
    <Cmdk.Item
      value={keyOf(command)}
      onSelect={onSelect}
      className={cx(
        'flex cursor-pointer items-center gap-2.5 rounded-md px-2.5 py-1.5 aria-selected:bg-hover aria-selected:outline aria-selected:outline-line-strong/50 aria-selected:-outline-offset-1 pointer-coarse:min-h-11 forced-colors:aria-selected:outline-2',
        danger && 'text-bad',
      )}
    >
      <Icon name={iconOf(command)} className={danger ? undefined : 'text-muted'} />
      <span className="min-w-0 truncate">{wordsOf(command)}</span>
      <Aside command={command} />
    </Cmdk.Item>
  )
}

function iconOf(command: Command): IconName {
  switch (command.kind) {
    case 'action':
      return ACTION_ICON[command.action]
    case 'code':
      return 'code'
    case 'verb':
      return 'more'
    case 'shortcuts':
      return 'question'
    case 'cvm':
      return 'cpu'
    case 'page':
    case 'tab':
    case 'address':
      return 'arrowRight'
  }
}

/** What tells one from another, at the end of the line. */
function Aside({ command }: { command: Command }) {
  if (command.kind === 'cvm') {
    const { cvm } = command
    return (
      <span className="ml-auto flex shrink-0 items-center gap-3 pl-2 text-sm text-muted">
        <span className="max-sm:hidden">{cvm.node_info?.region}</span>
        <CvmStatusWord cvm={cvm} />
      </span>
    )
  }
  const words =
    command.kind === 'verb'
      ? 'choose a CVM'
      : command.kind === 'action' && actionOf(command.action).dialog !== 'none'
        ? 'asks first'
        : undefined
  return words && <span className="ml-auto shrink-0 pl-2 text-sm text-muted">{words}</span>
}
