import { type ActionId, ACTIONS, actionOf } from '../../cvm/actions.ts'
import { paths } from '../../paths.ts'
import type { CvmRow } from '../../queries/cvmRow.ts'
import { CVM_TABS } from '../cvm/tabs.ts'

/** Something that can be chosen in the palette. */
export type Command =
  | { kind: 'cvm'; cvm: CvmRow }
  | { kind: 'page'; path: string; label: string }
  /** A page of a CVM, or of its app. */
  | { kind: 'tab'; path: string; label: string; cvm: CvmRow }
  | { kind: 'action'; action: ActionId; cvm: CvmRow }
  | { kind: 'code'; cvm: CvmRow }
  /** A verb without its CVM: choosing it asks for which. */
  | { kind: 'verb'; label: string }
  | { kind: 'shortcuts' }
  /** What is no row of the list (yet) may still be an identifier: its page finds out. */
  | { kind: 'address'; id: string }

export type Group = { heading: string; commands: Command[] }

/** Names a command, so that it can be remembered and is listed once. */
export function keyOf(command: Command): string {
  switch (command.kind) {
    case 'cvm':
      return `cvm ${command.cvm.id}`
    case 'page':
      return `page ${command.path}`
    case 'tab':
      return `tab ${command.cvm.id} ${command.label}`
    case 'action':
      return `action ${command.cvm.id} ${command.action}`
    case 'code':
      return `code ${command.cvm.id}`
    case 'verb':
      return `verb ${command.label}`
    case 'shortcuts':
      return 'shortcuts'
    case 'address':
      return `address ${command.id}`
  }
}

/** What a command is called. */
export function wordsOf(command: Command): string {
  switch (command.kind) {
    case 'cvm':
      return command.cvm.name
    case 'page':
      return command.label
    case 'tab':
      return `${command.label} of ${command.cvm.name}`
    case 'action':
      return `${actionOf(command.action).label} ${command.cvm.name}`
    case 'code':
      return `Show ${command.cvm.name} as code`
    case 'verb':
      return `${command.label} …`
    case 'shortcuts':
      return 'Keyboard shortcuts'
    case 'address':
      return `Open the CVM ${command.id}`
  }
}

/** What can be said before the name of a CVM; `of` is nothing where it is not allowed now. */
export type Verb = {
  label: string
  does: boolean
  of: (cvm: CvmRow) => Command | undefined
}

const actions: readonly Verb[] = ACTIONS.map((action) => ({
  label: action.label,
  does: true,
  of: (cvm) => (action.allowed(cvm) ? { kind: 'action', action: action.id, cvm } : undefined),
}))

const tab = (label: string, path: (cvm: CvmRow) => string | undefined): Verb => ({
  label,
  does: false,
  of: (cvm) => {
    const to = path(cvm)
    return to === undefined ? undefined : { kind: 'tab', path: to, label, cvm }
  },
})

const ofApp =
  (path: (appId: string) => string) =>
  ({ app_id }: CvmRow) =>
    app_id ? path(app_id) : undefined

export const VERBS: readonly Verb[] = [
  ...actions,
  { label: 'Show as code', does: true, of: (cvm) => ({ kind: 'code', cvm }) },
  ...CVM_TABS.map(({ tab: to, label }) => tab(label, (cvm) => paths.cvm(cvm.id, to))),
  tab('App and replicas', ofApp(paths.app)),
  tab(
    'Revisions',
    ofApp((id) => paths.app(id, 'revisions')),
  ),
  tab('Public proof', ofApp(paths.verify)),
]
