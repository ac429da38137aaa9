/**
 * Where the list is a table and where it is cards. Rows are grids of the same tracks, so that columns
 * keep their place when rows come and go; below 70rem (wider text counts) each row is a card of three
 * lines: name and actions, status, facts.
 */
export const WIDE = 'min-[70rem]'

export const headRow =
  'relative flex items-center gap-2 overflow-x-auto pr-6 pl-12 h-9 pointer-coarse:h-11 [scrollbar-width:none] ' +
  'mask-r-from-[calc(100%-2rem)] min-[70rem]:mask-none ' +
  'min-[70rem]:grid min-[70rem]:grid-cols-(--cvm-tracks) min-[70rem]:gap-x-4 min-[70rem]:px-4'

export const bodyRow =
  'group/row relative flex flex-wrap items-center gap-x-3 gap-y-0.5 border-t border-line py-2.5 pr-3 pl-12 hover:bg-hover ' +
  'aria-selected:bg-accent-soft last:rounded-b-[9px] ' +
  'min-[70rem]:grid min-[70rem]:min-h-10 min-[70rem]:grid-cols-(--cvm-tracks) min-[70rem]:content-center min-[70rem]:gap-x-4 min-[70rem]:px-4 min-[70rem]:py-1'

/** The checkbox: in the margin of a card, a cell of the table. */
export const checkCell =
  'absolute top-3.5 left-4 flex pointer-coarse:top-6 min-[70rem]:static min-[70rem]:row-start-1'

/** What stands alone in its cell takes a finger's width all the same, without making the cell wider. */
export const checkBox =
  'pointer-coarse:relative pointer-coarse:after:absolute pointer-coarse:after:-inset-3.75'

/** A fact of a row: a word in the last line of a card, a cell of the table. */
export const factCell =
  'order-3 min-w-0 text-sm text-muted ' +
  'min-[70rem]:order-none min-[70rem]:row-start-1 min-[70rem]:text-ink'

export const tracks =
  '1rem minmax(8rem,2.4fr) minmax(8rem,1.6fr) minmax(5rem,1fr) minmax(6rem,1fr) 3.75rem 4rem 4rem minmax(6rem,1fr) 9.5rem'
