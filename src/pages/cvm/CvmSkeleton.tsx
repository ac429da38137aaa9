import { Skeleton } from '../../ui/Skeleton.tsx'
import { SkeletonLines } from '../../ui/SkeletonLines.tsx'

/** The page's shape while its CVM is on the way: as high as what replaces it. */
export function CvmSkeleton() {
  return (
    <div role="status" aria-label="Loading the CVM" className="flex flex-col gap-5">
      <div className="flex h-14 items-end justify-between">
        <Skeleton className="h-7 w-64" />
        <Skeleton className="h-8 w-56" />
      </div>
      <Skeleton className="h-9 w-full" />
      <div className="grid gap-4 lg:grid-cols-2">
        {[0, 1].map((at) => (
          <div key={at} className="rounded-lg border border-line bg-surface p-4">
            <SkeletonLines height="h-56" />
          </div>
        ))}
      </div>
    </div>
  )
}
