import { isMac } from '../platform.ts'

type EditorHelpProps = {
  id: string
  isRich: boolean
  readOnly: boolean
  failed: boolean
  /** Absent where only plain text is offered. */
  choice: { plain: boolean; choose: (plain: boolean) => void } | undefined
}

/** The line under an editor: how to leave it with the keyboard, and the way to a plain text field. */
export function EditorHelp({ id, isRich, readOnly, failed, choice }: EditorHelpProps) {
  const tabKey = isMac() ? 'Ctrl+Shift+M' : 'Ctrl+M'
  // It has its room from the beginning, so that nothing moves when the editor has come.
  const isComing = !isRich && !failed && choice?.plain === false
  return (
    <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 text-sm text-muted">
      <p id={id}>
        {failed && 'The code editor could not be loaded; this plain field does the same. '}
        {(isRich || isComing) && !readOnly && (
          <span className={isComing ? 'invisible' : undefined}>
            Tab indents. Press <kbd>{tabKey}</kbd> to move on with Tab instead.
          </span>
        )}
      </p>
      {choice && (
        <label className="flex items-center gap-1.5">
          <input
            type="checkbox"
            checked={choice.plain}
            onChange={(event) => choice.choose(event.currentTarget.checked)}
          />
          Use plain text
        </label>
      )}
    </div>
  )
}
