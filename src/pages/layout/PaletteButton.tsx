import { buttonLook } from '../../ui/button-look.ts'
import { Icon } from '../../ui/Icon.tsx'
import { isMac } from '../../ui/platform.ts'

/** The palette for whoever has no keyboard, or does not know its keys yet. */
export function PaletteButton({ onPress }: { onPress: () => void }) {
  return (
    <button
      type="button"
      aria-label="Command palette"
      aria-keyshortcuts={`${isMac() ? 'Meta' : 'Control'}+K`}
      title={`Command palette (${isMac() ? '⌘' : 'Ctrl+'}K), shortcuts (?)`}
      className={buttonLook('quiet', 'md', true)}
      onClick={onPress}
    >
      <Icon name="search" />
    </button>
  )
}
