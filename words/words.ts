import { writeFileSync } from 'node:fs'
import {
  type Area,
  areaOf,
  COMMON,
  folderOf,
  type Language,
  lookUp,
  readCatalogue,
} from './catalogue.ts'
import { type Extracted, extract } from './extract.ts'
import { readSource, sourceFiles } from './files.ts'

/** All sources with their texts. */
export function readWords(): Map<string, Extracted> {
  return new Map(sourceFiles().map((file) => [file, extract(readSource(file), file)]))
}

/** Each text with the areas that say it, in the order of the sources. */
export function areasOf(words: ReadonlyMap<string, Extracted>): Map<string, Set<string>> {
  const areas = new Map<string, Set<string>>()
  for (const [file, { units }] of words) {
    for (const { key } of units) {
      const found = areas.get(key) ?? new Set()
      areas.set(key, found.add(areaOf(file)))
    }
  }
  return areas
}

/**
 * Brings the catalogue of a language up to date: what the sources say and nobody has translated is
 * added with null for its translation, what they no longer say is dropped. Resolves to what is added.
 */
export function updateCatalogue(language: Language): string[] {
  const before = readCatalogue(language)
  const after = new Map<string, Area>([...before.keys()].map((name) => [name, {}]))
  const added: string[] = []
  for (const [key, areas] of areasOf(readWords())) {
    const shared = areas.size > 1
    for (const area of areas) {
      const own = before.get(area)?.[key]
      const home =
        shared && (own === undefined || own === before.get(COMMON)?.[key]) ? COMMON : area
      const words = after.get(home) ?? {}
      after.set(home, words)
      // A text that a second area begins to say keeps the translation that it has in the first.
      const known =
        home === COMMON
          ? [COMMON, ...areas]
              .map((one) => lookUp(before, one, key))
              .find((one) => one !== undefined)
          : lookUp(before, area, key)
      if (known === undefined && !Object.hasOwn(words, key)) added.push(`${home}: ${key}`)
      words[key] = known ?? null
    }
  }
  for (const [name, words] of after) {
    writeFileSync(`${folderOf(language)}/${name}.json`, `${JSON.stringify(words, null, 2)}\n`)
  }
  return added
}
