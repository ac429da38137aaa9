import { useEffect, useRef } from 'react'
import { Button } from '../../ui/Button.tsx'
import type { CodeLanguage } from '../../ui/code/code-types.ts'
import { TwoVersions } from './TwoVersions.tsx'
import type { ServerText } from './useServerText.ts'

/** The server's copy has changed since the edit began: both versions, and the choice. */
export function ChangedElsewhere({
  what,
  language,
  edit,
  focus,
}: {
  /** "compose file" */
  what: string
  language: CodeLanguage
  edit: ServerText
  /** Somebody has just tried to apply the edit: the choice is brought before their eyes. */
  focus: boolean
}) {
  const section = useRef<HTMLElement>(null)
  useEffect(() => {
    if (focus) section.current?.focus()
  }, [focus])
  return (
    <TwoVersions
      ref={section}
      name={`The ${what} was changed elsewhere`}
      notice={`The ${what} was changed elsewhere after you began to edit it. Below: what runs now, and yours. Nothing is sent before you have chosen.`}
      diff={{
        label: `The ${what}: theirs and yours`,
        language,
        before: edit.theirs ?? '',
        after: edit.text,
      }}
    >
      <Button onClick={edit.keepMine}>Keep mine</Button>
      <Button onClick={edit.takeTheirs}>Take theirs</Button>
    </TwoVersions>
  )
}
