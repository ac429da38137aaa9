import { useEffect, useState } from 'react'
import { copyText } from './clipboard.ts'
import { cx } from './class-names.ts'
import { useTooltip } from './Tooltip.tsx'
import { VisuallyHidden } from './VisuallyHidden.tsx'

/**
 * A hash or an id: its first 8 and last 4 characters, all of it on hover and focus, a click copies
 * it. `label` says what it is ("Compose hash"). `full` shows everything, wrapped.
 */
export function Hash({
  value,
  label,
  full = false,
}: {
  value: string
  label: string
  full?: boolean
}) {
  const [copied, setCopied] = useState(false)
  const { anchor, tip } = useTooltip(full ? 'Click to copy' : value)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), 2000)
    return () => clearTimeout(timer)
  }, [copied])

  return (
    <>
      <button
        type="button"
        {...anchor}
        aria-label={`Copy ${label} ${value}`}
        className={cx(
          '-mx-1 inline max-w-full rounded-sm px-1 text-left font-mono text-[0.94em] hover:bg-hover pointer-coarse:py-3',
          full ? 'wrap-anywhere' : 'whitespace-nowrap',
          copied && 'text-good',
        )}
        onClick={() => void copyText(value).then(setCopied)}
      >
        {full ? value : shorten(value)}
      </button>
      {tip}
      <span role="status">{copied && <VisuallyHidden>Copied</VisuallyHidden>}</span>
    </>
  )
}

/** First 8 and last 4; a prefix (`0x`, `app_`, `sha256:`) does not count; short ones stay whole. */
export function shorten(value: string): string {
  const prefix = /^(0x|[a-z]+_|[a-z0-9]+:)/.exec(value)?.[0] ?? ''
  const rest = value.slice(prefix.length)
  return rest.length <= 14 ? value : `${prefix}${rest.slice(0, 8)}…${rest.slice(-4)}`
}
