import type { ComponentProps } from 'react'
import { type ButtonSize, type ButtonVariant, buttonLook } from './button-look.ts'
import { cx } from './class-names.ts'
import { Icon, type IconName } from './Icon.tsx'
import { Spinner } from './Spinner.tsx'
import { useTooltip } from './Tooltip.tsx'

type IconButtonProps = Omit<ComponentProps<'button'>, 'disabled' | 'children' | 'aria-label'> & {
  /** The accessible name. */
  label: string
  /** Shown instead of the name, which stays what is read out: with its key, say. */
  tip?: string
  icon: IconName
  variant?: ButtonVariant
  size?: ButtonSize
  pending?: boolean | undefined
  disabledReason?: string | undefined
}

/** A button that shows an icon only; its name is read out, and shown on hover and focus. */
export function IconButton({
  label,
  tip: shown = label,
  icon,
  variant = 'quiet',
  size = 'md',
  pending = false,
  disabledReason,
  className,
  onClick,
  ...rest
}: IconButtonProps) {
  const { anchor, tip } = useTooltip(disabledReason ?? shown)
  const { 'aria-describedby': reason, ...handlers } = anchor
  const off = pending || disabledReason !== undefined
  return (
    <>
      <button
        type="button"
        {...rest}
        {...handlers}
        aria-label={label}
        aria-describedby={disabledReason === undefined ? undefined : reason}
        aria-disabled={off || undefined}
        aria-busy={pending || undefined}
        className={cx(buttonLook(variant, size, true), className)}
        onClick={(event) => {
          if (off) event.preventDefault()
          else onClick?.(event)
        }}
      >
        {pending ? <Spinner /> : <Icon name={icon} />}
      </button>
      {tip}
    </>
  )
}
