import { Skeleton } from './Skeleton.tsx'

const WIDTHS = ['w-1/3', 'w-full', 'w-5/6', 'w-2/3']

/** Grey bars where a part of a page will be, as high together as that part. Screen readers skip them. */
export function SkeletonLines({
  height,
}: {
  /** A class: "h-40". */
  height: string
}) {
  return (
    <div className={`${height} flex flex-col gap-3 overflow-hidden py-1`}>
      {WIDTHS.map((width) => (
        <Skeleton key={width} className={`${width} shrink-0`} />
      ))}
    </div>
  )
}
