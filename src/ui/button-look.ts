import { cx } from './class-names.ts'

export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger'
export type ButtonSize = 'sm' | 'md'

const VARIANT = {
  primary: 'bg-accent text-accent-ink not-aria-disabled:hover:bg-accent-hover',
  secondary:
    'border border-line-strong/60 bg-surface text-ink not-aria-disabled:hover:border-line-strong not-aria-disabled:hover:bg-hover',
  quiet: 'text-ink not-aria-disabled:hover:bg-hover',
  danger: 'bg-bad-fill text-on-fill not-aria-disabled:hover:bg-bad-fill-hover',
} as const satisfies Record<ButtonVariant, string>

const SIZE = {
  sm: 'h-7 gap-1.5 px-2 text-sm',
  md: 'h-8 gap-2 px-3 text-base',
} as const satisfies Record<ButtonSize, string>

const SQUARE = { sm: 'size-7', md: 'size-8' } as const satisfies Record<ButtonSize, string>

/** The look that buttons and links that look like buttons share. `square` is for an icon alone. */
export const buttonLook = (variant: ButtonVariant, size: ButtonSize, square = false): string =>
  cx(
    'inline-flex shrink-0 forced-colors:border forced-colors:border-[ButtonBorder] forced-colors:bg-[ButtonFace] forced-colors:text-[ButtonText] items-center justify-center rounded-md font-medium whitespace-nowrap select-none',
    'transition-colors duration-100 aria-disabled:opacity-55 pointer-coarse:min-h-11 pointer-coarse:min-w-11',
    VARIANT[variant],
    square ? SQUARE[size] : SIZE[size],
  )
