import { isInTransition, type StatusView, statusTone, statusWord } from '../../cvm/status.ts'
import { cx } from '../../ui/class-names.ts'
import { StatusMark, toneText } from '../../ui/StatusMark.tsx'

export type CvmStatusView = StatusView & {
  boot_progress?: string | null | undefined
  shutdown_progress?: string | null | undefined
}

/**
 * A CVM's status as everybody sees it: a shape, the word, how far it has come, and a boot error in
 * full beside it. `clamp` cuts a long boot error off after two lines.
 */
export function CvmStatus({ cvm, clamp = false }: { cvm: CvmStatusView; clamp?: boolean }) {
  return (
    <span className="inline-flex min-w-0 flex-col">
      <CvmStatusWord cvm={cvm} />
      {cvm.boot_error && (
        <span
          className={cx('text-sm text-bad wrap-anywhere', clamp && 'line-clamp-2')}
          title={clamp ? cvm.boot_error : undefined}
        >
          {cvm.boot_error}
        </span>
      )}
    </span>
  )
}

/** The same without the boot error, for whoever shows that beside it. */
export function CvmStatusWord({
  cvm,
  className = 'inline-flex',
}: {
  cvm: CvmStatusView
  /** How it is displayed. */
  className?: string
}) {
  const tone = statusTone(cvm)
  const step = isInTransition(cvm) ? stepOf(cvm) : undefined
  return (
    <span className={`${className} min-w-0 items-center gap-1.5`}>
      <StatusMark tone={tone} />
      <span className={cx('min-w-0 font-medium wrap-anywhere', toneText(tone))}>
        {statusWord(cvm.status)}
      </span>
      {step && <span className="min-w-0 truncate text-sm text-muted">{step}</span>}
    </span>
  )
}

/** What is going on, in the API's own words where it has some. */
function stepOf(cvm: CvmStatusView): string | undefined {
  const progress = cvm.boot_progress || cvm.shutdown_progress
  if (progress) return progress
  const target = cvm.progress?.target
  return target && !isInTransition({ status: cvm.status }) ? `to ${statusWord(target)}` : undefined
}
