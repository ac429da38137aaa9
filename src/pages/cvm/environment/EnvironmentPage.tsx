import { useSuspenseQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { referencesIn } from '../../../compose/references.ts'
import { cvmComposeFileQuery } from '../../../queries/observe.ts'
import { sessionQuery } from '../../../queries/session.ts'
import { useCvm } from '../useCvm.ts'
import { EnvironmentForm } from './EnvironmentForm.tsx'
import { leaveEnvDraft, returnToEnvDraft } from './env-draft.ts'

/** `/cvms/:cvmId/environment`: which variables it has, and new values for all of them. */
export function Component() {
  const cvm = useCvm()
  const { data: file } = useSuspenseQuery(cvmComposeFileQuery(cvm.id))
  const { data: session } = useSuspenseQuery(sessionQuery())
  const draftKey = `${session?.connection}/${session?.workspace.id}/${cvm.id}`
  useEffect(() => {
    returnToEnvDraft(draftKey)
    return () => leaveEnvDraft(draftKey)
  }, [draftKey])
  const existing = [...new Set(file.allowed_envs ?? [])]
  const references = referencesIn(file.docker_compose_file ?? '')
  return (
    <EnvironmentForm cvm={cvm} draftKey={draftKey} existing={existing} references={references} />
  )
}
