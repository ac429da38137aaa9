import { lazy, Suspense, useState } from 'react'
import { Palette } from './Palette.tsx'

const ShortcutSheet = lazy(async () => ({
  default: (await import('../shortcuts/ShortcutSheet.tsx')).ShortcutSheet,
}))

export type OverlayProps = {
  sheet: boolean
  /** What was pressed before this came. */
  keys: readonly string[]
  onClose: () => void
}

/** What opens over any page: the palette, or the sheet of all keys, to which it leads. */
export function Overlay({ sheet, keys, onClose }: OverlayProps) {
  const [isSheet, setSheet] = useState(sheet)
  if (!isSheet) return <Palette keys={keys} onClose={onClose} onShortcuts={() => setSheet(true)} />
  return (
    <Suspense fallback={null}>
      <ShortcutSheet onClose={onClose} />
    </Suspense>
  )
}
