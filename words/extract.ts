// Long because it is one walk over the syntax tree, which says at each kind of node what is a text.
import { childrenOf, isNode, nameOf, type Node, nodeAt, nodesAt, parse } from './ast.ts'
import {
  CODE_ELEMENTS,
  CODE_IN,
  isSentence,
  isSmallWord,
  isWordPlace,
  looksLikeWords,
  NOT_WORD_ATTRIBUTES,
  NOT_WORD_CALLS,
  NOT_WORD_NAMES,
  NOT_WORDS,
  NO_WORDS_IN,
  WORDS_BY_FILE,
} from './rules.ts'

/** A part of a text: words, an expression that is put in, or an element around a part of it. */
export type Part =
  | { kind: 'text'; text: string }
  | { kind: 'hole'; index: number; node: Node }
  | { kind: 'element'; index: number; node: Node; parts: Part[] }

/**
 * A text of the source as people read it. `key` is what the catalogue calls it: its English, `{0}` for
 * an expression, `<0>…</0>` for an element with words of its own and `<0/>` for one without.
 */
export type Unit = {
  kind: 'children' | 'attribute' | 'string' | 'template'
  start: number
  end: number
  key: string
  /** White space that the source has around the words. */
  before: string
  after: string
  parts: Part[]
}

/** Where the locale is named: the first argument of a formatter, or the place for it. */
export type LocalePlace = { start: number; end: number; text: (locale: string) => string }

export type Extracted = {
  units: Unit[]
  locales: LocalePlace[]
  /** Single words in small letters, in places that do not say whether they are words or values. */
  unsure: { word: string; place: string; start: number }[]
  /** Single words that are surely values: compared, or part of a type. */
  values: Set<string>
}

type Place = {
  /** What is here is drawn, or becomes a part of a text. */
  drawn: boolean
  /** The property, attribute or variable that this is the value of. */
  name: string
  /** The same as it is written: `name:`, `name=`, `name()` for an argument, nothing elsewhere. */
  as: string
}

const NOWHERE: Place = { drawn: false, name: '', as: '' }

