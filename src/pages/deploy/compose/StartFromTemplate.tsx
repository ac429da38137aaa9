import { lazy, Suspense, useEffect, useRef } from 'react'
import { useSearchParams } from 'react-router'
import { Button } from '../../../ui/Button.tsx'

const TemplateGallery = lazy(() => import('../../templates/TemplateGallery.tsx'))

/** The way to the gallery. Whether it is open is in the address, so that a link can lead to it. */
export function StartFromTemplate({
  replaces,
  onChoose,
  onChosen,
}: {
  replaces: boolean
  onChoose: (compose: string) => void
  /** The gallery is gone, and the focus can go where the text is. */
  onChosen: () => void
}) {
  const [params, setParams] = useSearchParams()
  const open = params.has('templates')
  const chosen = useRef(false)
  const show = (shown: boolean) =>
    setParams(
      (now) => {
        const next = new URLSearchParams(now)
        if (shown) next.set('templates', 'all')
        else next.delete('templates')
        return next
      },
      { replace: !shown },
    )
  useEffect(() => {
    if (open || !chosen.current) return
    chosen.current = false
    onChosen()
  })
  return (
    <>
      <Button size="sm" icon="file" aria-haspopup="dialog" onClick={() => show(true)}>
        Start from template
      </Button>
      {open && (
        <Suspense fallback={null}>
          <TemplateGallery
            replaces={replaces}
            onClose={() => show(false)}
            onChoose={({ compose }) => {
              chosen.current = true
              onChoose(compose)
              show(false)
            }}
          />
        </Suspense>
      )}
    </>
  )
}
