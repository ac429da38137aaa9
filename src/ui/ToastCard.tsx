import { useEffect } from 'react'
import { Link } from 'react-router'
import { buttonLook } from './button-look.ts'
import { cx } from './class-names.ts'
import { Icon } from './Icon.tsx'
import { IconButton } from './IconButton.tsx'
import { type Toast, toast } from './toast.ts'

const STAYS_MS = 6000
const STAYS_WITH_LINK_MS = 10_000

const LOOK = {
  info: ['text-busy', 'arrowRight'],
  done: ['text-good', 'check'],
  error: ['text-bad', 'warning'],
} as const

/** One toast; it leaves by itself unless it must stay, or somebody reads. */
export function ToastCard({ one, held }: { one: Toast; held: boolean }) {
  const stays = one.stays || held
  useEffect(() => {
    if (stays) return
    const ms = one.link || one.action ? STAYS_WITH_LINK_MS : STAYS_MS
    const timer = setTimeout(() => toast.dismiss(one.id), ms)
    return () => clearTimeout(timer)
  }, [stays, one])

  const [ink, icon] = LOOK[one.kind]
  const leave = () => toast.dismiss(one.id)
  return (
    <li className="pointer-events-auto flex items-start gap-2.5 rounded-lg border border-line bg-raised py-2 pr-1.5 pl-3 shadow-raised transition-[opacity,translate] duration-150 starting:translate-y-2 starting:opacity-0">
      <Icon name={icon} className={cx('mt-1.5', ink)} />
      <div className="min-w-0 flex-1 py-1 wrap-anywhere">
        <p className="font-medium">{one.text}</p>
        {one.detail && <p className="text-muted">{one.detail}</p>}
        {(one.link || one.action) && (
          <p className="mt-1 flex gap-3">
            {one.link && (
              <Link
                to={one.link.to}
                onClick={leave}
                className="text-accent underline underline-offset-2"
              >
                {one.link.label}
              </Link>
            )}
            {one.action && (
              <button
                type="button"
                className={buttonLook('secondary', 'sm')}
                onClick={() => {
                  leave()
                  one.action?.onSelect()
                }}
              >
                {one.action.label}
              </button>
            )}
          </p>
        )}
      </div>
      <IconButton label="Dismiss" icon="cross" size="sm" onClick={leave} />
    </li>
  )
}
