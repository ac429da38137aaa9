import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'
import { type Language, lookUp, readCatalogue } from './catalogue.ts'
import { translated } from './write.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url)).replaceAll('\\', '/')

/** The module that a language has of its own: words for values of the API, which no source spells out. */
const STATUS = `${ROOT}src/cvm/status.ts`

/** Builds the page in another language: the words are put in place of the English while it is built. */
export function words(language: Language): Plugin {
  const catalogue = readCatalogue(language)
  return {
    name: 'words',
    enforce: 'pre',
    async resolveId(source, importer) {
      const own = `${ROOT}words/${language}/status.ts`
      if (!source.endsWith('/status.ts') || importer?.replaceAll('\\', '/') === own) return null
      const found = await this.resolve(source, importer, { skipSelf: true })
      return found?.id.replaceAll('\\', '/') === STATUS ? own : found
    },
    transform: {
      filter: { id: /\/src\/[^?]+\.tsx?(\?.*)?$/ },
      handler(code, id) {
        const path = id.replaceAll('\\', '/').replace(/\?.*/, '')
        if (!path.startsWith(`${ROOT}src/`)) return null
        return { code: translated(code, path.slice(ROOT.length), catalogue, language), map: null }
      },
    },
    transformIndexHtml: {
      order: 'pre',
      handler: (html) =>
        html
          .replace('lang="en"', `lang="${language}"`)
          .replace(
            /(name="description" content=")([^"]*)/,
            (whole, before: string, text: string) => {
              const known = lookUp(catalogue, 'app', text)
              return known ? before + known : whole
            },
          ),
    },
  }
}

/** Gives the page of another language a name of its own beside the English one. */
export function pageName(language: Language): Plugin {
  return {
    name: 'page-name',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const page = bundle['index.html']
        if (page) page.fileName = `index.${language}.html`
      },
    },
  }
}
