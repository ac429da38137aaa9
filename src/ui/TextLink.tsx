import { Link, type LinkProps } from 'react-router'
import { cx } from './class-names.ts'

/** A link within running text or a table cell. */
export function TextLink({ className, ...rest }: LinkProps) {
  return (
    <Link
      {...rest}
      className={cx('text-accent underline underline-offset-2 hover:no-underline', className)}
    />
  )
}
