/** How many of so many ascending numbers are not above `n`. */
export function countUpTo(count: number, at: (place: number) => number, n: number): number {
  let low = 0
  let high = count
  while (low < high) {
    const middle = (low + high) >> 1
    if (at(middle) <= n) low = middle + 1
    else high = middle
  }
  return low
}
