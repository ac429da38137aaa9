/**
 * Where the list is a table and where it is cards. Rows are grids of the same tracks, so that columns
 * keep their place when rows come and go; below 70rem (wider text counts) each row is a card.
 */
export const WIDE = 'min-[70rem]'

export const headRow =
  'flex gap-1 overflow-x-auto px-4 py-1.5 [scrollbar-width:none] ' +
  'min-[70rem]:grid min-[70rem]:grid-cols-(--cvm-tracks) min-[70rem]:items-center min-[70rem]:gap-x-3 min-[70rem]:py-0 min-[70rem]:h-9'

export const bodyRow =
  'relative grid grid-cols-[1.5rem_1fr_auto] items-start gap-x-3 gap-y-1.5 border-t border-line px-4 py-3 hover:bg-hover ' +
  'aria-selected:bg-accent-soft ' +
  'min-[70rem]:grid-cols-(--cvm-tracks) min-[70rem]:items-center min-[70rem]:py-1.5 min-[70rem]:min-h-11'

/** A fact of a row: its own line with its name on a card, a cell in the table. */
export const factCell =
  'col-start-2 col-end-4 flex min-w-0 gap-2 min-[70rem]:col-auto min-[70rem]:block'

export const tracks =
  '1.5rem minmax(10rem,2.2fr) minmax(9rem,1.8fr) minmax(5.5rem,1fr) minmax(6.5rem,1fr) 3.75rem 5rem 4.5rem minmax(7rem,1fr) 10.5rem'
