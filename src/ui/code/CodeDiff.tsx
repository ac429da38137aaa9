import { useEffect, useEffectEvent, useId, useRef, useState } from 'react'
import type * as Monaco from 'monaco-editor'
import { cx } from '../class-names.ts'
import type { CodeLanguage } from './code-types.ts'
import { PlainDiff } from './PlainDiff.tsx'
import { isTouch, usePlainText } from './plain-text.ts'

/** Milliseconds after which Monaco gives a comparison up by itself, and a margin. */
const LONGEST_COMPARISON = 10_000

type CodeDiffProps = {
  /** What the comparison is of: its accessible name. */
  label: string
  before: string
  after: string
  language: CodeLanguage
  /** Sets the height; 24rem unless told otherwise. */
  className?: string
}

/** Two texts compared: side by side where there is room, one under the other where there is not. */
export function CodeDiff({ label, before, after, language, className }: CodeDiffProps) {
  const host = useRef<HTMLDivElement>(null)
  const [isRich, setRich] = useState(false)
  const [wantsPlain] = usePlainText()
  const [touch] = useState(isTouch)
  const plain = wantsPlain || touch
  const headingId = useId()

  const show = useEffectEvent((monaco: typeof Monaco, options: Monaco.editor.IEditorOptions) => {
    if (!host.current) return undefined
    const original = monaco.editor.createModel(before, language)
    const modified = monaco.editor.createModel(after, language)
    const diff = monaco.editor.createDiffEditor(host.current, {
      ...options,
      readOnly: true,
      originalAriaLabel: `${label}: before`,
      modifiedAriaLabel: `${label}: after`,
      renderSideBySide: true,
      useInlineViewWhenSpaceIsLimited: true,
      renderSideBySideInlineBreakpoint: 760,
      renderOverviewRuler: false,
      hideUnchangedRegions: { enabled: true, contextLineCount: 4 },
    })
    diff.setModel({ original, modified })
    // The labels above reach a screen reader only where the editor believes that there is one.
    diff.getOriginalEditor().updateOptions({ ariaLabel: `${label}: before` })
    diff.getModifiedEditor().updateOptions({ ariaLabel: `${label}: after` })
    setRich(true)
    return () => {
      // A comparison that is under way fails where nobody can catch it when its texts go before it ends.
      diff.setModel(null)
      diff.dispose()
      setTimeout(() => {
        original.dispose()
        modified.dispose()
      }, LONGEST_COMPARISON)
    }
  })

  useEffect(() => {
    if (plain) return undefined
    let wanted = true
    let stop: (() => void) | undefined
    void Promise.all([import('./monaco.ts'), import('./rich-editor.ts')]).then(
      ([{ monaco }, { sharedOptions }]) => {
        if (wanted) stop = show(monaco, sharedOptions)
      },
      // The plain comparison stays, which says the same.
      () => undefined,
    )
    return () => {
      wanted = false
      stop?.()
      setRich(false)
    }
  }, [plain, before, after, language])

  return (
    <section
      aria-labelledby={headingId}
      className={cx(
        'relative min-w-0 overflow-hidden rounded-md border border-line',
        className ?? 'h-96',
      )}
    >
      <h3 id={headingId} className="sr-only">
        {label}
      </h3>
      {!isRich && <PlainDiff before={before} after={after} />}
      <div ref={host} className="absolute inset-0" hidden={plain} />
    </section>
  )
}
