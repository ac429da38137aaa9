import { lazy } from 'react'

/** The end of a log, fetched when it is shown. */
export const LateLogTail = lazy(async () => ({ default: (await import('./LogsPage.tsx')).LogTail }))
