import { type Language, LANGUAGES } from '../../cvm/code/languages.ts'

const KEY = 'cvm-console-code-language'

/** The language that was looked at last; the CLI where nothing is kept. */
export function readLanguage(): Language {
  try {
    const kept = localStorage.getItem(KEY)
    return LANGUAGES.find(({ id }) => id === kept)?.id ?? 'cli'
  } catch {
    return 'cli' // A browser that keeps nothing; nothing is lost.
  }
}

export function writeLanguage(language: Language): void {
  try {
    localStorage.setItem(KEY, language)
  } catch {
    // The next time begins with the CLI again.
  }
}
