import { createContext, useContext } from 'react'
import type { ActionId } from '../../cvm/actions.ts'
import type { CvmRow } from '../../queries/cvmRow.ts'
import type { Together } from './teller.ts'

export type Actions = {
  /**
   * Does an action to a CVM as the table in cvm/actions.ts says: at once, or after its dialog. What
   * becomes of it is told by toasts and by the CVM's own status.
   */
  run: (action: ActionId, cvm: CvmRow) => void
  /** Shows how other clients do what can be done to it. */
  showCode: (cvm: CvmRow) => void
  /** The action that was asked for and is not accepted yet. */
  pending: (cvmId: string) => ActionId | undefined
  /** One toast for many: the CVMs of a bulk action are not told of one by one. */
  together: (action: ActionId) => Promise<Together>
}

export const ActionsContext = createContext<Actions | null>(null)

/** The actions on CVMs, from anywhere inside the app's frame. */
export function useActions(): Actions {
  const actions = useContext(ActionsContext)
  if (!actions) throw new Error('useActions needs an ActionsProvider around it')
  return actions
}