/** All texts of one source file. */
export function extract(code: string, file: string): Extracted {
  const found: Extracted = { units: [], locales: [], unsure: [], values: new Set() }
  const inCode = CODE_IN.test(file)
  const here = new Set(WORDS_BY_FILE[file])
  if (NO_WORDS_IN.test(file)) return found
  walk(parse(code, file), NOWHERE)
  found.units.sort((a, b) => a.start - b.start)
  return found

  function walk(node: Node, place: Place): void {
    switch (node.type) {
      case 'ImportDeclaration':
      case 'ExportAllDeclaration':
      case 'ImportExpression':
        return
      case 'TSLiteralType': {
        const literal = node['literal']
        if (isNode(literal) && typeof literal['value'] === 'string')
          found.values.add(literal['value'])
        return
      }
      case 'ExportNamedDeclaration':
        if (isNode(node['source'])) return
        break
      case 'JSXElement':
      case 'JSXFragment':
        return element(node)
      case 'JSXExpressionContainer':
        return walk(nodeAt(node, 'expression'), { ...place, drawn: true })
      case 'Literal':
        return literal(node, place)
      case 'TemplateLiteral':
        return template(node, place)
      case 'TaggedTemplateExpression':
        return
      case 'BinaryExpression':
        return binary(node, place)
      case 'SwitchCase':
        if (isNode(node['test'])) value(node['test'])
        for (const one of nodesAt(node, 'consequent')) walk(one, NOWHERE)
        return
      case 'ConditionalExpression':
        walk(nodeAt(node, 'test'), NOWHERE)
        walk(nodeAt(node, 'consequent'), place)
        return walk(nodeAt(node, 'alternate'), place)
      case 'LogicalExpression':
        walk(nodeAt(node, 'left'), node['operator'] === '&&' ? NOWHERE : place)
        return walk(nodeAt(node, 'right'), place)
      case 'Property': {
        const key = nodeAt(node, 'key')
        if (node['computed'] === true) walk(key, NOWHERE)
        return walk(nodeAt(node, 'value'), {
          drawn: false,
          name: nameOf(key),
          as: `${nameOf(key)}:`,
        })
      }
      case 'VariableDeclarator':
      case 'PropertyDefinition': {
        const name = nameOf(node['id'] ?? node['key'])
        for (const one of childrenOf(node)) walk(one, { drawn: false, name, as: `${name}:` })
        return
      }
      case 'AssignmentPattern':
      case 'AssignmentExpression':
        return walk(nodeAt(node, 'right'), {
          drawn: false,
          name: nameOf(node['left']),
          as: `${nameOf(node['left'])}:`,
        })
      case 'MemberExpression':
        walk(nodeAt(node, 'object'), NOWHERE)
        if (node['computed'] === true) value(nodeAt(node, 'property'))
        return
      case 'CallExpression':
      case 'NewExpression':
        return call(node, place)
      case 'ArrowFunctionExpression':
      case 'ArrayExpression':
      case 'ParenthesizedExpression':
      case 'TSAsExpression':
      case 'TSSatisfiesExpression':
      case 'TSNonNullExpression':
        for (const one of childrenOf(node)) walk(one, { ...place, drawn: false })
        return
    }
    for (const one of childrenOf(node)) walk(one, NOWHERE)
  }

  /** A literal that is compared, or that something is looked up by: never a word. */
  function value(node: Node): void {
    if (node.type === 'Literal') {
      if (typeof node['value'] === 'string') found.values.add(node['value'])
    } else walk(node, NOWHERE)
  }

  function binary(node: Node, place: Place): void {
    const sides = [nodeAt(node, 'left'), nodeAt(node, 'right')]
    const joins = node['operator'] === '+'
    for (const side of sides)
      if (joins) walk(side, place)
      else value(side)
  }

  function call(node: Node, place: Place): void {
    const callee = nodeAt(node, 'callee')
    const args = nodesAt(node, 'arguments')
    const name = nameOf(callee)
    const owner = callee.type === 'MemberExpression' ? nameOf(callee['object']) : ''
    if (owner === 'Intl' || /^(toLocale\w*String|localeCompare)$/.test(name)) {
      const at = name === 'localeCompare' ? 1 : 0
      const given = args[at]
      if (given) {
        found.locales.push({ start: given.start, end: given.end, text: (one) => `'${one}'` })
      } else if (at === args.length) {
        const end = node.end - 1
        found.locales.push({
          start: end,
          end,
          text: (one) => (at === 0 ? `'${one}'` : `, '${one}'`),
        })
      }
      walk(callee, NOWHERE)
      for (const arg of args) if (arg !== given) walk(arg, NOWHERE)
      return
    }
    walk(callee, NOWHERE)
    if (NOT_WORD_CALLS.has(name)) {
      for (const arg of args) {
        if (arg.type === 'Literal' || arg.type === 'TemplateLiteral') {
          if (typeof arg['value'] === 'string') found.values.add(arg['value'])
          for (const one of nodesAt(arg, 'expressions')) walk(one, NOWHERE)
        } else walk(arg, NOWHERE)
      }
      return
    }
    for (const arg of args) walk(arg, { drawn: false, name: place.name, as: `${name}()` })
  }

  function literal(node: Node, { drawn, name, as }: Place): void {
    const text = node['value']
    if (typeof text !== 'string' || !/[A-Za-z]/.test(text) || NOT_WORD_NAMES.has(name)) return
    const key = text.trim()
    if (
      (NOT_WORDS.has(key) && !(here.has(text) && (drawn || name !== 'verdict'))) ||
      (inCode && !isSentence(text))
    )
      return
    if (looksLikeWords(text) || drawn || isWordPlace(name) || here.has(text)) {
      found.units.push({
        kind: 'string',
        start: node.start,
        end: node.end,
        key,
        before: text.slice(0, text.indexOf(key)),
        after: text.slice(text.indexOf(key) + key.length),
        parts: [{ kind: 'text', text: key }],
      })
    } else if (isSmallWord(text)) found.unsure.push({ word: text, place: as, start: node.start })
  }

  function template(node: Node, { drawn, name, as }: Place): void {
    const expressions = nodesAt(node, 'expressions')
    const quasis = nodesAt(node, 'quasis').map((one) => {
      const { cooked } = one['value'] as { cooked: string }
      return cooked
    })
    const bare = quasis.join('')
    const words =
      !NOT_WORD_NAMES.has(name) &&
      !(inCode && !isSentence(quasis.join('\u0001'))) &&
      (looksLikeWords(quasis.join('\u0001')) ||
        ((drawn || isWordPlace(name)) && /[A-Za-z]/.test(bare)))
    for (const one of expressions)
      walk(one, { drawn: words || drawn || bare.trim() === '', name, as })
    if (!words) return
    const parts: Part[] = []
    quasis.forEach((text, index) => {
      if (text) parts.push({ kind: 'text', text })
      const hole = expressions[index]
      if (hole) parts.push({ kind: 'hole', index, node: hole })
    })
    push('template', node.start, node.end, parts)
  }

  function element(node: Node): void {
    const opening = node['openingElement']
    const tag = isNode(opening) ? nameOf(opening['name']) : ''
    if (isNode(opening)) for (const one of nodesAt(opening, 'attributes')) attribute(one)
    const children = nodesAt(node, 'children')
    if (CODE_ELEMENTS.has(tag)) {
      for (const one of children) if (one.type !== 'JSXText') walk(one, NOWHERE)
      return
    }
    const first = children[0]
    const last = children.at(-1)
    if (!first || !last) return
    if (!children.some(hasOwnWords)) {
      for (const one of children) if (one.type !== 'JSXText') walk(one, NOWHERE)
      return
    }
    const count = { holes: 0, elements: 0 }
    push('children', first.start, last.end, partsOf(children, count))
  }

  function partsOf(children: Node[], count: { holes: number; elements: number }): Part[] {
    const parts: Part[] = []
    for (const one of children) {
      if (one.type === 'JSXText') {
        const text = drawnText(String(one['value']))
        if (text) parts.push({ kind: 'text', text })
      } else if (one.type === 'JSXExpressionContainer') {
        const inner = nodeAt(one, 'expression')
        if (inner.type === 'JSXEmptyExpression') continue
        if (inner.type === 'Literal' && typeof inner['value'] === 'string') {
          parts.push({ kind: 'text', text: inner['value'] })
          continue
        }
        parts.push({ kind: 'hole', index: count.holes++, node: one })
        walk(one, NOWHERE)
      } else {
        const index = count.elements++
        const below = nodesAt(one, 'children')
        const opening = one['openingElement']
        if (isNode(opening) && below.some(hasOwnWords)) {
          for (const attr of nodesAt(opening, 'attributes')) attribute(attr)
          parts.push({ kind: 'element', index, node: one, parts: partsOf(below, count) })
        } else {
          parts.push({ kind: 'element', index, node: one, parts: [] })
          walk(one, NOWHERE)
        }
      }
    }
    return parts
  }

  function attribute(node: Node): void {
    if (node.type !== 'JSXAttribute') {
      for (const one of childrenOf(node)) walk(one, NOWHERE)
      return
    }
    const name = nameOf(node['name'])
    const given = node['value']
    if (!isNode(given)) return
    if (NOT_WORD_ATTRIBUTES.has(name)) {
      if (given.type !== 'Literal') quiet(given)
      return
    }
    if (given.type !== 'Literal') {
      const inner = given.type === 'JSXExpressionContainer' ? nodeAt(given, 'expression') : given
      walk(inner, { drawn: true, name, as: `${name}=` })
      return
    }
    const before = found.units.length
    literal(given, { drawn: true, name, as: `${name}=` })
    const unit = found.units[before]
    if (unit) unit.kind = 'attribute'
  }

  /** In the value of an attribute that holds no words only elements and functions can. */
  function quiet(node: Node): void {
    if (/^(JSXElement|JSXFragment|ArrowFunctionExpression|FunctionExpression)$/.test(node.type))
      return walk(node, NOWHERE)
    for (const one of childrenOf(node)) quiet(one)
  }

  function push(kind: Unit['kind'], start: number, end: number, parts: Part[]): void {
    const whole = written(parts)
    const key = whole.trim()
    if (NOT_WORDS.has(key)) return
    found.units.push({
      kind,
      start,
      end,
      key,
      before: whole.slice(0, whole.indexOf(key)),
      after: whole.slice(whole.indexOf(key) + key.length),
      parts,
    })
  }
}

function written(parts: Part[]): string {
  return parts
    .map((part) => {
      if (part.kind === 'text') return part.text
      if (part.kind === 'hole') return `{${part.index}}`
      const inner = written(part.parts)
      return inner ? `<${part.index}>${inner}</${part.index}>` : `<${part.index}/>`
    })
    .join('')
}

function hasOwnWords(node: Node): boolean {
  if (node.type === 'JSXText') return /[A-Za-z]/.test(drawnText(String(node['value'])))
  if (node.type !== 'JSXExpressionContainer') return false
  const { value } = nodeAt(node, 'expression')
  return typeof value === 'string' && /[A-Za-z]/.test(value)
}

/** What React draws of the text between two tags: lines are trimmed and joined by a space. */
function drawnText(text: string): string {
  const lines = text.split(/\r?\n/)
  return lines
    .map((line, at) => {
      const start = at === 0 ? line : line.trimStart()
      return at === lines.length - 1 ? start : start.trimEnd()
    })
    .filter(Boolean)
    .join(' ')
}
