import { useId } from 'react'
import { cx } from './class-names.ts'
import { Icon, type IconName } from './Icon.tsx'

export type MenuItem = {
  label: string
  icon?: IconName
  onSelect: () => void
  /** Why it cannot be chosen now: shown under the label and read as its description. */
  disabledReason?: string | undefined
  danger?: boolean
  /** For a choice among items: which one holds now. */
  checked?: boolean
  /** A line above it. */
  separated?: boolean
}

/** One line of a Menu. A disabled one can be reached, so that its reason can be read. */
export function MenuEntry({ item, onChoose }: { item: MenuItem; onChoose: () => void }) {
  const id = useId()
  const off = item.disabledReason !== undefined
  return (
    <>
      {item.separated && <hr className="mx-1 my-1 border-line" />}
      <button
        type="button"
        role={item.checked === undefined ? 'menuitem' : 'menuitemradio'}
        aria-checked={item.checked}
        aria-disabled={off || undefined}
        aria-labelledby={`${id}-label`}
        aria-describedby={off ? `${id}-why` : undefined}
        data-text={item.label}
        tabIndex={-1}
        className={cx(
          'flex w-full items-start gap-2.5 rounded-sm px-2 py-1.5 text-left -outline-offset-2 pointer-coarse:py-3',
          off ? 'text-muted' : 'hover:bg-hover focus:bg-hover',
          !off && item.danger && 'text-bad',
        )}
        onPointerEnter={(event) => event.currentTarget.focus()}
        onClick={() => {
          if (off) return
          onChoose()
          item.onSelect()
        }}
      >
        <Icon
          name={item.checked ? 'check' : (item.icon ?? 'check')}
          className={cx('mt-0.75', !item.checked && !item.icon && 'invisible')}
        />
        <span className="min-w-0">
          <span id={`${id}-label`}>{item.label}</span>
          {off && (
            <span id={`${id}-why`} className="block text-xs">
              {item.disabledReason}
            </span>
          )}
        </span>
      </button>
    </>
  )
}
