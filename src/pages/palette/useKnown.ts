import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useLocation, useMatches } from 'react-router'
import { workspaceKey } from '../../contract/workspaceKey.ts'
import { paths } from '../../paths.ts'
import { cvmKeys } from '../../queries/cvmKeys.ts'
import { type CvmList, cvmListQuery } from '../../queries/cvmList.ts'
import type { Cvm, CvmRow } from '../../queries/cvmRow.ts'
import { sessionQuery } from '../../queries/session.ts'
import { PLACES } from '../layout/places.ts'
import { type Command, keyOf, VERBS } from './command.ts'
import type { Known } from './find.ts'
import { readRecent } from './recent.ts'

const NONE: readonly CvmRow[] = []

/** Everything that the palette knows now, and what it is still reading. */
export function useKnown(): { known: Known; reading: string | undefined } {
  const client = useQueryClient()
  const { data: session } = useQuery(sessionQuery())
  const { data: list, error } = useQuery({ ...cvmListQuery(), enabled: Boolean(session) })
  const { pathname } = useLocation()
  // As it was when the palette was opened: what is chosen now comes first the next time.
  const [keys] = useState(() => (session ? readRecent(workspaceKey(session)) : []))
  const rows = list?.items ?? NONE
  const id = useMatches().at(-1)?.params['cvmId'] ?? ''
  const current = rows.find((row) => row.id === id) ?? client.getQueryData<Cvm>(cvmKeys.detail(id))
  const signedIn = Boolean(session)

  const known = useMemo((): Known => {
    const pages = pagesFor(signedIn, pathname)
    const byId = new Map(rows.map((row) => [row.id, row]))
    const recent = keys.flatMap((key) => commandOf(key, byId, pages) ?? [])
    const first = new Set(recent.flatMap((one) => ('cvm' in one ? [one.cvm] : [])))
    const cvms = first.size === 0 ? rows : [...first, ...rows.filter((row) => !first.has(row))]
    return { cvms, current, pages, recent }
  }, [rows, current, keys, signedIn, pathname])
  return { known, reading: readingOf(list, error, signedIn) }
}

function pagesFor(signedIn: boolean, here: string): Command[] {
  const pages = [
    { path: paths.deploy(), label: 'Deploy a CVM' },
    ...PLACES.map(({ to, label }) => ({ path: to, label })),
  ]
  const open = signedIn
    ? pages
    : [
        { path: paths.verify(), label: 'Verify' },
        { path: paths.signIn(here), label: 'Sign in' },
      ]
  return [...open.map((page): Command => ({ kind: 'page', ...page })), { kind: 'shortcuts' }]
}

/** What a remembered name stands for now; nothing when its CVM is gone or does not allow it now. */
function commandOf(
  key: string,
  rows: ReadonlyMap<string, CvmRow>,
  pages: readonly Command[],
): Command | undefined {
  const page = pages.find((one) => keyOf(one) === key)
  if (page) return page
  const cvm = rows.get(key.split(' ')[1] ?? '')
  if (!cvm) return undefined
  const whole: Command = { kind: 'cvm', cvm }
  return [whole, ...VERBS.flatMap((verb) => verb.of(cvm) ?? [])].find((one) => keyOf(one) === key)
}

function readingOf(
  list: CvmList | undefined,
  error: Error | null,
  signedIn: boolean,
): string | undefined {
  if (!signedIn) return 'CVMs are found once you are signed in.'
  if (!list) return error ? `The CVMs could not be read. ${error.message}` : 'Reading the CVMs…'
  if (list.complete) return undefined
  const share = `${list.loaded} of ${list.total} CVMs`
  return list.failed ? `Only ${share} could be read.` : `${share} are read so far.`
}
