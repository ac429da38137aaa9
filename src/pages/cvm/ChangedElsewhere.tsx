import { useEffect, useRef } from 'react'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { CodeDiff } from '../../ui/code/CodeDiff.tsx'
import type { CodeLanguage } from '../../ui/code/code-types.ts'
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
    <section
      ref={section}
      tabIndex={-1}
      aria-label={`The ${what} was changed elsewhere`}
      className="flex scroll-mt-20 flex-col gap-3"
    >
      <div role="alert">
        <Banner tone="warn">
          The {what} was changed elsewhere after you began to edit it. Below: what runs now, and
          yours. Nothing is sent before you have chosen.
        </Banner>
      </div>
      <CodeDiff
        label={`The ${what}: theirs and yours`}
        language={language}
        before={edit.theirs ?? ''}
        after={edit.text}
        className="h-72"
      />
      <div className="flex flex-wrap gap-2">
        <Button onClick={edit.keepMine}>Keep mine</Button>
        <Button onClick={edit.takeTheirs}>Take theirs</Button>
      </div>
    </section>
  )
}
