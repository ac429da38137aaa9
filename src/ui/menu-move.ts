/** Which entry gets the focus next: from the entries' texts and the index of the current one. */
export type MenuMove = (texts: readonly string[], at: number) => number

/** What a key does inside a menu; undefined when it is not the menu's key. */
export function menuMove(key: string): MenuMove | undefined {
  switch (key) {
    case 'ArrowDown':
      return (texts, at) => (at + 1) % texts.length
    case 'ArrowUp':
      return (texts, at) => (at - 1 + texts.length) % texts.length
    case 'Home':
    case 'PageUp':
      return () => 0
    case 'End':
    case 'PageDown':
      return (texts) => texts.length - 1
  }
  if (key.length !== 1 || key === ' ') return undefined
  const letter = key.toLowerCase()
  return (texts, at) => {
    const starts = (text: string | undefined) => text?.toLowerCase().startsWith(letter) ?? false
    for (let step = 1; step <= texts.length; step++) {
      const index = (at + step) % texts.length
      if (starts(texts[index])) return index
    }
    return at
  }
}
