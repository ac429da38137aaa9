import { storedTheme } from './theme.ts'

/** Whether the page is dark now, for what cannot be styled by CSS variables (editor, charts). */
export function isDark(): boolean {
  const theme = storedTheme()
  return theme === 'system' ? matchMedia('(prefers-color-scheme: dark)').matches : theme === 'dark'
}

/** Calls back when `isDark` may have changed; returns the way to stop. */
export function watchTheme(onChange: () => void): () => void {
  const media = matchMedia('(prefers-color-scheme: dark)')
  media.addEventListener('change', onChange)
  document.addEventListener('themechange', onChange)
  return () => {
    media.removeEventListener('change', onChange)
    document.removeEventListener('themechange', onChange)
  }
}
