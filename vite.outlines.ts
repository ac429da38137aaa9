import { fileURLToPath } from 'node:url'
import { type Plugin, runnerImport } from 'vite'

/**
 * Puts the outlines of `src/outlines.tsx` into the page: `index.html` has the one for any address,
 * `outlines/NAME.html` beside it is the same page with another one. `language` names the pages of a
 * translation, `words` are the plugins that write it.
 */
export function outlines(language: string | undefined, words: readonly Plugin[]): Plugin {
  const ending = language ? `.${language}.html` : '.html'
  return {
    name: 'outlines',
    apply: 'build',
    generateBundle: {
      order: 'post',
      async handler(_options, bundle) {
        const page = Object.values(bundle).find(({ fileName }) => fileName === `index${ending}`)
        if (page?.type !== 'asset') throw new Error('the build has no page')
        const html = String(page.source)
        for (const [name, outline] of Object.entries(await draw(words))) {
          const source = html.replace('<div id="root">', (root) => root + outline)
          if (name === 'index') page.source = source
          else this.emitFile({ type: 'asset', fileName: `outlines/${name}${ending}`, source })
        }
      },
    },
  }
}

/**
 * What the app's script begins with: nothing of it runs before the outline has been on the screen. Where
 * both arrive together, it would be seen only after all of that had run. A tab in the background paints
 * nothing, and waits a moment only.
 */
export const afterFirstPaint = ({ isEntry }: { isEntry: boolean }): string =>
  isEntry
    ? "await new Promise(e=>{new PerformanceObserver(e).observe({type:'paint',buffered:!0});setTimeout(e,100)});"
    : ''

/** The app's own parts, drawn here and now. */
async function draw(words: readonly Plugin[]): Promise<Record<string, string>> {
  const { module } = await runnerImport<{ outlines: () => Record<string, string> }>(
    fileURLToPath(new URL('./src/outlines.tsx', import.meta.url)),
    { configFile: false, plugins: [...words], logLevel: 'error' },
  )
  return module.outlines()
}
