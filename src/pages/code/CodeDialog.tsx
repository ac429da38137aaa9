import { useState } from 'react'
import { type ApiPrefix, type Language, LANGUAGES, type Snippet } from '../../cvm/code/languages.ts'
import { Button } from '../../ui/Button.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { cx } from '../../ui/class-names.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { readLanguage, writeLanguage } from './language-store.ts'

type CodeDialogProps = {
  title: string
  /** Above the code: what it is of, where that can be chosen. */
  children?: React.ReactNode
  snippet: (language: Language, prefix: ApiPrefix) => Snippet
  prefix: ApiPrefix
  onClose: () => void
}

/** The same thing in every language that the API has a client for, each with a Copy button. */
export function CodeDialog({ title, children, snippet, prefix, onClose }: CodeDialogProps) {
  const [language, setLanguage] = useState<Language>(readLanguage)
  const { code, notes } = snippet(language, prefix)
  const choose = (next: Language) => {
    setLanguage(next)
    writeLanguage(next)
  }
  return (
    <Dialog
      title={title}
      wide
      onClose={onClose}
      error={undefined}
      pending={false}
      footer={
        <>
          <Button onClick={onClose}>Close</Button>
          {code !== '' && <CopyButton text={code} label="Copy" />}
        </>
      }
    >
      <div className="flex flex-col gap-3">
        {children}
        <div role="group" aria-label="Language" className="flex flex-wrap gap-1">
          {LANGUAGES.map(({ id, label }) => (
            <button
              key={id}
              type="button"
              aria-pressed={id === language}
              onClick={() => choose(id)}
              className={cx(
                'h-8 rounded-md px-2.5 text-sm pointer-coarse:min-h-11',
                id === language
                  ? 'bg-accent-soft font-medium text-ink'
                  : 'text-muted hover:bg-sunken hover:text-ink',
              )}
            >
              {label}
            </button>
          ))}
        </div>
        {notes.map((note) => (
          <p key={note} className="text-sm text-muted">
            {note}
          </p>
        ))}
        {code !== '' && (
          <pre
            tabIndex={0}
            aria-label="Code"
            role="region"
            className="max-h-[55dvh] overflow-auto rounded-md border border-line bg-sunken p-3 font-mono text-[13px]/5"
          >
            {code}
          </pre>
        )}
        <p className="text-sm text-muted">
          The API key is read from the environment variable PHALA_CLOUD_API_KEY.
        </p>
      </div>
    </Dialog>
  )
}
