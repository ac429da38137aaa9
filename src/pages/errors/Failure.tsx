import type { ReactNode } from 'react'
import { ErrorPanel } from '../../ui/ErrorPanel.tsx'
import { problemOf } from './problem-of.ts'

/** An error in full, in the place of what it kept from coming. */
export function Failure({ error, actions }: { error: unknown; actions?: ReactNode }) {
  return <ErrorPanel problem={problemOf(error)} actions={actions} />
}
