import { useRef, useState } from 'react'
import type { CodeEditorHandle } from '../../../ui/code/code-types.ts'
import { CodeEditor } from '../../../ui/code/CodeEditor.tsx'
import { Banner } from '../../../ui/Banner.tsx'
import { Button } from '../../../ui/Button.tsx'
import { Card } from '../../../ui/Card.tsx'
import { CopyButton } from '../../../ui/CopyButton.tsx'
import { FieldError } from '../../../ui/Field.tsx'
import { Problems } from '../../compose/Problems.tsx'
import { readComposeFile } from '../../compose/readComposeFile.ts'
import { UploadCompose } from '../../compose/UploadCompose.tsx'
import { type ComposeCheck, shareOfLimit } from '../../compose/useComposeCheck.ts'
import type { ServerText } from '../useServerText.ts'

/** The file in the editor, with what is wrong with it. */
export function ComposeEditor({
  edit,
  check,
  refused,
  onChange,
  onDiscard,
}: {
  edit: ServerText
  check: ComposeCheck
  /** What the API said against it. */
  refused: string | undefined
  onChange: (text: string) => void
  onDiscard: () => void
}) {
  const editor = useRef<CodeEditorHandle>(null)
  const [trouble, setTrouble] = useState<string>()
  const read = async (file: File | undefined) => {
    if (!file) return
    const text = await readComposeFile(file)
    setTrouble(text.ok ? undefined : text.reason)
    if (!text.ok) return
    // Through the editor, so that Undo brings back what was there.
    editor.current?.replaceText(text.text)
    onChange(text.text)
    editor.current?.focus()
  }
  return (
    <>
      <Card
        title="Docker Compose file"
        actions={
          <>
            <CopyButton size="sm" text={edit.text} label="Copy compose file" />
            <UploadCompose onChoose={read} />
            <Button
              size="sm"
              icon="trash"
              disabledReason={edit.edited ? undefined : 'Nothing has been changed.'}
              onClick={onDiscard}
            >
              Discard draft
            </Button>
          </>
        }
      >
        {trouble && (
          <div className="mb-3">
            <Banner tone="bad">{trouble}</Banner>
          </div>
        )}
        <CodeEditor
          key={edit.writer}
          handle={editor}
          label="Docker Compose file"
          language="yaml"
          defaultValue={edit.text}
          onChange={onChange}
          problems={check.problems}
          invalid={refused !== undefined}
          className="h-[clamp(16rem,calc(100dvh-28rem),48rem)]"
        />
        <FieldError id="compose-refused" error={refused} />
        {shareOfLimit(check.bytes) > 0.5 && (
          <p className="mt-1 text-sm text-muted tabular-nums">
            {Math.ceil(check.bytes / 1024)} of 200 KB
          </p>
        )}
      </Card>
      <Problems
        check={check}
        isEmpty={edit.text.trim() === ''}
        onGo={({ line, column }) => editor.current?.goTo(line, column)}
        onFix={(edits) => {
          editor.current?.applyEdits(edits)
          editor.current?.focus()
        }}
      />
    </>
  )
}
