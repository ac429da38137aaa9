import { IconButton } from '../../ui/IconButton.tsx'
import { isMac } from '../../ui/platform.ts'

/** The palette for whoever has no keyboard, or does not know its keys yet. */
export function PaletteButton({ onPress, onNear }: { onPress: () => void; onNear: () => void }) {
  return (
    <IconButton
      label="Command palette"
      icon="search"
      keys={isMac() ? '⌘K' : 'Ctrl+K'}
      aria-keyshortcuts="Control+K Meta+K"
      onClick={onPress}
      onPointerEnter={onNear}
    />
  )
}
