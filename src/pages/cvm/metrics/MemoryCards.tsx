import type { CvmStats } from '../../../contract/observe.ts'
import { bytes, type Sample } from '../../../cvm/metrics.ts'
import { Card } from '../../../ui/Card.tsx'
import { TimeChart } from '../../../ui/chart/TimeChart.tsx'

type SysInfo = NonNullable<CvmStats['sysinfo']>

/** Memory, and swap where there is any. */
export function MemoryCards({
  samples,
  sysinfo,
}: {
  samples: readonly Sample[]
  sysinfo: SysInfo
}) {
  const { total_memory, total_swap } = sysinfo
  return (
    <>
      <Usage
        title="Memory"
        note={total_swap === 0 ? 'no swap' : undefined}
        total={total_memory ?? undefined}
        times={samples.map(({ at }) => at)}
        values={samples.map(({ memory }) => memory)}
      />
      {total_swap ? (
        <Usage
          title="Swap"
          note={undefined}
          total={total_swap}
          times={samples.map(({ at }) => at)}
          values={samples.map(({ swap }) => swap)}
        />
      ) : null}
    </>
  )
}

function Usage({
  title,
  note,
  total,
  times,
  values,
}: {
  title: string
  note: string | undefined
  total: number | undefined
  times: readonly number[]
  values: readonly (number | null)[]
}) {
  const used = values.at(-1) ?? undefined
  const words =
    (used === undefined ? 'unknown' : bytes(used)) +
    (total === undefined ? '' : ` of ${bytes(total)}`)
  return (
    <Card
      title={title}
      actions={
        <span className="text-sm text-muted tabular-nums">
          {words}
          {note && `, ${note}`}
        </span>
      }
    >
      <TimeChart
        label={`${title} in use: ${words}`}
        times={times}
        max={total ?? 1}
        format={bytes}
        series={[{ label: 'In use', color: '--color-accent', fill: true, values }]}
      />
    </Card>
  )
}
