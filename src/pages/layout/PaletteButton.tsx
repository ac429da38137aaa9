import { buttonLook } from '../../ui/button-look.ts'
import { Icon } from '../../ui/Icon.tsx'
import { isMac } from '../../ui/platform.ts'
import { useTooltip } from '../../ui/Tooltip.tsx'

/** The palette for whoever has no keyboard, or does not know its keys yet. */
export function PaletteButton({ onPress }: { onPress: () => void }) {
  const { anchor, tip } = useTooltip(`Command palette (${isMac() ? '⌘' : 'Ctrl+'}K)`)
  return (
    <>
      <button
        type="button"
        {...anchor}
        aria-label="Command palette"
        className={buttonLook('quiet', 'md', true)}
        onClick={onPress}
      >
        <Icon name="search" />
      </button>
      {tip}
    </>
  )
}
