import { type ReactNode, useState } from 'react'
import { whenHere } from '../../ui/when-here.ts'

const bring = () => import('../palette/Overlay.tsx')

/** The palette is likely wanted soon. Opening it says so, should it not come. */
export const bringOverlay = () => void bring().catch(() => undefined)

/**
 * What opens over any page, and the way to open it: the command palette, or the sheet of all
 * shortcuts. Its code comes when it is asked for.
 */
export function useOverlay(): [ReactNode, (sheet?: boolean) => void] {
  const [node, setNode] = useState<ReactNode>()
  const show = (sheet = false) =>
    whenHere(bring(), ({ Overlay }, keys) =>
      setNode(<Overlay sheet={sheet} keys={keys} onClose={() => setNode(null)} />),
    )
  return [node, show]
}
