import { type Node, nodeAt } from './ast.ts'
import { areaOf, type Catalogue, lookUp } from './catalogue.ts'
import { extract, type Part, type Unit } from './extract.ts'

type Edit = { start: number; end: number; write: () => string }

/**
 * The source of a file in another language: each text that the catalogue knows is replaced where it
 * stands, and formatters are told the locale. What is not translated stays English.
 */
export function translated(code: string, file: string, catalogue: Catalogue, locale: string) {
  const { units, locales } = extract(code, file)
  const edits: Edit[] = locales.map((place) => ({
    start: place.start,
    end: place.end,
    write: () => place.text(locale),
  }))
  for (const unit of units) {
    const text = lookUp(catalogue, areaOf(file), unit.key)
    if (text === undefined) continue
    edits.push({ start: unit.start, end: unit.end, write: () => written(unit, text, slice) })
  }
  edits.sort((a, b) => a.start - b.start || b.end - a.end)
  return slice(0, code.length)

  function slice(from: number, to: number): string {
    let out = ''
    let at = from
    for (const edit of edits) {
      if (edit.start < at || edit.end > to) continue
      out += code.slice(at, edit.start) + edit.write()
      at = edit.end
    }
    return out + code.slice(at, to)
  }
}

type Slice = (from: number, to: number) => string

/** Chinese sets no space beside its own letters and marks. */
const WIDE = /[\u3000-\u9fff\uff00-\uffef“”]/

function written(unit: Unit, translation: string, slice: Slice): string {
  const before = WIDE.test(translation.charAt(0)) ? '' : unit.before
  const after = WIDE.test(translation.slice(-1)) ? '' : unit.after
  const text = translation === '' ? '' : before + translation + after
  switch (unit.kind) {
    case 'string':
      return JSON.stringify(text)
    case 'attribute':
      return `{${JSON.stringify(text)}}`
    case 'template':
      return `\`${pieces(text, unit.parts, slice, (words) => words.replaceAll(/[`\\]|\$\{/g, '\\$&'))}\``
    case 'children':
      return pieces(text, unit.parts, slice, (words) => words && `{${JSON.stringify(words)}}`)
  }
}

const PLACE = /\{(\d+)\}|<(\d+)\/>|<(\d+)>/

/** A translation with its places filled in from the source. */
function pieces(text: string, parts: Part[], slice: Slice, plain: (words: string) => string) {
  let out = ''
  let rest = text
  for (;;) {
    const match = PLACE.exec(rest)
    if (!match) return out + plain(rest)
    const [whole, hole, empty, open] = match
    out += plain(rest.slice(0, match.index))
    rest = rest.slice(match.index + whole.length)
    if (hole !== undefined) {
      const { node } = partOf(parts, 'hole', Number(hole))
      const code = slice(node.start, node.end)
      out += node.type === 'JSXExpressionContainer' ? code : `\${${code}}`
    } else {
      const element = partOf(parts, 'element', Number(empty ?? open))
      const { node } = element
      if (open === undefined) out += slice(node.start, node.end)
      else {
        const close = `</${open}>`
        const at = rest.indexOf(close)
        const inner = pieces(rest.slice(0, at), parts, slice, plain)
        rest = rest.slice(at + close.length)
        out += around(node, inner, slice)
      }
    }
  }
}

function around(node: Node, inner: string, slice: Slice): string {
  if (node.type === 'JSXFragment') return `<>${inner}</>`
  const opening = nodeAt(node, 'openingElement')
  const closing = nodeAt(node, 'closingElement')
  return slice(opening.start, opening.end) + inner + slice(closing.start, closing.end)
}

function partOf(parts: Part[], kind: 'hole' | 'element', index: number): { node: Node } {
  for (const part of parts) {
    if (part.kind === 'text') continue
    if (part.kind === kind && part.index === index) return part
    if (part.kind === 'element') {
      try {
        return partOf(part.parts, kind, index)
      } catch {
        // It is in none of this element's parts; the next may have it.
      }
    }
  }
  throw new Error(`the translation names a ${kind} ${index} that its English has not`)
}
