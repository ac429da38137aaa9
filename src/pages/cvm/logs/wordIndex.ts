import { countUpTo } from './sorted.ts'

/** Lines and characters at which a block is full: looking through one takes a small part of a millisecond. */
const BLOCK_LINES = 1_000
const BLOCK_CHARACTERS = 64 * 1024

/** Between two lines of a block. No line's words hold it (`plainText`), so nothing is found across two lines. */
const BETWEEN = '\0'

/** Lines `from` to `end` in one lower-case text, and where each begins in it. */
type Block = { from: number; end: number; text: string; starts: Uint32Array; lacks: string }

export type WordIndex = {
  /** Adds the words of the line with the next number. */
  add: (words: string) => void
  /** Forgets the lines below that number, as far as whole blocks of them are left. */
  drop: (first: number) => void
  /**
   * Looks for a lower-case text in line `from` and those that stand in one block with it. Adds the numbers
   * of lines that hold it to `found`; the number of the line to go on with.
   */
  look: (needle: string, from: number, found: number[]) => number
}

/**
 * The words of a log, whatever their case, as a search looks through them: in blocks of a thousand lines
 * that are one text each, because one call that finds nothing in all of them takes a hundredth of a
 * thousand calls.
 */
export function createWordIndex(): WordIndex {
  let blocks: Block[] = []
  // What is not a full block yet.
  let open: string[] = []
  let openFrom = 0
  let characters = 0

  function close() {
    const text = open.join(BETWEEN).toLowerCase()
    const starts = new Uint32Array(open.length + 1)
    // By the text as it has become: a letter can be two in lower case ("İ").
    for (let line = 1; line < open.length; line++)
      starts[line] = text.indexOf(BETWEEN, starts[line - 1]) + 1
    starts[open.length] = text.length + 1
    const end = openFrom + open.length
    blocks.push({ from: openFrom, end, text, starts, lacks: '' })
    open = []
    openFrom = end
    characters = 0
  }

  return {
    add(words) {
      open.push(words)
      characters += words.length
      if (open.length >= BLOCK_LINES || characters >= BLOCK_CHARACTERS) close()
    },
    drop(first) {
      const kept = blocks.findIndex(({ end }) => end > first)
      blocks = kept < 0 ? [] : blocks.slice(kept)
    },
    look(needle, from, found) {
      if (from >= openFrom) {
        for (let at = from - openFrom; at < open.length; at++)
          if (open[at]?.toLowerCase().includes(needle)) found.push(openFrom + at)
        return openFrom + open.length
      }
      const block = blocks[countUpTo(blocks.length, (at) => blocks[at]?.from ?? 0, from) - 1]
      if (!block) return from + 1
      lookThrough(block, needle, from, found)
      return block.end
    },
  }
}

function lookThrough(block: Block, needle: string, from: number, found: number[]) {
  // What lacks a text lacks every longer one: letter by letter fewer blocks are left to look at.
  if (needle.includes(BETWEEN) || (block.lacks && needle.includes(block.lacks))) return
  const { text, starts } = block
  const before = found.length
  const whole = from === block.from
  const lines = block.end - block.from
  for (let line = from - block.from; line < lines; line++) {
    const at = text.indexOf(needle, starts[line])
    if (at < 0) break
    while ((starts[line + 1] ?? at) <= at) line++
    found.push(block.from + line)
  }
  if (whole && found.length === before) block.lacks = needle
}
