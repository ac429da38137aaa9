import { describe, expect, test } from 'vitest'
import { areaOf, COMMON, LANGUAGES, lookUp, readCatalogue } from './catalogue.ts'
import { extract } from './extract.ts'
import { sourceFiles } from './files.ts'
import { wrongPlaces } from './places.ts'
import { CODE_IN, looksLikeWords, NOT_WORDS, WORDS_BY_FILE } from './rules.ts'
import { EVENTS, TONES, VALUE_PLACES, VALUES_BY_FILE, VALUES_IN } from './values.ts'
import { areasOf, readWords } from './words.ts'
import { translated } from './write.ts'

const words = readWords()
const areas = areasOf(words)

describe.each(LANGUAGES)('the words in %s', (language) => {
  const catalogue = readCatalogue(language)

  test('are there for every text of the sources (npm run words lists what is new)', () => {
    const missing = [...words].flatMap(([file, { units }]) =>
      units
        .filter(({ key }) => lookUp(catalogue, areaOf(file), key) === undefined)
        .map(({ key }) => `${file}: ${key}`),
    )
    expect(missing).toEqual([])
  })

  test('are there for nothing else', () => {
    const unused = [...catalogue].flatMap(([area, texts]) =>
      Object.keys(texts)
        .filter((key) => (area === COMMON ? !areas.has(key) : !areas.get(key)?.has(area)))
        .map((key) => `${area}: ${key}`),
    )
    expect(unused).toEqual([])
  })

  test('have the places of the English, each at most once', () => {
    const wrong = [...catalogue].flatMap(([area, texts]) =>
      Object.entries(texts).flatMap(([key, text]) => {
        const why = wrongPlaces(key, text ?? '')
        return why ? [`${area}: ${key}: ${why}`] : []
      }),
    )
    expect(wrong).toEqual([])
  })
})

describe('nothing hides', () => {
  const valuesOf = (sources: [string, { values: Set<string> }][]) =>
    new Set(sources.flatMap(([, one]) => [...one.values]))

  test('what is compared, and looks like words, is named as none', () => {
    const ours = valuesOf([...words].filter(([file]) => !CODE_IN.test(file)))
    const compared = [...ours].filter((text) => looksLikeWords(text) && areas.has(text))
    expect(compared.filter((text) => !NOT_WORDS.has(text))).toEqual([])
  })

  // That a word is a value elsewhere says nothing: the API's `memory` is also what a card says.
  test('a single word in small letters is a value where it stands, or a word of its file', () => {
    const unsure = [...words].flatMap(([file, one]) =>
      one.unsure
        .filter(
          ({ word, place }) =>
            !VALUES_IN.test(file) &&
            !VALUE_PLACES.has(place) &&
            !TONES.has(word) &&
            !EVENTS.test(word) &&
            !one.values.has(word) &&
            !VALUES_BY_FILE[file]?.includes(word),
        )
        .map(({ word, place }) => `${file}: ${place} ${word}`),
    )
    expect(unsure).toEqual([])
  })

  test('the lists of exceptions name nothing that is gone', () => {
    const known = new Set(sourceFiles())
    const named = [...Object.keys(WORDS_BY_FILE), ...Object.keys(VALUES_BY_FILE)]
    expect(named.filter((file) => !known.has(file))).toEqual([])
    const said = (file: string, word: string) =>
      words
        .get(file)
        ?.unsure.some((one) => one.word === word && !words.get(file)?.values.has(word)) === true
    const idle = Object.entries(VALUES_BY_FILE).flatMap(([file, values]) =>
      values.filter((word) => !said(file, word)).map((word) => `${file}: ${word}`),
    )
    expect(idle).toEqual([])
    const places = new Set([...words.values()].flatMap((one) => one.unsure.map((u) => u.place)))
    expect([...VALUE_PLACES].filter((place) => !places.has(place))).toEqual([])
  })
})

describe('a text', () => {
  const keys = (code: string) => extract(code, 'src/pages/x/X.tsx').units.map(({ key }) => key)

  test.each([
    ['const a = <p>Delete <b>{name}</b>? It is{" "}gone.</p>', ['Delete <0/>? It is gone.']],
    ['const a = <p>One{n === 1 ? " CVM" : "s"} left</p>', ['One{0} left', 'CVM', 's']],
    [
      'const a = <p><b>Slow.</b> See the <a href="/x y">log</a>.</p>',
      ['<0>Slow.</0> See the <1>log</1>.'],
    ],
    ['const a = <p className="flex gap-2" title="Two words">{x}</p>', ['Two words']],
    ['const a = { label: "copied", kind: "copied" }', ['copied']],
    ['const a = <Fact end after="memory">{x}</Fact>', ['memory']],
    ['const a = <Fact after={n === 1 ? "disk" : undefined} step="commit">{x}</Fact>', ['disk']],
    ['const a = `${n} of ${all} shown`', ['{0} of {1} shown']],
    ['const a = "flex items-center gap-2"', []],
    ['const a = <code>docker compose up</code>', []],
    ['const a = b === "Two words"', []],
    ['import "Two words"', []],
  ])('of %s is %j', (code, expected) => {
    expect(keys(code)).toEqual(expected)
  })
})

describe('a translation', () => {
  const put = (code: string, texts: Record<string, string>) =>
    translated(code, 'src/pages/x/X.tsx', new Map([['x', texts]]), 'zh-CN')

  test('turns places around, and leaves out what its language has not', () => {
    expect(
      put('f(`${n} CVM${n === 1 ? "" : "s"} of ${all}`)', {
        '{0} CVM{1} of {2}': '{2} 中的 {0} 台',
      }),
    ).toBe('f(`${all} 中的 ${n} 台`)')
  })

  test('goes into elements, and their own words with it', () => {
    expect(
      put('<p>Ask <A title="Help">the {who}</A> now</p>', {
        'Ask <0>the {0}</0> now': '现在询问<0>{0}</0>',
        Help: '帮助',
      }),
    ).toBe('<p>{"现在询问"}<A title={"帮助"}>{who}</A></p>')
  })

  test('is code again, whatever it holds', () => {
    const code = put('f(`a ${b} c`, "Two words")', {
      'a {0} c': '`${x}` {0} \\',
      'Two words': '"\n',
    })
    expect(code).toBe('f(`\\`\\${x}\\` ${b} \\\\`, "\\"\\n")')
  })

  test('tells formatters the locale', () => {
    expect(
      put('new Intl.NumberFormat("en-US", x); n.toLocaleString(); a.localeCompare(b)', {}),
    ).toBe(
      "new Intl.NumberFormat('zh-CN', x); n.toLocaleString('zh-CN'); a.localeCompare(b, 'zh-CN')",
    )
  })

  test.each([
    ['{0} of {1}', '{1}：{0}', undefined],
    ['{0} of {1}', '{2}', '{2} is not in the English'],
    ['{0}', '{0}{0}', '{0} comes twice'],
    ['<0>a</0>', '<0>甲', '<0> is not closed'],
    ['<0>a</0><1>b</1>', '<0>甲<1>乙</0></1>', '</0> closes nothing'],
  ])('of %j may not be %j', (english, translation, why) => {
    expect(wrongPlaces(english, translation)).toBe(why)
  })
})
