import { isMac } from '../../ui/platform.ts'

/** `press` is how the keys are named to a browser test, which presses every one of them. */
export type Shortcut = {
  press: string
  /** On a Mac, where it is another. */
  mac?: string
  does: string
}

const EVERYWHERE: readonly Shortcut[] = [
  { press: 'ControlOrMeta+k', does: 'Open or close the command palette' },
  { press: '?', does: 'Show these shortcuts' },
  { press: '/', does: 'Go to the filter of the page' },
  { press: 'Escape', does: 'Close what is open; nothing is done' },
]

const PALETTE: readonly Shortcut[] = [
  { press: 'ArrowDown', does: 'The next line' },
  { press: 'ArrowUp', does: 'The line before' },
  { press: 'Enter', does: 'Do it' },
]

const MENUS: readonly Shortcut[] = [
  { press: 'ArrowDown', does: 'Open a menu, then the next entry' },
  { press: 'Home', does: 'The first entry' },
  { press: 'End', does: 'The last entry' },
]

const EDITOR: readonly Shortcut[] = [
  { press: 'Control+Space', does: 'Complete' },
  { press: 'ControlOrMeta+f', does: 'Find' },
  { press: 'ControlOrMeta+/', does: 'Turn the lines into comments, and back' },
  { press: 'F8', does: 'Go to the next problem' },
  {
    press: 'Control+m',
    mac: 'Control+Shift+m',
    does: 'Let Tab move on instead of indenting',
  },
]

/** Every key that does something, and where. The browser's own are not listed. */
export const SHORTCUTS: ReadonlyArray<{ where: string; shortcuts: readonly Shortcut[] }> = [
  { where: 'Everywhere', shortcuts: EVERYWHERE },
  { where: 'In the command palette', shortcuts: PALETTE },
  { where: 'In menus', shortcuts: MENUS },
  { where: 'In the editor', shortcuts: EDITOR },
]

const WORDS: Record<string, string> = {
  ArrowDown: '↓',
  ArrowUp: '↑',
  Escape: 'Esc',
  Control: 'Ctrl',
}

/** The keys as they are printed on this keyboard. */
export const keysOf = ({ press, mac = press }: Shortcut): string[] =>
  (isMac() ? mac : press).split('+').map((key) => {
    if (key === 'ControlOrMeta') return isMac() ? '⌘' : 'Ctrl'
    return WORDS[key] ?? (key.length === 1 ? key.toUpperCase() : key)
  })
