import { type ComponentType, type ReactNode, useState } from 'react'
import { toast } from '../../ui/toast.ts'
import type { OverlayProps } from '../palette/Overlay.tsx'

const bring = () => import('../palette/Overlay.tsx')

export type Overlays = {
  /** The command palette, or the sheet of the shortcuts. */
  show: (sheet?: boolean) => void
  /** It is likely wanted soon. */
  near: () => void
  node: ReactNode
}

/** What opens over any page. Its code comes when it is asked for, or when somebody comes near. */
export function useOverlay(): Overlays {
  const [open, setOpen] = useState<{ Overlay: ComponentType<OverlayProps>; sheet: boolean }>()
  return {
    show: (sheet = false) =>
      void bring().then(
        ({ Overlay }) => setOpen({ Overlay, sheet }),
        () => toast.error('A part of the console could not be loaded'),
      ),
    // Opening it says so, should it not have come.
    near: () => void bring().catch(() => undefined),
    node: open && <open.Overlay sheet={open.sheet} onClose={() => setOpen(undefined)} />,
  }
}
