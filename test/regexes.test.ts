import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createContext, Script } from 'node:vm'
import { parseSync } from 'vite'
import { expect, test } from 'vitest'
import { cpuTime } from './cpuTime.ts'

/**
 * Every regular expression of ours is held against long texts that would make it go back and forth.
 * What grows faster than the text takes seconds here, and what matches in one pass takes nothing.
 */
const LENGTH = 30_000
const TOO_LONG_MS = 100

type Found = { file: string; source: string; flags: string }

function sources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$|\.d\.ts$|(^|\/)testing\//.test(name))
    .map((name) => join(folder, name))
}

/** The regular expressions that stand in a file. */
function regexesIn(file: string): Found[] {
  const found: Found[] = []
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return
    const { type, regex } = node as { type?: string; regex?: { pattern: string; flags: string } }
    if (type === 'Literal' && regex) found.push({ file, source: regex.pattern, flags: regex.flags })
    for (const child of Object.values(node)) visit(child)
  }
  visit(parseSync(file, readFileSync(file, 'utf8')).program)
  return found
}

/** Signs that the expression speaks of: its letters, and one of each class that it names. */
function alphabet(source: string): string[] {
  const classes: [RegExp, string][] = [
    [/\\d|0-9/, '1'],
    [/\\w|a-z|A-Z/i, 'a'],
    [/\\s/, ' '],
    [/\[\^/, '#'],
    [/(^|[^\\])\./, 'x'],
  ]
  const literals = source.replace(/\\[a-zA-Z]|\[\^?|[\]()|?*+{}^$]/g, '').replaceAll('\\', '')
  const signs = [
    ...literals.split(''),
    ...classes.filter(([has]) => has.test(source)).map(([, sign]) => sign),
  ]
  return [...new Set([...signs, 'a', '1', ' ', '.', '\n'])].slice(0, 24)
}

/** A beginning that the expression may want before it starts to repeat itself. */
const beginning = (source: string) =>
  /^\^?((?:\\[^a-zA-Z]|[A-Za-z0-9 :/_-])+)/.exec(source)?.[1] ?? ''

function attacks(source: string): string[] {
  const signs = alphabet(source)
  const start = beginning(source).replaceAll('\\', '')
  const pumps = [...signs, ...signs.slice(0, 5).flatMap((a) => signs.slice(0, 5).map((b) => a + b))]
  const texts = pumps.flatMap((pump) => {
    const body = pump.repeat(LENGTH / pump.length)
    return [`${start}${body}\u0000`, `\u0000${body}/\u0001`]
  })
  // A long beginning stands in a text fewer times: where it may begin anew takes a longer one.
  return start.length > 1 ? [...texts, start.repeat((10 * LENGTH) / start.length)] : texts
}

/** How long an expression takes at worst, in ms; stopped when it is too long for certain. */
function worst({ source, flags }: Found): { ms: number; text: string } {
  const context = createContext({ text: '' })
  const expression = new Script(
    `for (const re = new RegExp(${JSON.stringify(source)}, ${JSON.stringify(flags.replace('g', '').replace('y', ''))}); re.test(text); ) break`,
  )
  let found = { ms: 0, text: '' }
  for (const text of attacks(source)) {
    context['text'] = text
    const ms = cpuTime(() => {
      try {
        expression.runInContext(context, { timeout: 5 * TOO_LONG_MS })
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error
      }
    })
    if (ms > found.ms) found = { ms, text }
    if (ms > TOO_LONG_MS) return found
  }
  return found
}

const all = ['src', 'server'].flatMap(sources).flatMap(regexesIn)

test('the expressions are found', () => {
  expect(all.length).toBeGreaterThan(100)
})

test('an expression that goes back and forth is found out', () => {
  for (const source of ['^(a+)+$', '\\.[^/]*$']) {
    expect([source, worst({ file: '', source, flags: '' }).ms > TOO_LONG_MS]).toEqual([
      source,
      true,
    ])
  }
})

test('none of ours does', () => {
  const distinct = new Map(all.map((one) => [`${one.source}/${one.flags}`, one]))
  const slow = [...distinct.values()]
    .map((one) => ({ ...one, ...worst(one) }))
    .filter(({ ms }) => ms > TOO_LONG_MS)
    .map(
      ({ file, source, ms, text }) =>
        `${file}: /${source}/ took ${Math.round(ms)} ms on ${JSON.stringify(text.slice(0, 20))}…`,
    )
  expect(slow).toEqual([])
})
