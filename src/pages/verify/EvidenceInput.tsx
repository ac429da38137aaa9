import { useState } from 'react'
import { readFile, readText, type Bundle } from '../../trust/readEvidence.ts'
import { Button } from '../../ui/Button.tsx'
import { FileButton } from '../../ui/FileButton.tsx'
import { cx } from '../../ui/class-names.ts'
import { FieldError } from '../../ui/Field.tsx'
import { TextArea } from '../../ui/TextArea.tsx'

/** Takes evidence as text or as files, chosen or dropped. All of it stays in this browser. */
export function EvidenceInput({ onRead }: { onRead: (bundles: readonly Bundle[]) => void }) {
  const [text, setText] = useState('')
  const [problem, setProblem] = useState<string>()
  const [fileProblem, setFileProblem] = useState<string>()
  const [over, setOver] = useState(false)

  const check = () => {
    const read = readText(text)
    setProblem(read.ok ? undefined : read.reason)
    if (read.ok) onRead(read.bundles)
  }
  const take = async (files: readonly File[]) => {
    const reads = await Promise.all(
      files.map(async (file) => ({
        name: file.name,
        read: readFile(new Uint8Array(await file.arrayBuffer())),
      })),
    )
    const refused = reads.flatMap(({ name, read }) => (read.ok ? [] : [`${name}: ${read.reason}`]))
    setFileProblem(refused.length > 0 ? refused.join(' ') : undefined)
    const bundles = reads.flatMap(({ read }) => (read.ok ? read.bundles : []))
    if (bundles.length > 0) onRead(bundles)
  }

  return (
    <div
      className={cx(
        'flex flex-col gap-3 rounded-md border border-dashed p-3',
        over ? 'border-accent bg-accent-soft' : 'border-line-strong/60',
      )}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        void take([...event.dataTransfer.files])
      }}
    >
      <TextArea
        mono
        rows={4}
        label="Quote or evidence"
        hint="A quote in hex or base64, JSON with quote, event log and app_compose, an answer of the API, or a receipt. Drop files anywhere here; collateral and event logs can be added one by one."
        error={problem}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <div className="flex flex-wrap gap-2">
        <Button variant="primary" icon="shield" onClick={check}>
          Verify
        </Button>
        <FileButton label="Evidence files" multiple onChoose={(files) => void take(files)}>
          Choose files
        </FileButton>
      </div>
      <FieldError id="evidence-files-error" error={fileProblem} />
    </div>
  )
}
