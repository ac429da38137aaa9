/** How Compose treats a variable: `:-` and `:?` also act on an empty value, `-` and `?` on an unset one. */
export type Operator = ':-' | '-' | ':?' | '?' | ':+' | '+'

/** One `$NAME` or `${NAME…}` in a text; offsets count from its start. */
export interface Variable {
  kind: 'variable'
  name: string
  start: number
  end: number
  operator?: Operator
  /** What follows the operator: the default, the error text or the replacement. */
  argument?: string
  /** Variables inside the argument, with offsets in the same text. */
  nested: Variable[]
}

export type Part =
  | { kind: 'text'; text: string; start: number; end: number }
  | { kind: 'invalid'; start: number; end: number }
  | Variable

const nameAt = /[A-Za-z_][A-Za-z0-9_]*/y
const operatorAt = /:-|-|:\?|\?|:\+|\+/y
const MAX_NESTING = 20

/**
 * Splits a value as Docker Compose's interpolation does: `$$` is a dollar sign, and a `$` that starts
 * neither a name nor a brace is invalid (Compose refuses the file for it).
 */
export function splitTemplate(text: string, from = 0, to = text.length, nesting = 0): Part[] {
  const parts: Part[] = []
  let at = from
  const addText = (value: string, start: number, end: number) => {
    if (value) parts.push({ kind: 'text', text: value, start, end })
  }
  while (at < to) {
    const dollar = text.indexOf('$', at)
    if (dollar === -1 || dollar >= to) {
      addText(text.slice(at, to), at, to)
      break
    }
    addText(text.slice(at, dollar), at, dollar)
    if (text[dollar + 1] === '$' && dollar + 1 < to) {
      addText('$', dollar, dollar + 2)
      at = dollar + 2
      continue
    }
    const braced = text[dollar + 1] === '{' && dollar + 1 < to
    const part = braced ? readBraced(text, dollar, to, nesting) : readNamed(text, dollar, to)
    parts.push(part)
    at = part.end
  }
  return parts
}

/** Every variable in a text, outer before inner. */
export function variablesIn(text: string): Variable[] {
  const flat = (variables: Variable[]): Variable[] =>
    variables.flatMap((variable) => [variable, ...flat(variable.nested)])
  return flat(splitTemplate(text).filter((part) => part.kind === 'variable'))
}

/** The text with variables replaced, or null when one of them has neither a value nor a default. */
export function substitute(
  text: string,
  values: (name: string) => string | undefined = () => undefined,
): string | null {
  let result = ''
  for (const part of splitTemplate(text)) {
    if (part.kind === 'invalid') return null
    const piece = part.kind === 'text' ? part.text : valueOf(part, values)
    if (piece === null) return null
    result += piece
  }
  return result
}

function valueOf(variable: Variable, values: (name: string) => string | undefined): string | null {
  const value = values(variable.name)
  const { operator, argument = '' } = variable
  const present = operator?.startsWith(':') ? Boolean(value) : value !== undefined
  if (operator === ':+' || operator === '+') return present ? substitute(argument, values) : ''
  if (present && value !== undefined) return value
  return operator === ':-' || operator === '-' ? substitute(argument, values) : null
}

function readNamed(text: string, dollar: number, to: number): Part {
  nameAt.lastIndex = dollar + 1
  const name = nameAt.exec(text)?.[0]
  if (!name || dollar + 1 + name.length > to)
    return { kind: 'invalid', start: dollar, end: dollar + 1 }
  return { kind: 'variable', name, start: dollar, end: dollar + 1 + name.length, nested: [] }
}

function readBraced(text: string, dollar: number, to: number, nesting: number): Part {
  const close = closingBrace(text, dollar + 2, to)
  // Without its brace the rest cannot be told apart; taking it all also keeps the scan linear.
  if (close === -1) return { kind: 'invalid', start: dollar, end: to }
  const end = close + 1
  nameAt.lastIndex = dollar + 2
  const name = nameAt.exec(text)?.[0]
  const afterName = dollar + 2 + (name?.length ?? 0)
  if (!name || afterName > close) return { kind: 'invalid', start: dollar, end }
  if (afterName === close) return { kind: 'variable', name, start: dollar, end, nested: [] }
  operatorAt.lastIndex = afterName
  const operator = operatorAt.exec(text)?.[0]
  if (!isOperator(operator) || nesting >= MAX_NESTING)
    return { kind: 'invalid', start: dollar, end }
  const from = afterName + operator.length
  const inside = splitTemplate(text, from, close, nesting + 1)
  if (inside.some((part) => part.kind === 'invalid')) return { kind: 'invalid', start: dollar, end }
  const nested = inside.filter((part) => part.kind === 'variable')
  const argument = text.slice(from, close)
  return { kind: 'variable', name, start: dollar, end, operator, argument, nested }
}

function isOperator(text: string | undefined): text is Operator {
  return text !== undefined && [':-', '-', ':?', '?', ':+', '+'].includes(text)
}

/** The brace that closes a `${`; only another `${` opens a new level, as in Compose. */
function closingBrace(text: string, from: number, to: number): number {
  let open = 1
  for (let at = from; at < to; at += 1) {
    if (text[at] === '$' && text[at + 1] === '{') {
      open += 1
      at += 1
    } else if (text[at] === '}') {
      open -= 1
      if (open === 0) return at
    }
  }
  return -1
}
