import 'uplot/dist/uPlot.min.css'
import './chart.css'
import { useEffect, useRef } from 'react'
import uPlot from 'uplot'
import { timeSpan } from './time-span.ts'
import { watchTheme } from '../dark.ts'

export type ChartSeries = {
  label: string
  /** One of the theme's colours, as a CSS variable: `--color-accent`. */
  color: string
  /** Set apart by more than its colour. */
  dash?: readonly number[]
  fill?: boolean
  values: readonly (number | null)[]
}

const HEIGHT = 176

/**
 * Lines over time, drawn on a canvas. `label` is what a screen reader is told: it has to say the
 * newest figures, since the drawing itself cannot be read.
 */
export function TimeChart({
  label,
  times,
  series,
  max,
  format,
}: {
  label: string
  /** Epoch ms, ascending. */
  times: readonly number[]
  series: readonly ChartSeries[]
  /** The top of the scale at least. */
  max: number
  format: (value: number) => string
}) {
  const box = useRef<HTMLDivElement>(null)
  const plot = useRef<uPlot>(undefined)
  const look = series.map(({ label, color }) => `${label} ${color}`).join('\n')

  useEffect(() => {
    const place = box.current
    if (!place) return undefined
    const draw = () => {
      plot.current?.destroy()
      plot.current = new uPlot(options(place, series, max, format), data(times, series), place)
    }
    draw()
    const sizes = new ResizeObserver(() => {
      plot.current?.setSize({ width: place.clientWidth, height: HEIGHT })
    })
    sizes.observe(place)
    // A canvas does not follow the theme: it is drawn anew.
    const offTheme = watchTheme(draw)
    return () => {
      offTheme()
      sizes.disconnect()
      plot.current?.destroy()
      plot.current = undefined
    }
    // New figures go into the chart that is there, below; another set of lines is another chart.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [look, max])

  useEffect(() => {
    plot.current?.setData(data(times, series))
  }, [times, series])

  return (
    <div>
      <div
        ref={box}
        role="img"
        aria-label={label}
        className="time-chart"
        style={{ height: HEIGHT }}
      />
      {series.length > 1 && (
        <ul className="mt-2 flex flex-wrap gap-x-4 gap-y-1 text-sm text-muted">
          {series.map(({ label, color, dash }) => (
            <li key={label} className="flex items-center gap-1.5">
              <svg viewBox="0 0 18 4" aria-hidden="true" className="h-1 w-4.5">
                <line
                  x2="18"
                  y1="2"
                  y2="2"
                  stroke={`var(${color})`}
                  strokeWidth="2"
                  strokeDasharray={dash?.join(' ')}
                />
              </svg>
              {label}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

const data = (times: readonly number[], series: readonly ChartSeries[]): uPlot.AlignedData => [
  times.map((time) => time / 1000),
  ...series.map(({ values }) => [...values]),
]

function options(
  place: HTMLElement,
  series: readonly ChartSeries[],
  max: number,
  format: (value: number) => string,
): uPlot.Options {
  const style = getComputedStyle(place)
  const font = `12px ${style.fontFamily}`
  const ink = (color: string) => resolved(place, color)
  const axis = {
    stroke: ink('--color-muted'),
    font,
    grid: { stroke: ink('--color-line'), width: 1 },
    ticks: { show: false },
  } satisfies uPlot.Axis
  return {
    width: place.clientWidth,
    height: HEIGHT,
    legend: { show: false },
    cursor: { drag: { x: false, y: false }, y: false, points: { size: 6 } },
    padding: [8, 8, 0, 0],
    scales: {
      x: { range: ({ data: [times] }) => timeSpan(times) },
      y: { range: (_, low, high) => [0, Math.max(max, high ?? low ?? 0) || 1] },
    },
    axes: [
      {
        ...axis,
        values: (_, splits) => splits.map((at) => clock.format(at * 1000)),
        space: 80,
        size: 30,
      },
      { ...axis, values: (_, splits) => splits.map(format), size: 72, space: 36 },
    ],
    series: [
      {},
      ...series.map(({ label, color, dash, fill }): uPlot.Series => ({
        label,
        stroke: ink(color),
        width: 1.75,
        points: { show: (_, __, from, to) => to - from < 2 },
        ...(dash && { dash: [...dash] }),
        ...(fill && { fill: ink(`${color}-soft`) }),
      })),
    ],
  }
}

const clock = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' })

/** What a colour of the theme is right now; a canvas knows no variables and no light-dark(). */
function resolved(place: HTMLElement, variable: string): string {
  const probe = document.createElement('span')
  probe.style.color = `var(${variable})`
  place.append(probe)
  const { color } = getComputedStyle(probe)
  probe.remove()
  return color
}
