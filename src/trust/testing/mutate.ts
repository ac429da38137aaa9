/** A copy with one bit of one byte flipped; which bit varies with the place. */
export function flipped(bytes: Uint8Array, at: number): Uint8Array {
  const copy = bytes.slice()
  copy[at] = (copy[at] ?? 0) ^ (1 << (at % 8))
  return copy
}

/** The places of a region, every `step`th. */
export const placesIn = ([from, to]: readonly [number, number], step = 1): number[] =>
  Array.from({ length: Math.ceil((to - from) / step) }, (_, index) => from + index * step)
