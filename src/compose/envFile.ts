/** One assignment of a .env file; `line` counts from 1. */
export interface EnvEntry {
  key: string
  value: string
  line: number
}

export interface EnvProblem {
  severity: 'error' | 'warning'
  line: number
  message: string
}

export interface EnvFile {
  /** Each key once, in the order of first appearance; the last assignment wins. */
  entries: EnvEntry[]
  problems: EnvProblem[]
}

const keyPattern = /^[A-Za-z_][A-Za-z0-9_]*$/

/**
 * Reads a .env file as dotenv does: `export`, comments, single quotes (literal), double quotes (with \n,
 * \t, \r, \", \\ and \$), backticks, values over several lines, CRLF, a byte-order mark. `${…}` in a value
 * stays as it is: a sealed value is handed to the container literally.
 */
export function parseEnvFile(input: string): EnvFile {
  const text = input
    .replace(/^\uFEFF/, '')
    .replaceAll('\r\n', '\n')
    .replaceAll('\r', '\n')
  const entries = new Map<string, EnvEntry>()
  const problems: EnvProblem[] = []
  let at = 0
  let line = 0
  while (at < text.length) {
    line += 1
    const end = lineEnd(text, at)
    const content = text.slice(at, end)
    const trimmed = content.trim()
    if (trimmed === '' || trimmed.startsWith('#')) {
      at = end + 1
      continue
    }
    const equals = content.indexOf('=')
    const key = (equals === -1 ? trimmed : content.slice(0, equals).trim()).replace(
      /^export\s+/,
      '',
    )
    const bad = wrongKey(key, equals === -1)
    if (bad) {
      problems.push({ severity: 'error', line, message: bad })
      at = end + 1
      continue
    }
    const read = readValue(text, at + equals + 1, end)
    if (!read.ok) {
      problems.push({ severity: 'error', line, message: `${key}: ${read.reason}` })
      at = end + 1
      continue
    }
    const earlier = entries.get(key)
    if (earlier)
      problems.push({
        severity: 'warning',
        line,
        message: `${key} was set in line ${earlier.line} already; this value replaces it.`,
      })
    entries.set(key, { key, value: read.value, line })
    line += count(text, at, read.end)
    at = lineEnd(text, read.end) + 1
  }
  return { entries: [...entries.values()], problems }
}

function wrongKey(key: string, withoutValue: boolean): string | undefined {
  const shown = key.length > 40 ? `${key.slice(0, 40)}…` : key
  if (withoutValue) return `${shown} has no value; write KEY=value.`
  if (key === '') return 'The name before = is missing.'
  if (!keyPattern.test(key))
    return `“${shown}” is not a variable name: letters, digits and _ only, not starting with a digit.`
  return undefined
}

type Value = { ok: true; value: string; end: number } | { ok: false; reason: string }

/** Reads the value that starts at `from`; `end` of the result is where reading stopped. */
function readValue(text: string, from: number, end: number): Value {
  let at = from
  while (at < end && (text[at] === ' ' || text[at] === '\t')) at += 1
  const quote = text[at]
  if (quote === '"' || quote === "'" || quote === '`') {
    const close = closingQuote(text, at + 1, quote)
    if (close === -1) return { ok: false, reason: `the closing ${quote} is missing.` }
    const rest = text.slice(close + 1, lineEnd(text, close + 1)).trim()
    if (rest !== '' && !rest.startsWith('#'))
      return { ok: false, reason: `there is text after the closing ${quote}.` }
    const inside = text.slice(at + 1, close)
    return { ok: true, value: quote === '"' ? unescape(inside) : inside, end: close }
  }
  const raw = text.slice(at, end)
  const comment = raw.startsWith('#') ? 0 : raw.search(/\s#/)
  return { ok: true, value: (comment === -1 ? raw : raw.slice(0, comment)).trimEnd(), end }
}

function closingQuote(text: string, from: number, quote: string): number {
  for (let at = from; at < text.length; at += 1) {
    if (quote === '"' && text[at] === '\\') at += 1
    else if (text[at] === quote) return at
  }
  return -1
}

const escapes: Record<string, string> = { n: '\n', t: '\t', r: '\r', '"': '"', '\\': '\\', $: '$' }

function unescape(text: string): string {
  return text.replaceAll(/\\([ntr"\\$])/g, (whole, letter: string) => escapes[letter] ?? whole)
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from)
  return end === -1 ? text.length : end
}

function count(text: string, from: number, to: number): number {
  let lines = 0
  for (let at = text.indexOf('\n', from); at !== -1 && at < to; at = text.indexOf('\n', at + 1))
    lines += 1
  return lines
}
