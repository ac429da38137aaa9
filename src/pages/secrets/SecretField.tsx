import { useState } from 'react'
import { controlLook } from '../../ui/control-look.ts'
import { cx } from '../../ui/class-names.ts'
import { Field } from '../../ui/Field.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import type { SecretRow } from './rows.ts'

/** The value of one variable, hidden unless asked for. Line breaks in it are kept. */
export function SecretField({
  row,
  value,
  again,
  error,
  onChange,
  onRemove,
}: {
  row: SecretRow
  value: string
  /** It had a value before the page was loaded again. */
  again: boolean
  error: string | undefined
  onChange: (value: string) => void
  onRemove: (() => void) | undefined
}) {
  const [shown, setShown] = useState(false)
  const lines = value.split('\n').length
  return (
    <Field
      label={`Value of ${row.key}`}
      aside={asideOf(row)}
      hint={hintOf(row, again, lines)}
      error={error}
    >
      {(control) => (
        <div className="flex items-start gap-1">
          {shown ? (
            <textarea
              {...control}
              rows={Math.min(8, lines)}
              spellCheck={false}
              autoComplete="off"
              value={value}
              onChange={(event) => onChange(event.target.value)}
              className={cx(controlLook, 'resize-y py-1.5 font-mono')}
            />
          ) : (
            <input
              {...control}
              type="password"
              autoComplete="new-password"
              spellCheck={false}
              // One line cannot hold several: they are shown, or replaced as a whole.
              readOnly={lines > 1}
              value={value}
              onChange={(event) => onChange(event.target.value)}
              onPaste={(event) => {
                const text = event.clipboardData.getData('text')
                if (!text.includes('\n')) return
                event.preventDefault()
                onChange(text)
              }}
              className={cx(controlLook, 'h-8 font-mono read-only:bg-sunken')}
            />
          )}
          <IconButton
            label={`${shown ? 'Hide' : 'Show'} ${row.key}`}
            icon={shown ? 'lock' : 'eye'}
            onClick={() => setShown(!shown)}
          />
          {onRemove && <IconButton label={`Remove ${row.key}`} icon="trash" onClick={onRemove} />}
        </div>
      )}
    </Field>
  )
}

function asideOf({ without, origin, lines }: SecretRow): string {
  const where = lines.length > 0 ? `line ${lines.slice(0, 3).join(', ')}` : 'added'
  const need = { required: 'required', default: 'has a default', empty: '' }[without]
  return [origin === 'compose' && need, where].filter(Boolean).join(', ')
}

function hintOf({ wanted, fallback }: SecretRow, again: boolean, lines: number) {
  if (again) return 'It had a value before the reload. Enter it again.'
  if (lines > 1) return `${lines} lines. Show it to change it.`
  if (wanted) return wanted
  if (fallback !== undefined && fallback !== '') return `Without a value: ${fallback}`
  return undefined
}
