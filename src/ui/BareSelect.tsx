import type { ComponentProps, ReactNode } from 'react'
import { cx } from './class-names.ts'
import { controlLook } from './control-look.ts'
import { Icon } from './Icon.tsx'

export type BareSelectProps = Omit<ComponentProps<'select'>, 'className' | 'children' | 'size'> & {
  children: ReactNode
}

/** The browser's own list, in our dress; give it an `aria-label` when there is no label around it. */
export function BareSelect({ children, ...select }: BareSelectProps) {
  return (
    <span className="relative block min-w-0">
      <select {...select} className={cx(controlLook, 'h-8 appearance-none truncate pr-8')}>
        {children}
      </select>
      <Icon
        name="chevronDown"
        className="pointer-events-none absolute top-1/2 right-2 -translate-y-1/2 text-muted"
      />
    </span>
  )
}
