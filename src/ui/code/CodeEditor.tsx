import {
  type Ref,
  useEffect,
  useEffectEvent,
  useId,
  useImperativeHandle,
  useRef,
  useState,
} from 'react'
import type * as Monaco from 'monaco-editor'
import { cx } from '../class-names.ts'
import type { CodeEditorHandle, CodeLanguage, CodeProblem } from './code-types.ts'
import { EditorHelp } from './EditorHelp.tsx'
import { isTouch, usePlainText } from './plain-text.ts'
import { areaHandle, areaState, putState } from './plain-editor.ts'
import type { createRichEditor, RichEditor } from './rich-editor.ts'

type CodeEditorProps = {
  /** The accessible name of the field, in both forms. */
  label: string
  /** The text to begin with. The editor owns it from then on; a new `key` or the handle replaces it. */
  defaultValue: string
  language: CodeLanguage
  onChange?: (text: string) => void
  readOnly?: boolean
  problems?: readonly CodeProblem[]
  /** Sets the height; 24rem unless told otherwise. */
  className?: string
  /** Id of text that describes the field, such as an error. */
  describedBy?: string
  invalid?: boolean
  handle?: Ref<CodeEditorHandle>
}

const none: readonly CodeProblem[] = []

/**
 * A code editor that is there at once: a plain text area, over which Monaco takes when it has loaded,
 * with text, selection and focus kept. It stays plain on touch screens and for those who want it so.
 */
export function CodeEditor(props: CodeEditorProps) {
  const { label, defaultValue, language, readOnly = false, problems = none } = props
  const area = useRef<HTMLTextAreaElement>(null)
  const host = useRef<HTMLDivElement>(null)
  const rich = useRef<RichEditor>(null)
  const [isRich, setRich] = useState(false)
  const [failed, setFailed] = useState(false)
  const [wantsPlain, choosePlain] = usePlainText()
  const [touch] = useState(isTouch)
  const plain = wantsPlain || touch
  const helpId = useId()
  const described = cx(helpId, props.describedBy)

  const changed = useEffectEvent((text: string) => props.onChange?.(text))

  const takeOver = useEffectEvent((monaco: typeof Monaco, create: typeof createRichEditor) => {
    if (!area.current || !host.current) return
    // Shown before it is filled, so that Monaco can measure it. All of this happens in one task, so no
    // key can fall between the two fields.
    host.current.hidden = false
    rich.current = create(monaco, host.current, areaState(area.current), {
      label,
      language,
      readOnly,
      describedBy: described,
      onChange: changed,
    })
    rich.current.showProblems(problems)
    // It stays, behind the other and out of everybody's way: whoever is about to focus it, having found
    // it a moment ago, is led on instead of typing to nobody.
    area.current.tabIndex = -1
    area.current.ariaHidden = 'true'
    area.current.removeAttribute('aria-label')
    area.current.value = ''
    setRich(true)
  })

  const giveBack = useEffectEvent(() => {
    if (rich.current && area.current && host.current) {
      const state = rich.current.state()
      area.current.tabIndex = 0
      area.current.ariaHidden = null
      putState(area.current, state)
      host.current.hidden = true
    }
    rich.current?.dispose()
    rich.current = null
    setRich(false)
  })

  useEffect(() => {
    if (plain) return undefined
    let wanted = true
    void (async () => {
      try {
        const [{ monaco }, { createRichEditor }] = await Promise.all([
          import('./monaco.ts'),
          import('./rich-editor.ts'),
        ])
        if (area.current) await notComposing(area.current)
        if (!wanted) return
        takeOver(monaco, createRichEditor)
      } catch {
        // The plain text area is a complete editor; say why it stays.
        if (wanted) setFailed(true)
      }
    })()
    return () => {
      wanted = false
      giveBack()
    }
  }, [plain])

  useEffect(() => rich.current?.showProblems(problems), [problems])
  useEffect(() => rich.current?.setReadOnly(readOnly), [readOnly])

  useImperativeHandle(
    props.handle,
    (): CodeEditorHandle => {
      const now = () => rich.current ?? (area.current && areaHandle(area.current, changed))
      return {
        text: () => now()?.text() ?? '',
        replaceText: (text) => now()?.replaceText(text),
        applyEdits: (edits) => now()?.applyEdits(edits),
        goTo: (line, column) => now()?.goTo(line, column),
        focus: () => now()?.focus(),
      }
    },
    [],
  )

  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <div
        className={cx(
          'relative overflow-hidden rounded-md border border-line-strong/70 bg-surface focus-within:border-accent',
          props.invalid && 'border-bad',
          props.className ?? 'h-96',
        )}
      >
        <textarea
          ref={area}
          // Behind the other it has no name (`takeOver` takes it away): only one is called so at a time.
          aria-label={isRich ? undefined : label}
          aria-describedby={described}
          aria-invalid={props.invalid || undefined}
          defaultValue={defaultValue}
          readOnly={readOnly}
          spellCheck={false}
          autoCapitalize="off"
          autoComplete="off"
          wrap="off"
          className="absolute inset-0 size-full resize-none bg-transparent py-2 pr-2 pl-[3.75rem] font-mono text-[13px]/5 outline-offset-[-2px] pointer-coarse:pl-3"
          onFocus={() => rich.current?.focus()}
          onChange={(event) => props.onChange?.(event.currentTarget.value)}
          onCompositionStart={(event) => (event.currentTarget.dataset['composing'] = 'yes')}
          onCompositionEnd={(event) => delete event.currentTarget.dataset['composing']}
        />
        <div ref={host} hidden className="absolute inset-0" data-code-editor="rich" />
      </div>
      <EditorHelp
        id={helpId}
        isRich={isRich}
        readOnly={readOnly}
        failed={failed}
        choice={touch ? undefined : { plain: wantsPlain, choose: choosePlain }}
      />
    </div>
  )
}

/** Waits for the end of an input method's composition, which a change of the field would break. */
async function notComposing(area: HTMLTextAreaElement): Promise<void> {
  if (area.dataset['composing'] !== 'yes') return
  await new Promise((resolve) => area.addEventListener('compositionend', resolve, { once: true }))
}
