/** A line of a comparison; `gap` stands for that many unchanged lines that are left out. */
export type DiffLine =
  | { kind: 'same' | 'removed' | 'added'; text: string; before?: number; after?: number }
  | { kind: 'gap'; count: number; from: number }

/** Beyond this many pairs of lines what lies between is shown as replaced, instead of being aligned. */
const MAX_PAIRS = 4_000_000

/** Compares two texts line by line and keeps `context` unchanged lines around each change. */
export function lineDiff(before: string, after: string, context = 3): DiffLine[] {
  const a = before.split('\n')
  const b = after.split('\n')
  let start = 0
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1
  let end = 0
  while (
    end < a.length - start &&
    end < b.length - start &&
    a[a.length - 1 - end] === b[b.length - 1 - end]
  ) {
    end += 1
  }
  const head = a.slice(0, start).map((text, n) => same(text, n + 1, n + 1))
  const middle = aligned(a.slice(start, a.length - end), b.slice(start, b.length - end), start)
  const tail = a
    .slice(a.length - end)
    .map((text, n) => same(text, a.length - end + n + 1, b.length - end + n + 1))
  return withGaps([...head, ...middle, ...tail], context)
}

type Line = Exclude<DiffLine, { kind: 'gap' }>

const same = (text: string, before: number, after: number): Line => ({
  kind: 'same',
  text,
  before,
  after,
})

/** The longest common subsequence of two lists of lines; both are numbered from `offset`. */
function aligned(a: string[], b: string[], offset: number): Line[] {
  const removed = (text: string, n: number): Line => ({
    kind: 'removed',
    text,
    before: offset + n + 1,
  })
  const added = (text: string, n: number): Line => ({ kind: 'added', text, after: offset + n + 1 })
  if (a.length * b.length > MAX_PAIRS) return [...a.map(removed), ...b.map(added)]
  const width = b.length + 1
  const longest = new Uint32Array((a.length + 1) * width)
  const at = (i: number, j: number) => longest[i * width + j] ?? 0
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      longest[i * width + j] =
        a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
    }
  }
  const lines: Line[] = []
  let i = 0
  let j = 0
  while (i < a.length || j < b.length) {
    const [left = '', right = ''] = [a[i], b[j]]
    if (i < a.length && j < b.length && left === right) {
      lines.push(same(left, offset + i + 1, offset + j + 1))
      i += 1
      j += 1
    } else if (i < a.length && (j === b.length || at(i + 1, j) >= at(i, j + 1))) {
      lines.push(removed(left, i))
      i += 1
    } else {
      lines.push(added(right, j))
      j += 1
    }
  }
  return lines
}

function withGaps(lines: readonly Line[], context: number): DiffLine[] {
  const near = new Set<number>()
  for (const [n, { kind }] of lines.entries()) {
    if (kind === 'same') continue
    for (let one = n - context; one <= n + context; one += 1) near.add(one)
  }
  const result: DiffLine[] = []
  for (const [n, line] of lines.entries()) {
    const last = result.at(-1)
    if (near.has(n)) result.push(line)
    else if (last?.kind === 'gap') last.count += 1
    else result.push({ kind: 'gap', count: 1, from: n })
  }
  return result
}
