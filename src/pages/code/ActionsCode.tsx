import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type ActionId, ACTIONS, likelyNext } from '../../cvm/actions.ts'
import { actionCode } from '../../cvm/code/actionCode.ts'
import type { CvmRow } from '../../queries/cvmRow.ts'
import { sessionQuery } from '../../queries/session.ts'
import { Select } from '../../ui/Select.tsx'
import { CodeDialog } from './CodeDialog.tsx'
import { prefixOf } from './prefix.ts'

export type ActionsCodeProps = { cvm: CvmRow; onClose: () => void }

/** Every action on one CVM, as code; the one that is most likely next comes first. */
export function ActionsCode({ cvm, onClose }: ActionsCodeProps) {
  const [action, setAction] = useState<ActionId>(likelyNext(cvm) ?? 'delete')
  const { data: session } = useQuery(sessionQuery())
  return (
    <CodeDialog
      title={`${cvm.name} as code`}
      prefix={prefixOf(session)}
      snippet={(language, prefix) => actionCode(language, action, cvm.id, prefix)}
      onClose={onClose}
    >
      <Select
        label="Action"
        value={action}
        onChange={(event) => setAction(event.currentTarget.value as ActionId)}
      >
        {ACTIONS.map(({ id, label }) => (
          <option key={id} value={id}>
            {label}
          </option>
        ))}
      </Select>
    </CodeDialog>
  )
}
