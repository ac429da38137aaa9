// The one place that reads YAML. It measures the token tree before it builds nodes: building recurses
// once a level, and 200,000 open braces overflow the stack so badly that V8 aborts the whole process.
import {
  Composer,
  LineCounter,
  Parser,
  type CST,
  type Document,
  type ParsedNode,
  type YAMLError,
} from 'yaml'
import { MAX_DEPTH, MAX_NODES, MAX_PAYLOAD_BYTES, utf8Bytes } from './limits.ts'
import { linkAliases, span, type Nodes } from './node.ts'
import type { Problem, TextRange } from './problem.ts'
import { docs } from './rule.ts'

/** A YAML text with its nodes and the way back from a node to its place. */
export interface Source extends Nodes {
  text: string
  root: ParsedNode | null
  /** The range between two offsets of the text. */
  range(start: number, end: number): TextRange
}

export type Read =
  | { ok: true; source: Source; problems: [] }
  | { ok: false; source: Source | null; problems: Problem[] }

/** Reads one YAML document; syntax errors carry the place where the reader gave up. */
export function readYaml(text: string): Read {
  const bytes = utf8Bytes(text)
  if (bytes > MAX_PAYLOAD_BYTES) return refuse(tooLarge(bytes))
  const lines = new LineCounter()
  const tokens = [...new Parser(lines.addNewLine).parse(text)]
  const measured = measure(tokens)
  if (measured.depth > MAX_DEPTH) return refuse(tooDeep)
  if (measured.nodes > MAX_NODES) return refuse(tooMany)

  const range = rangeIn(text, lines)
  const composer = new Composer({ uniqueKeys: false, prettyErrors: false, logLevel: 'silent' })
  const documents: Document.Parsed[] = []
  for (const document of composer.compose(tokens, true, text.length)) {
    documents.push(document)
    if (documents.length === 2) break
  }
  const [first, second] = documents
  if (!first) return refuse(tooDeep)
  const source: Source = { ...linkAliases(first.contents), text, root: first.contents, range }
  const problems = syntaxErrors(first.errors, range)
  for (const alias of source.dangling.slice(0, 20))
    problems.push({
      rule: 'yaml',
      severity: 'error',
      message: `*${alias.source} refers to an anchor that is not set above it. Write &${alias.source} where the value stands.`,
      why: refused,
      link: docs.compose,
      ...range(...span(alias)),
    })
  if (second) {
    const at = second.range[0]
    problems.push({
      rule: 'yaml',
      severity: 'error',
      message: 'Put everything into one YAML document; a second one starts here after ---.',
      why: 'Docker Compose reads a single document from the file that is sent to the CVM.',
      link: docs.compose,
      ...range(at, at + 1),
    })
  }
  return problems.length > 0 ? { ok: false, source, problems } : { ok: true, source, problems: [] }
}

const refused = 'Docker Compose refuses a file with a syntax error, so nothing in it would start.'

/** The first error of each line: what follows in the same line is nearly always its consequence. */
function syntaxErrors(errors: YAMLError[], range: Source['range']): Problem[] {
  const lines = new Set<number>()
  return errors.slice(0, 100).flatMap((error): Problem[] => {
    const at = range(error.pos[0], error.pos[1])
    if (lines.has(at.line) || lines.size === 10) return []
    lines.add(at.line)
    const message = `This is not valid YAML: ${plain(error.message)}`
    return [{ rule: 'yaml', severity: 'error', message, why: refused, link: docs.compose, ...at }]
  })
}

const top: TextRange = { line: 1, column: 1, endLine: 1, endColumn: 2 }

function tooLarge(bytes: number): Problem {
  return {
    rule: 'size',
    severity: 'error',
    message: `The file has ${bytes.toLocaleString('en')} bytes; at most ${MAX_PAYLOAD_BYTES.toLocaleString('en')} are allowed. Move large content into an image.`,
    why: 'Phala Cloud limits the compose file and the pre-launch script to 200 KB together.',
    link: docs.limits,
    ...top,
  }
}

const tooDeep: Problem = {
  rule: 'yaml',
  severity: 'error',
  message: `The file is nested more than ${MAX_DEPTH} levels deep; a compose file never is.`,
  why: 'Such a file is not read any further, so that it cannot exhaust the reader.',
  link: docs.compose,
  ...top,
}

const tooMany: Problem = {
  ...tooDeep,
  message: `The file holds more than ${MAX_NODES.toLocaleString('en')} values; a compose file never does.`,
}

function refuse(problem: Problem): Read {
  return { ok: false, source: null, problems: [problem] }
}

function plain(message: string): string {
  const first = message.split('\n', 1)[0] ?? message
  return /[.!?]$/.test(first) ? first : `${first}.`
}

function rangeIn(text: string, lines: LineCounter) {
  return (start: number, end: number): TextRange => {
    const from = lines.linePos(Math.min(start, text.length))
    const to = lines.linePos(Math.min(Math.max(end, start + 1), Math.max(text.length, start)))
    const line = Math.max(1, from.line)
    const column = Math.max(1, from.col)
    const endLine = Math.max(line, to.line)
    const endColumn = endLine === line ? Math.max(column + 1, to.col) : Math.max(1, to.col)
    return { line, column, endLine, endColumn }
  }
}

function measure(tokens: CST.Token[]): { depth: number; nodes: number } {
  let depth = 0
  let nodes = 0
  const stack = tokens.map((token) => ({ token, level: 1 }))
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { token, level } = next
    nodes += 1
    depth = Math.max(depth, level)
    if (depth > MAX_DEPTH || nodes > MAX_NODES) break
    if (token.type === 'document' && token.value) stack.push({ token: token.value, level })
    if (!('items' in token)) continue
    for (const item of token.items) {
      nodes += 1 + item.start.length
      if (item.key) stack.push({ token: item.key, level: level + 1 })
      if (item.value) stack.push({ token: item.value, level: level + 1 })
    }
  }
  return { depth, nodes }
}
