/** The look that text fields, text areas and selects share. */
export const controlLook =
  'block w-full min-w-0 rounded-md border border-line-strong/70 bg-surface px-2.5 text-base text-ink ' +
  'hover:border-line-strong focus-visible:border-accent focus-visible:outline-offset-0 ' +
  'aria-invalid:border-bad disabled:opacity-60 pointer-coarse:min-h-11'
