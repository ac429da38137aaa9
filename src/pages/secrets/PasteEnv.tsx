import { useState } from 'react'
import { parseEnvFile } from '../../compose/envFile.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import type { SecretRow } from './rows.ts'

/** Takes over a whole .env file: quotes, several lines, export and comments as dotenv reads them. */
export function PasteEnv({
  rows,
  initial = '',
  onTake,
  onClose,
}: {
  rows: readonly SecretRow[]
  /** What the text begins with: a file that was chosen. */
  initial?: string
  onTake: (pairs: [string, string][]) => void
  onClose: () => void
}) {
  const [text, setText] = useState(initial)
  const { entries, problems } = parseEnvFile(text)
  const known = new Set(rows.map(({ key }) => key))
  const added = entries.filter(({ key }) => !known.has(key))
  const errors = problems.filter(({ severity }) => severity === 'error')
  return (
    <Dialog
      title="Paste .env"
      wide
      pending={false}
      error={undefined}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            disabledReason={
              entries.length === 0
                ? 'There is no KEY=value in it.'
                : errors.length > 0
                  ? 'Correct the lines named below the text.'
                  : undefined
            }
            onClick={() => onTake(entries.map(({ key, value }) => [key, value]))}
          >
            Take over {entries.length > 0 && entries.length}
          </Button>
        </>
      }
    >
      <TextArea
        label=".env file"
        mono
        rows={12}
        data-autofocus
        autoComplete="off"
        value={text}
        error={errors[0] && `Line ${errors[0].line}: ${errors[0].message}`}
        onChange={(event) => setText(event.target.value)}
      />
      <ul aria-live="polite" className="mt-2 text-sm text-muted">
        {problems
          .filter((problem) => problem !== errors[0])
          .map(({ line, message }) => (
            <li key={`${line} ${message}`}>
              Line {line}: {message}
            </li>
          ))}
        {added.length > 0 && <li>New in the list: {added.map(({ key }) => key).join(', ')}</li>}
      </ul>
    </Dialog>
  )
}
