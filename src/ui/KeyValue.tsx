import type { ReactNode } from 'react'

/** Facts under their names, in as many columns as fit. */
export function KeyValueList({ children }: { children: ReactNode }) {
  return (
    <dl className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,8.5rem),1fr))] sm:grid-cols-[repeat(auto-fill,minmax(min(100%,13rem),1fr))] gap-x-6 gap-y-4">
      {children}
    </dl>
  )
}

/** One fact. An unknown value is shown as a dash that is read as "unknown". */
export function KeyValue({ term, children }: { term: string; children: ReactNode }) {
  const missing = children === null || children === undefined || children === ''
  return (
    <div className="min-w-0">
      <dt className="text-sm text-muted">{term}</dt>
      <dd className="mt-0.5 min-w-0 wrap-anywhere">{missing ? <Dash /> : children}</dd>
    </div>
  )
}

/** Where there is no value: a dash to the eye, a word to the ear. */
export function Dash() {
  return (
    <>
      <span aria-hidden="true" className="text-muted">
        –
      </span>
      <span className="sr-only">unknown</span>
    </>
  )
}
