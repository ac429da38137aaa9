const SHORTEST_S = 60

/**
 * From when to when a chart of these times goes, all in seconds: the last minute at least. One figure
 * alone spans no time, and an axis for it would be made up (the drawing library gives it a day).
 */
export function timeSpan(times: ArrayLike<number>): [from: number, to: number] {
  const to = times[times.length - 1] ?? SHORTEST_S
  return [Math.min(times[0] ?? to, to - SHORTEST_S), to]
}
