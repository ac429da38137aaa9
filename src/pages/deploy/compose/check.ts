import type { ComposeCheck } from '../../compose/useComposeCheck.ts'
import type { ComposeDraft } from '../draft/draft.ts'
import type { Issue } from '../issue.ts'

/** What blocks the step: no file, or errors in it. Warnings and hints do not. */
export function composeIssues(draft: ComposeDraft, check: ComposeCheck): Issue[] {
  const field = 'docker_compose_file'
  if (draft.docker_compose_file.trim() === '') {
    return [{ field, message: 'Write, upload or choose a Docker Compose file.' }]
  }
  if (check.pending) return [{ field, message: 'Checking the file…' }]
  const errors = check.problems.filter(({ severity }) => severity === 'error')
  return errors.map(({ message, line }) => ({ field, message, line }))
}
