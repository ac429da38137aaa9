import { Link, type LinkProps } from 'react-router'
import { type ButtonSize, type ButtonVariant, buttonLook } from './button-look.ts'
import { cx } from './class-names.ts'
import { Icon, type IconName } from './Icon.tsx'

type LinkButtonProps = LinkProps & {
  variant?: ButtonVariant
  size?: ButtonSize
  icon?: IconName
}

/** A link with the weight of a button: goes somewhere, does nothing. */
export function LinkButton({
  variant = 'secondary',
  size = 'md',
  icon,
  className,
  children,
  ...rest
}: LinkButtonProps) {
  return (
    <Link {...rest} className={cx(buttonLook(variant, size), className)}>
      {icon && <Icon name={icon} />}
      {children}
    </Link>
  )
}
