// Brings the words of other languages up to date with the sources: run it after changing a text.
import { fileURLToPath } from 'node:url'
import { runnerImport } from 'vite'

const load = async (path) => {
  const file = fileURLToPath(new URL(path, import.meta.url))
  return (await runnerImport(file, { configFile: false, logLevel: 'error' })).module
}
const { LANGUAGES } = await load('../words/catalogue.ts')
const { updateCatalogue } = await load('../words/words.ts')
for (const language of LANGUAGES) {
  const added = updateCatalogue(language)
  for (const text of added) process.stdout.write(`${language}/${text}\n`)
  process.stdout.write(`${language}: ${added.length} to translate\n`)
}
