import { Button } from '../../ui/Button.tsx'
import type { CodeLanguage } from '../../ui/code/code-types.ts'
import type { KeptEdit } from '../drafts/useKeptEdit.ts'
import { TwoVersions } from './TwoVersions.tsx'
import type { ServerText } from './useServerText.ts'

/** Two tabs have changed the same text: both versions, and the choice. Nothing without one. */
export function EditedInTwoTabs({
  what,
  language,
  edit,
  kept,
}: {
  /** "compose file" */
  what: string
  language: CodeLanguage
  edit: ServerText
  kept: KeptEdit
}) {
  const { other } = kept
  if (!other) return null
  return (
    <TwoVersions
      name={`The ${what} was also edited in another tab`}
      notice={`The ${what} was also edited in another tab. Below: that one, and the one here. Both are kept until you have chosen.`}
      diff={{
        label: `The ${what}: the other tab’s and this one’s`,
        language,
        before: other.text,
        after: edit.text,
      }}
    >
      <Button onClick={() => kept.choose(edit)}>Keep this one</Button>
      <Button
        onClick={() => {
          edit.adopt(other)
          kept.choose(other)
        }}
      >
        Take the other tab’s
      </Button>
    </TwoVersions>
  )
}
