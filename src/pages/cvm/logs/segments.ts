import { runs } from './ansi.ts'

/** A stretch of a line with one look: its colour, whether the search found it, where it links to. */
export type Segment = { text: string; className: string; hit: boolean; href?: string }

type Range = { from: number; to: number }

// A URL up to the first character that no URL carries unescaped; what closes a sentence is cut off.
const LINK = /https?:\/\/[^\s"'<>`]+/g

function linksIn(text: string): Range[] {
  return [...text.matchAll(LINK)].map((match) => {
    return { from: match.index, to: match.index + lengthWithoutEnd(match[0]) }
  })
}

/** Counted from the end: an expression would start anew at each of a million dots. */
function lengthWithoutEnd(url: string): number {
  let length = url.length
  while (length > 0 && '.,;:!?)]}'.includes(url.charAt(length - 1))) length--
  return length
}

function hitsIn(text: string, query: string): Range[] {
  const found: Range[] = []
  const needle = query.toLowerCase()
  if (!needle) return found
  const lower = text.toLowerCase()
  // Lower-casing may change a string's length ("İ"); then positions would be wrong and none is shown.
  if (lower.length !== text.length) return found
  for (let at = lower.indexOf(needle); at >= 0; at = lower.indexOf(needle, at + needle.length)) {
    found.push({ from: at, to: at + needle.length })
  }
  return found
}

/** A log line cut where its colour, a link or a search hit begins or ends. */
export function segments(line: string, query: string): Segment[] {
  const colours = runs(line)
  const text = colours.map((run) => run.text).join('')
  const links = linksIn(text)
  const hits = hitsIn(text, query)
  const cuts = new Set<number>()
  for (const { from, to } of [...links, ...hits]) cuts.add(from).add(to)

  const out: Segment[] = []
  let start = 0
  for (const run of colours) {
    const end = start + run.text.length
    const inside = [...cuts].filter((cut) => cut > start && cut < end).sort((a, b) => a - b)
    let from = start
    for (const to of [...inside, end]) {
      if (to === from) continue
      const within = (range: Range) => range.from <= from && to <= range.to
      const link = links.find(within)
      out.push({
        text: text.slice(from, to),
        className: run.className,
        hit: hits.some(within),
        ...(link && { href: text.slice(link.from, link.to) }),
      })
      from = to
    }
    start = end
  }
  return out
}
