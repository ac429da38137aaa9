/**
 * One line of the table. `ratio` is ours divided by the other side, or one for each of several sizes;
 * `met` says whether the goal is.
 */
export type Row = {
  what: string
  ours: string
  other?: string
  ratio?: number | number[]
  goal?: string
  met?: boolean
}

/** The p-th part (0 to 1) of the sorted numbers. */
export function quantile(values: readonly number[], p: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(p * sorted.length))] ?? Number.NaN
}

export const median = (values: readonly number[]): number => quantile(values, 0.5)

/** Milliseconds that each of `times` calls took, `atOnce` of them under way together. */
export async function timed(
  times: number,
  atOnce: number,
  call: () => Promise<unknown>,
): Promise<number[]> {
  const took: number[] = []
  let started = 0
  const worker = async () => {
    while (started++ < times) {
      const from = performance.now()
      await call()
      took.push(performance.now() - from)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  return took
}

export const ms = (value: number): string => `${value.toFixed(2)} ms`
export const kB = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`
