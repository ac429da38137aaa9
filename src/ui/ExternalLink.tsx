import type { ReactNode } from 'react'
import { Icon } from './Icon.tsx'
import { VisuallyHidden } from './VisuallyHidden.tsx'

/** A link out of the app, in a new tab; says so. The target learns nothing about this page. */
export function ExternalLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a
      href={href}
      target="_blank"
      rel="noopener noreferrer"
      className="inline-flex max-w-full items-center gap-1 text-accent underline-offset-2 hover:underline"
    >
      <span className="min-w-0 wrap-anywhere">{children}</span>
      <Icon name="external" className="size-3.5!" />
      <VisuallyHidden>(opens in a new tab)</VisuallyHidden>
    </a>
  )
}
