import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** Languages that the page is built in besides English, in which it is written. */
export const LANGUAGES = ['zh-CN'] as const
export type Language = (typeof LANGUAGES)[number]

/** English to its translation; null while nobody has translated it. */
export type Area = Record<string, string | null>
export type Catalogue = ReadonlyMap<string, Area>

/** What several areas say in the same words. */
export const COMMON = 'common'

export const folderOf = (language: Language): string =>
  fileURLToPath(new URL(`./${language}`, import.meta.url))

/** The area of a source file: a page's folder, or the floor that it is on. */
export function areaOf(file: string): string {
  return /^src\/pages\/([^/]+)\//.exec(file)?.[1] ?? /^src\/([^/]+)\//.exec(file)?.[1] ?? 'app'
}

export function readCatalogue(language: Language): Catalogue {
  const folder = folderOf(language)
  return new Map(
    readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .map((name) => [
        name.slice(0, -'.json'.length),
        JSON.parse(readFileSync(`${folder}/${name}`, 'utf8')) as Area,
      ]),
  )
}

/** The area's own words come before the common ones. Undefined when nobody has translated it. */
export function lookUp(catalogue: Catalogue, area: string, key: string): string | undefined {
  for (const name of [area, COMMON]) {
    const words = catalogue.get(name)
    if (words && Object.hasOwn(words, key)) return words[key] ?? undefined
  }
  return undefined
}
