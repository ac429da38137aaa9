import { useEffect, useState } from 'react'
import { checkOf } from '../../compose/checkOf.ts'
import { MAX_PAYLOAD_BYTES, utf8Bytes } from '../../compose/limits.ts'
import type { Problem } from '../../compose/problem.ts'
import type { Reference } from '../../compose/references.ts'

/** What was found in the compose file; `pending` while the text has gone on since. */
export type ComposeCheck = {
  problems: readonly Problem[]
  references: readonly Reference[]
  /** UTF-8 bytes of the file and the pre-launch script. */
  bytes: number
  pending: boolean
}

type Texts = { docker_compose_file: string; pre_launch_script: string }
type Checked = Texts & Pick<ComposeCheck, 'problems' | 'references'>

/**
 * Checks the text in a worker: what was found a moment ago stays until the next answer is there.
 * `variables` are the names that have a value; left out while nobody was asked for values yet.
 */
export function useComposeCheck(
  { docker_compose_file, pre_launch_script }: Texts,
  variables?: readonly string[],
): ComposeCheck {
  const [checked, setChecked] = useState<Checked>()
  const isEmpty = docker_compose_file.trim() === ''
  useEffect(() => {
    if (isEmpty) return
    const texts = { docker_compose_file, pre_launch_script }
    const stop = new AbortController()
    const options = { pre_launch_script, ...(variables && { variables: new Set(variables) }) }
    checkOf(docker_compose_file, options, stop.signal).then(
      (found) => setChecked({ ...texts, ...found }),
      async (error: Error) => {
        if (error.name === 'AbortError') return
        const { unchecked } = await import('./unchecked.ts')
        if (!stop.signal.aborted) setChecked({ ...texts, ...unchecked(docker_compose_file, error) })
      },
    )
    return () => stop.abort()
  }, [docker_compose_file, pre_launch_script, variables, isEmpty])
  const isCurrent =
    checked?.docker_compose_file === docker_compose_file &&
    checked.pre_launch_script === pre_launch_script
  return {
    problems: isEmpty ? [] : (checked?.problems ?? []),
    references: isEmpty ? [] : (checked?.references ?? []),
    bytes: utf8Bytes(docker_compose_file) + utf8Bytes(pre_launch_script),
    pending: !isEmpty && !isCurrent,
  }
}

/** How much of the limit is used, for a meter. */
export const shareOfLimit = (bytes: number): number => bytes / MAX_PAYLOAD_BYTES
