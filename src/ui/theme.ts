export type Theme = 'system' | 'light' | 'dark'

/** The same key is read by public/theme.js before the first paint. */
const KEY = 'cvm-console.theme'

const isTheme = (value: string | null | undefined): value is 'light' | 'dark' =>
  value === 'light' || value === 'dark'

/** What was chosen on this device; `system` when nothing was. */
export function storedTheme(): Theme {
  const now = document.documentElement.dataset['theme']
  return isTheme(now) ? now : 'system'
}

/** Applies a theme at once and keeps it for the next visit, where the browser allows keeping. */
export function chooseTheme(theme: Theme): void {
  const root = document.documentElement
  if (theme === 'system') delete root.dataset['theme']
  else root.dataset['theme'] = theme
  root.dispatchEvent(new CustomEvent('themechange', { bubbles: true }))
  try {
    if (theme === 'system') localStorage.removeItem(KEY)
    else localStorage.setItem(KEY, theme)
  } catch {
    // Storage is switched off: the choice holds until the page is left.
  }
}

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
