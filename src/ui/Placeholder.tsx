import { SkeletonLines } from './SkeletonLines.tsx'

/** The shape of what is on its way, and for screen readers its name: "Loading the quotas". */
export function Placeholder({
  label,
  height,
}: {
  label: string
  /** A class that gives it the height of what replaces it: "h-40". */
  height: string
}) {
  return (
    <div role="status" aria-label={label}>
      <SkeletonLines height={height} />
    </div>
  )
}
