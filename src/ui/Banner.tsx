import type { ReactNode } from 'react'
import { cx } from './class-names.ts'
import { Icon, type IconName } from './Icon.tsx'

const LOOK = {
  info: ['border-busy/30 bg-busy-soft', 'text-busy', 'info'],
  warn: ['border-warn/35 bg-warn-soft', 'text-warn', 'warning'],
  bad: ['border-bad/40 bg-bad-soft', 'text-bad', 'warning'],
} as const satisfies Record<string, readonly [string, string, IconName]>

/** Something that stays true for a while and that the page must not hide. */
export function Banner({
  tone,
  icon,
  actions,
  children,
}: {
  tone: keyof typeof LOOK
  icon?: IconName
  actions?: ReactNode
  children: ReactNode
}) {
  const [ground, ink, usual] = LOOK[tone]
  return (
    <div className={cx('flex items-start gap-2.5 rounded-md border px-3 py-2', ground)}>
      <Icon name={icon ?? usual} className={cx('mt-0.75', ink)} />
      <div className="min-w-0 flex-1">{children}</div>
      {actions}
    </div>
  )
}
