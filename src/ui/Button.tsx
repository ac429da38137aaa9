import type { ComponentProps, ReactNode } from 'react'
import { type ButtonSize, type ButtonVariant, buttonLook } from './button-look.ts'
import { cx } from './class-names.ts'
import { Icon, type IconName } from './Icon.tsx'
import { Spinner } from './Spinner.tsx'
import { useTooltip } from './Tooltip.tsx'

export type ButtonProps = Omit<ComponentProps<'button'>, 'disabled' | 'aria-describedby'> & {
  variant?: ButtonVariant
  size?: ButtonSize
  icon?: IconName | undefined
  /** Under way: shown by a spinner; further presses do nothing. */
  pending?: boolean | undefined
  /** Why it cannot be pressed now. There is no disabling without saying why. */
  disabledReason?: string | undefined
  /** What is good to know before it is pressed, on hover and focus. */
  hint?: string | undefined
  children: ReactNode
}

/**
 * A disabled or pending button stays focusable, so that its reason can be read and the focus is not
 * lost while a request runs.
 */
export function Button({
  variant = 'secondary',
  size = 'md',
  icon,
  pending = false,
  disabledReason,
  hint,
  className,
  type = 'button',
  onClick,
  children,
  ...rest
}: ButtonProps) {
  const { anchor, tip } = useTooltip(disabledReason ?? hint)
  const off = pending || disabledReason !== undefined
  return (
    <>
      <button
        {...rest}
        {...anchor}
        type={type}
        aria-disabled={off || undefined}
        aria-busy={pending || undefined}
        className={cx(buttonLook(variant, size), className)}
        onKeyDownCapture={(event) => {
          // A key that is held is one press: the second would meet whatever the first has led to.
          if (event.repeat && event.key === 'Enter') event.preventDefault()
        }}
        onClick={(event) => {
          if (off) event.preventDefault()
          else onClick?.(event)
        }}
      >
        {pending ? <Spinner /> : icon && <Icon name={icon} />}
        {children}
      </button>
      {tip}
    </>
  )
}
