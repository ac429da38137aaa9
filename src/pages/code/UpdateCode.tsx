import { useQuery } from '@tanstack/react-query'
import type { Update } from '../../cvm/code/update.ts'
import { updateCode } from '../../cvm/code/updateCode.ts'
import { sessionQuery } from '../../queries/session.ts'
import { CodeDialog } from './CodeDialog.tsx'
import { prefixOf } from './prefix.ts'

/** A change to a CVM, as it would be sent now, as code. */
export function UpdateCode({
  cvm,
  update,
  onClose,
}: {
  cvm: { id: string; name: string }
  update: Update
  onClose: () => void
}) {
  const { data: session } = useQuery(sessionQuery())
  return (
    <CodeDialog
      title={`Change ${cvm.name} as code`}
      prefix={prefixOf(session)}
      snippet={(language, prefix) => updateCode(language, update, cvm.id, prefix)}
      onClose={onClose}
    />
  )
}
