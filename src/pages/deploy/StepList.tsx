import { Link } from 'react-router'
import { cx } from '../../ui/class-names.ts'
import { Icon } from '../../ui/Icon.tsx'
import { type Blocks, isReachable, type Step, STEP_LABEL, STEPS } from './steps.ts'

const NO_BLOCKS: Blocks = { compose: [], resources: [], secrets: [], provision: [], commit: [] }

/** The five steps: done, current, open or not yet. Open ones are links, since each has an address. */
export function StepList({
  current,
  blocks = NO_BLOCKS,
  draftId,
  locked,
}: {
  current: Step
  blocks?: Blocks
  draftId?: string
  /** Only the current step can be on screen: a commit is under way, or made. */
  locked: boolean
}) {
  return (
    <nav aria-label="Deployment" className="xl:w-44 xl:shrink-0">
      <ol
        aria-label="Deploy steps"
        className="flex gap-1 sm:grid sm:grid-cols-5 xl:sticky xl:top-20 xl:flex xl:flex-col"
      >
        {STEPS.map((step, index) => {
          const isCurrent = step === current
          const done = STEPS.indexOf(current) > index && blocks[step].length === 0
          const open = !locked && !isCurrent && isReachable(step, blocks)
          const look = cx(
            'flex w-full flex-col items-center gap-x-3 gap-y-1 rounded-md px-1 py-2 text-xs pointer-coarse:min-h-11 xl:flex-row xl:px-2 xl:text-base',
            isCurrent && 'bg-accent-soft font-semibold text-ink',
            open && 'text-ink hover:bg-hover',
            !isCurrent && !open && 'text-muted',
          )
          const inside = (
            <>
              <Mark index={index} done={done} current={isCurrent} />
              {/* Five names do not fit on a phone: only the current one is seen there. */}
              <span className={cx('max-w-full truncate', !isCurrent && 'max-sm:sr-only')}>
                {STEP_LABEL[step]}
              </span>
            </>
          )
          return (
            <li key={step} className={cx('min-w-0 flex-1', isCurrent && 'max-sm:flex-2')}>
              {open ? (
                <Link to={{ search: searchFor(step, draftId) }} className={look}>
                  {inside}
                </Link>
              ) : (
                <span aria-current={isCurrent ? 'step' : undefined} className={look}>
                  {inside}
                </span>
              )}
            </li>
          )
        })}
      </ol>
    </nav>
  )
}

const searchFor = (step: Step, draft: string | undefined): string =>
  `?${new URLSearchParams({ ...(draft && { draft }), step }).toString()}`

function Mark({ index, done, current }: { index: number; done: boolean; current: boolean }) {
  return (
    <span
      aria-hidden="true"
      className={cx(
        'flex size-6 shrink-0 items-center justify-center rounded-full border text-xs font-semibold tabular-nums',
        current
          ? 'border-accent bg-accent text-accent-ink'
          : done
            ? 'border-accent text-accent'
            : 'border-line-strong/60',
      )}
    >
      {done ? <Icon name="check" className="size-3.5!" /> : index + 1}
    </span>
  )
}
