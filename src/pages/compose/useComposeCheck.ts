import { useDeferredValue } from 'react'
import { MAX_PAYLOAD_BYTES, utf8Bytes } from '../../compose/limits.ts'
import type { Problem } from '../../compose/problem.ts'
import { problemsIn } from '../../compose/problems.ts'
import { type Reference, referencesIn } from '../../compose/references.ts'

/** What was found in the compose file; `pending` while the text has gone on since. */
export type ComposeCheck = {
  problems: readonly Problem[]
  references: readonly Reference[]
  /** UTF-8 bytes of the file and the pre-launch script. */
  bytes: number
  pending: boolean
}

/** Checks the text as it was a moment ago, so that typing never waits for the check. */
export function useComposeCheck({
  docker_compose_file,
  pre_launch_script,
}: {
  docker_compose_file: string
  pre_launch_script: string
}): ComposeCheck {
  const text = useDeferredValue(docker_compose_file)
  const script = useDeferredValue(pre_launch_script)
  const isEmpty = text.trim() === ''
  const problems = isEmpty ? [] : problemsIn(text, { pre_launch_script: script })
  const references = isEmpty ? [] : referencesIn(text)
  return {
    problems,
    references,
    bytes: utf8Bytes(text) + utf8Bytes(script),
    pending: text !== docker_compose_file || script !== pre_launch_script,
  }
}

/** How much of the limit is used, for a meter. */
export const shareOfLimit = (bytes: number): number => bytes / MAX_PAYLOAD_BYTES
