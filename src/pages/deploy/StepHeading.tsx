import type { ReactNode, Ref } from 'react'

/** The title of a step and what it is for. */
export function StepHeading({
  title,
  heading,
  actions,
  children,
}: {
  title: string
  heading: Ref<HTMLHeadingElement> | undefined
  actions?: ReactNode
  children: ReactNode
}) {
  return (
    <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-2">
      <div className="min-w-0 max-w-3xl">
        <h2 ref={heading} tabIndex={-1} className="text-xl font-semibold outline-none">
          {title}
        </h2>
        <p className="mt-0.5 text-muted">{children}</p>
      </div>
      {actions}
    </div>
  )
}
