import type * as Monaco from 'monaco-editor'
import { isDark, watchTheme } from '../dark.ts'

export const EDITOR_THEME = 'cvm-console'

/** Gives all editors the colours of the app, now and whenever the theme changes. */
export function followTheme(monaco: typeof Monaco): void {
  const apply = () => {
    monaco.editor.defineTheme(EDITOR_THEME, themeOfPage())
    monaco.editor.setTheme(EDITOR_THEME)
  }
  apply()
  watchTheme(apply)
}

/** Monaco wants hexadecimal colours; the app's are CSS variables in oklch with light-dark(). */
function themeOfPage(): Monaco.editor.IStandaloneThemeData {
  const dark = isDark()
  const hex = colourReader()
  const bare = (name: string) => hex(name).slice(1, 7)
  return {
    base: dark ? 'vs-dark' : 'vs',
    inherit: true,
    rules: [
      { token: '', foreground: bare('ink') },
      { token: 'type', foreground: bare('accent') },
      { token: 'key', foreground: bare('accent') },
      { token: 'string', foreground: bare('ink') },
      { token: 'string.yaml', foreground: bare('good') },
      { token: 'number', foreground: bare('busy') },
      { token: 'keyword', foreground: bare('busy') },
      { token: 'comment', foreground: bare('muted'), fontStyle: 'italic' },
      { token: 'variable', foreground: bare('warn') },
      { token: 'operators', foreground: bare('muted') },
      { token: 'delimiter', foreground: bare('muted') },
      { token: 'tag', foreground: bare('warn') },
      { token: 'namespace', foreground: bare('warn') },
    ],
    colors: {
      'editor.background': hex('surface'),
      'editor.foreground': hex('ink'),
      'editorLineNumber.foreground': hex('muted'),
      'editorLineNumber.activeForeground': hex('ink'),
      'editor.lineHighlightBackground': hex('hover'),
      'editor.lineHighlightBorder': '#00000000',
      'editor.selectionBackground': `${hex('accent').slice(0, 7)}55`,
      'editor.inactiveSelectionBackground': `${hex('accent').slice(0, 7)}33`,
      'editorCursor.foreground': hex('accent'),
      'editorIndentGuide.background1': hex('line'),
      'editorIndentGuide.activeBackground1': hex('line-strong'),
      'editorGutter.background': hex('surface'),
      'editorWidget.background': hex('raised'),
      'editorWidget.border': hex('line'),
      'editorHoverWidget.background': hex('raised'),
      'editorHoverWidget.border': hex('line'),
      'editorSuggestWidget.background': hex('raised'),
      'editorSuggestWidget.border': hex('line'),
      'editorSuggestWidget.selectedBackground': hex('accent-soft'),
      'editorSuggestWidget.selectedForeground': hex('ink'),
      'editorSuggestWidget.highlightForeground': hex('accent'),
      'editorSuggestWidget.focusHighlightForeground': hex('accent'),
      'editorError.foreground': hex('bad'),
      'editorWarning.foreground': hex('warn'),
      'editorInfo.foreground': hex('busy'),
      'editorHint.foreground': hex('muted'),
      'editorOverviewRuler.border': '#00000000',
      'textLink.foreground': hex('accent'),
      'textLink.activeForeground': hex('accent-hover'),
      'input.background': hex('surface'),
      'input.border': hex('line-strong'),
      focusBorder: hex('accent'),
      'scrollbar.shadow': '#00000000',
      'scrollbarSlider.background': `${hex('line-strong').slice(0, 7)}55`,
      'scrollbarSlider.hoverBackground': `${hex('line-strong').slice(0, 7)}99`,
      'scrollbarSlider.activeBackground': `${hex('line-strong').slice(0, 7)}cc`,
      'diffEditor.insertedTextBackground': `${hex('good').slice(0, 7)}1f`,
      'diffEditor.removedTextBackground': `${hex('bad').slice(0, 7)}1f`,
      'diffEditor.insertedLineBackground': `${hex('good').slice(0, 7)}14`,
      'diffEditor.removedLineBackground': `${hex('bad').slice(0, 7)}14`,
      'diffEditor.unchangedRegionBackground': hex('sunken'),
      'diffEditor.unchangedRegionForeground': hex('muted'),
      'diffEditor.border': hex('line'),
    },
  }
}

/** Reads `--color-NAME` of the page as #rrggbbaa, by letting the browser paint it. */
function colourReader(): (name: string) => string {
  const probe = document.createElement('span')
  probe.hidden = true
  document.body.append(probe)
  const canvas = document.createElement('canvas')
  canvas.width = 1
  canvas.height = 1
  const context = canvas.getContext('2d', { willReadFrequently: true })
  const known = new Map<string, string>()
  queueMicrotask(() => probe.remove())
  return (name) => {
    const before = known.get(name)
    if (before) return before
    probe.style.color = `var(--color-${name})`
    const colour = getComputedStyle(probe).color
    if (!context) return '#808080ff'
    context.clearRect(0, 0, 1, 1)
    context.fillStyle = colour
    context.fillRect(0, 0, 1, 1)
    const bytes = [...context.getImageData(0, 0, 1, 1).data]
    const hex = `#${bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('')}`
    known.set(name, hex)
    return hex
  }
}
