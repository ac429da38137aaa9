import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import tailwindcss from '@tailwindcss/vite'
import { defineConfig } from 'vite'
import { chunks } from './vite.chunks.ts'
import { afterFirstPaint, outlines } from './vite.outlines.ts'
import { precompress } from './vite.precompress.ts'
import { oneBigNumber, withoutTable } from './vite.verifier.ts'
import { LANGUAGES } from './words/catalogue.ts'
import { pageName, words } from './words/plugin.ts'

const file = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/**
 * The compiler gives each component a cache for what it has drawn. In what a first visit loads, that
 * is 8 kB of 125: there, what is worth keeping is kept by hand.
 */
const FIRST_VISIT = /\/src\/(ui|queries|pages\/(actions|cvms|errors|layout|status))\//

const page = (command: 'build' | 'serve') =>
  react({
    compiler: true,
    ...(command === 'build' && { exclude: [/\/node_modules\//, FIRST_VISIT] }),
  })

// One config for all builds: the page (`vite build`), the page in another language (`vite build --mode
// zh-CN`, beside the first), the server (`vite build --ssr server/main.ts`) and the tests (vitest reads
// it too).
export default defineConfig(({ command, isSsrBuild, mode }) => {
  const language = LANGUAGES.find((one) => one === mode)
  const translation = language ? [words(language)] : []
  return {
    plugins: isSsrBuild
      ? []
      : [
          ...translation,
          page(command),
          tailwindcss(),
          ...(language ? [pageName(language)] : []),
          outlines(language, language ? [words(language)] : []),
          precompress(),
        ],
    publicDir: isSsrBuild || language ? false : 'public',
    resolve: {
      alias: [
        // monaco-yaml 5.5.1 imports paths that monaco-editor 0.57 no longer exports.
        { find: /^monaco-editor\/esm\/vs\//, replacement: 'monaco-editor/' },
        // dclint ships the current Compose specification but does not export it.
        {
          find: 'compose-schema.json',
          replacement: file('./node_modules/dclint/schemas/compose.schema.json'),
        },
        // The package names its development build for everybody, warnings and all.
        ...(command === 'build'
          ? [
              {
                find: /^react-router$/,
                replacement: file('./node_modules/react-router/dist/production/index.mjs'),
              },
            ]
          : []),
        withoutTable,
      ],
    },
    worker: {
      format: 'es' as const,
      plugins: () => [...(language ? [words(language)] : []), oneBigNumber()],
    },
    build: {
      target: isSsrBuild ? 'node20' : 'es2023',
      outDir: 'dist/client',
      emptyOutDir: language === undefined,
      sourcemap: false,
      modulePreload: {
        polyfill: false,
        // Scripts name what they import themselves, and the gateway's Link headers name all of a page's:
        // a third list of every file, in the script that every visit loads, is a kilobyte of it.
        resolveDependencies: (_url, files, { hostType }) =>
          hostType === 'html' ? files : files.filter((name) => name.endsWith('.css')),
      },
      ...(isSsrBuild
        ? {}
        : {
            manifest: language ? `.vite/manifest.${language}.json` : true,
            rolldownOptions: { output: { codeSplitting: chunks(), banner: afterFirstPaint } },
          }),
      chunkSizeWarningLimit: 4096,
    },
    test: {
      include: [
        'src/**/*.test.ts',
        'src/**/*.test.tsx',
        'server/**/*.test.ts',
        'bin/**/*.test.ts',
        'test/**/*.test.ts',
        'words/**/*.test.ts',
      ],
      testTimeout: 20_000,
      // One fewer than there are cores is vitest's own choice: of two, that is half of them.
      maxWorkers: '100%',
    },
  }
})
