export type Theme = 'system' | 'light' | 'dark'

/**
 * The same key is read by public/theme.js, which is no module so that it runs before the first paint:
 * a theme that was chosen by hand holds from the first frame on. Where storage is switched off it is
 * the system's. Every visit loads that file, so its words are here.
 */
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
