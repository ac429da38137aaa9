import { useEffect, useState } from 'react'
import { Button } from './Button.tsx'
import { copyText } from './clipboard.ts'
import { Icon } from './Icon.tsx'
import { IconButton } from './IconButton.tsx'
import { VisuallyHidden } from './VisuallyHidden.tsx'

type CopyButtonProps = {
  text: string
  /** What the button is called: "Copy link". */
  label: string
  /** Only the icon is shown; the label stays the accessible name. */
  iconOnly?: boolean
  size?: 'sm' | 'md'
  variant?: 'secondary' | 'quiet'
}

/** Copies, says so beside itself and to screen readers, and says when the browser refused. */
export function CopyButton({
  text,
  label,
  iconOnly = false,
  size = 'md',
  variant = 'secondary',
}: CopyButtonProps) {
  const [outcome, setOutcome] = useState<'copied' | 'refused' | null>(null)
  useEffect(() => {
    if (!outcome) return
    const timer = setTimeout(() => setOutcome(null), 2500)
    return () => clearTimeout(timer)
  }, [outcome])

  const copy = () => void copyText(text).then((ok) => setOutcome(ok ? 'copied' : 'refused'))
  const icon = outcome === 'copied' ? 'check' : outcome === 'refused' ? 'cross' : 'copy'
  return (
    <span className="inline-flex">
      {iconOnly ? (
        <IconButton label={label} icon={icon} size={size} onClick={copy} />
      ) : (
        <Button size={size} variant={variant} onClick={copy}>
          <Icon name={icon} />
          {label}
        </Button>
      )}
      <span role="status">
        {outcome && (
          <VisuallyHidden>
            {outcome === 'copied' ? 'Copied' : 'The browser did not allow copying'}
          </VisuallyHidden>
        )}
      </span>
    </span>
  )
}
