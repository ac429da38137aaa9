import { type DragEvent, type Ref, useRef, useState } from 'react'
import type { CodeEditorHandle } from '../../../ui/code/code-types.ts'
import { CodeEditor } from '../../../ui/code/CodeEditor.tsx'
import { Banner } from '../../../ui/Banner.tsx'
import { cx } from '../../../ui/class-names.ts'
import { Disclosure } from '../../../ui/Disclosure.tsx'
import { FieldError } from '../../../ui/Field.tsx'
import { TextArea } from '../../../ui/TextArea.tsx'
import type { Wizard } from '../useWizard.ts'
import { Problems } from '../../compose/Problems.tsx'
import { readComposeFile } from '../../compose/readComposeFile.ts'
import { UploadCompose } from '../../compose/UploadCompose.tsx'
import { shareOfLimit } from '../../compose/useComposeCheck.ts'
import { ComposeHeading } from './ComposeHeading.tsx'
import { StartFromTemplate } from './StartFromTemplate.tsx'

const FIELD = 'docker_compose_file'

/** Step 1: what the CVM runs. */
export function ComposeStep({
  wizard,
  heading,
}: {
  wizard: Wizard
  heading: Ref<HTMLHeadingElement>
}) {
  const { draft, change, check } = wizard
  const { docker_compose_file, pre_launch_script } = draft.compose
  const editor = useRef<CodeEditorHandle>(null)
  const [trouble, setTrouble] = useState<string>()
  const [dragged, setDragged] = useState(false)

  const setText = (text: string) =>
    change(({ compose }) => ({ compose: { ...compose, docker_compose_file: text } }))
  const replace = (text: string) => {
    // Through the editor, so that Undo brings back what was there.
    editor.current?.replaceText(text)
    setText(text)
    editor.current?.focus()
  }
  const read = async (file: File | undefined) => {
    if (!file) return
    const text = await readComposeFile(file)
    setTrouble(text.ok ? undefined : text.reason)
    if (text.ok) replace(text.text)
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setDragged(false)
    void read(event.dataTransfer.files[0])
  }
  const carriesFile = (event: DragEvent) => event.dataTransfer.types.includes('Files')

  return (
    <>
      <ComposeHeading
        heading={heading}
        actions={
          <div className="flex flex-wrap gap-2">
            <StartFromTemplate
              replaces={docker_compose_file.trim() !== ''}
              onChoose={replace}
              onChosen={() => editor.current?.focus()}
            />
            <UploadCompose onChoose={read} />
          </div>
        }
      />
      {trouble && <Banner tone="bad">{trouble}</Banner>}
      <div
        role="presentation"
        className={cx('rounded-md', dragged && 'outline-2 outline-offset-2 outline-accent')}
        onDragOverCapture={(event) => {
          if (!carriesFile(event)) return
          event.preventDefault()
          setDragged(true)
        }}
        onDragLeave={() => setDragged(false)}
        onDropCapture={(event) => {
          if (carriesFile(event)) drop(event)
        }}
      >
        <CodeEditor
          key={wizard.editing.writer}
          handle={editor}
          label="Docker Compose file"
          language="yaml"
          defaultValue={docker_compose_file}
          onChange={setText}
          problems={check.problems}
          invalid={Boolean(wizard.refusal(FIELD))}
          className="h-[clamp(16rem,calc(100dvh-30rem),48rem)]"
        />
        <FieldError id="compose-refused" error={wizard.refusal(FIELD)} />
        {shareOfLimit(check.bytes) > 0.5 && (
          <p className="mt-1 text-sm text-muted tabular-nums">
            {Math.ceil(check.bytes / 1024)} of 200 KB
          </p>
        )}
      </div>
      <Disclosure summary="Pre-launch script" open={pre_launch_script !== ''}>
        <TextArea
          label="Pre-launch script"
          mono
          rows={6}
          hint="A shell script that runs in the CVM before the containers start. It is measured with the file."
          error={wizard.refusal('pre_launch_script')}
          value={pre_launch_script}
          onChange={(event) => {
            const text = event.target.value
            change(({ compose }) => ({ compose: { ...compose, pre_launch_script: text } }))
          }}
        />
      </Disclosure>
      <Problems
        check={check}
        isEmpty={docker_compose_file.trim() === ''}
        onGo={({ line, column }) => editor.current?.goTo(line, column)}
        onFix={(edits) => {
          editor.current?.applyEdits(edits)
          editor.current?.focus()
        }}
      />
    </>
  )
}
