import { isMap, type Node } from 'yaml'
import { type Entry, isEmpty, span } from './node.ts'
import type { Compose, Service } from './parse.ts'
import type { TextEdit } from './problem.ts'

/**
 * An edit that adds lines under a service, indented like its other keys. Undefined where that cannot be
 * done by adding lines: a service in flow style (`{…}`), or one whose fields all come from a merge key.
 */
export function addToService(
  compose: Compose,
  service: Service,
  lines: string[],
): TextEdit | undefined {
  const { node } = service
  const first = node.items[0]?.key
  if (node.flow || !isNode(first)) return undefined
  return insertAt(compose, span(first)[0], lines)
}

/** An edit that adds lines under a top-level mapping such as `volumes:`, which is made when missing. */
export function addToTop(compose: Compose, key: string, lines: string[]): TextEdit | undefined {
  const entry = compose.top.find((one) => one.key === key)
  if (entry && isMap(entry.value) && !isEmpty(entry.value)) {
    const first = entry.value.items[0]?.key
    if (entry.value.flow || !isNode(first)) return undefined
    return insertAt(compose, span(first)[0], lines)
  }
  const indented = lines.map((line) => `  ${line}\n`).join('')
  if (entry) {
    const end = lineEnd(compose.text, span(entry.keyNode)[1])
    return at(compose, end, `\n${indented.trimEnd()}`)
  }
  const end = compose.text.trimEnd().length
  return at(compose, end, `\n${key}:\n${indented.trimEnd()}`)
}

/**
 * An edit that takes a field of a service away, whole lines of it. Undefined where the lines hold more:
 * in flow style, through a merge key, or with an anchor that other places may refer to.
 */
export function removeField(
  compose: Compose,
  service: Service,
  entry: Entry,
): TextEdit | undefined {
  const { text } = compose
  if (service.node.flow || entry.merged || compose.entries(service.node).length < 2)
    return undefined
  const start = span(entry.keyNode)[0]
  const from = text.lastIndexOf('\n', start - 1) + 1
  const [, valueEnd] = span(entry.valueNode ?? entry.keyNode)
  // A block collection ends where the next line begins.
  const end = start + text.slice(start, valueEnd).trimEnd().length
  const to = lineEnd(text, end)
  const alone = text.slice(from, start).trim() === '' && /^\s*(?:#.*)?$/.test(text.slice(end, to))
  if (!alone || text.slice(start, end).includes('&')) return undefined
  return { ...compose.range(from, Math.min(to + 1, text.length)), text: '' }
}

function insertAt(compose: Compose, offset: number, lines: string[]): TextEdit {
  const before = compose.text.slice(compose.text.lastIndexOf('\n', offset - 1) + 1, offset)
  // What stands before the first key is its indentation; `- ` or a key on the same line becomes spaces.
  const indent = before.replaceAll(/\S/g, ' ')
  return at(compose, offset, lines.map((line) => `${line}\n${indent}`).join(''))
}

function at(compose: Compose, offset: number, text: string): TextEdit {
  const { line, column } = compose.range(offset, offset)
  return { line, column, endLine: line, endColumn: column, text }
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from)
  return end === -1 ? text.length : end
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'range' in value
}
