import type { Sample } from '../../../cvm/metrics.ts'
import { Card } from '../../../ui/Card.tsx'
import { TimeChart } from '../../../ui/chart/TimeChart.tsx'

/** Processes that run or wait to, on average; at the number of CPUs all of them are busy. */
export function LoadCard({
  samples,
  cpus,
}: {
  samples: readonly Sample[]
  cpus: number | undefined
}) {
  const newest = samples.at(-1)?.load
  const words = newest?.map((load) => (load === null ? 'unknown' : load.toFixed(2))).join(', ')
  return (
    <Card
      title="CPU load"
      actions={
        <span className="text-sm text-muted tabular-nums">
          {words}
          {cpus && ` on ${cpus} ${cpus === 1 ? 'CPU' : 'CPUs'}`}
        </span>
      }
    >
      <TimeChart
        label={`CPU load, average of 1, 5 and 15 minutes: ${words ?? 'unknown'}`}
        times={samples.map(({ at }) => at)}
        max={cpus ?? 1}
        format={(load) => load.toFixed(load < 10 ? 1 : 0)}
        series={[
          { label: '1 minute', color: '--color-accent', values: samples.map((s) => s.load[0]) },
          {
            label: '5 minutes',
            color: '--color-busy',
            dash: [6, 3],
            values: samples.map((s) => s.load[1]),
          },
          {
            label: '15 minutes',
            color: '--color-muted',
            dash: [2, 3],
            values: samples.map((s) => s.load[2]),
          },
        ]}
      />
    </Card>
  )
}
