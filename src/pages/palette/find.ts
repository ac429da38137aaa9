import { matching, search } from '../../cvm/search.ts'
import { isCvmName } from '../../contract/cvmName.ts'
import { cvmPathId } from '../../contract/ids.ts'
import { isPathId } from '../../contract/pathId.ts'
import type { CvmRow } from '../../queries/cvmRow.ts'
import { type Command, type Group, keyOf, type Verb, VERBS, wordsOf } from './command.ts'

export type Known = {
  /** All CVMs that are loaded, the recently visited ones first. */
  cvms: readonly CvmRow[]
  /** The one whose page is open. */
  current: CvmRow | undefined
  pages: readonly Command[]
  /** The latest first. */
  recent: readonly Command[]
}

/** So many of each kind are drawn; typing on finds the others. */
const MOST = 8
const MOST_RECENT = 6

/** What to offer for a text, the best first. Everything of `known` is reachable by some text. */
export function find(q: string, known: Known): Group[] {
  const said = q.trim().replaceAll(/\s+/g, ' ')
  const text = plain(said.toLowerCase())
  if (text === '') return once(offered(known))
  const rows = search(known.cvms, text)
  const groups = once(found(text, q.endsWith(' '), known, rows))
  const isWord = groups.length > 0 && isCvmName(said)
  const address = { heading: 'By identifier', commands: byAddress(said, text, rows) }
  return isWord ? groups : once([...groups, address])
}

/** Nothing is typed yet: what was used last, then what is here. */
function offered({ cvms, current, pages, recent }: Known): Group[] {
  const known = recent.slice(0, MOST_RECENT)
  return [
    { heading: 'Recent', commands: known },
    ...(current ? [everything(current)] : []),
    { heading: 'Pages', commands: [...pages] },
    { heading: 'CVMs', commands: cvms.slice(0, known.length > 0 ? 3 : MOST).map(open) },
  ]
}

type Ranked = Group & { rank: number }

/** Rows know their ids without what kind they are of, and UUIDs without dashes. */
const plain = (text: string): string =>
  cvmPathId(text).replace(/^(0x|app_|instance_)(?=[0-9a-f]{40}$)/, '')

function found(text: string, ended: boolean, known: Known, rows: readonly CvmRow[]): Group[] {
  const best = rows[0]
  const verbs = withVerbs(text, ended, known)
  const groups: Ranked[] = [
    {
      heading: 'CVMs',
      commands: rows.slice(0, MOST).map(open),
      rank: best ? rowRank(best, text) : 9,
    },
    { heading: 'Actions', ...ranked(verbs.filter(({ does }) => does)) },
    { heading: 'Pages of a CVM', ...ranked(verbs.filter(({ does }) => !does)) },
    { heading: 'Pages', ...ranked(pagesLike(text, known.pages)) },
  ]
  const exact = rows.length === 1 || best?.name.toLowerCase() === text
  return [
    ...groups.toSorted((a, b) => a.rank - b.rank),
    ...(best && exact && !isGuess(best, text) ? [everything(best)] : []),
  ]
}

const open = (cvm: CvmRow): Command => ({ kind: 'cvm', cvm })

/** All that can be done to one CVM, and all its pages. */
function everything(cvm: CvmRow): Group {
  return { heading: cvm.name, commands: VERBS.flatMap((verb) => verb.of(cvm) ?? []) }
}

/** `said` is how much of the text was taken for the verb, where the rest was the name of a CVM. */
type Hit = { command: Command; rank: number; does: boolean; said?: number }

/** The hits in order of their rank, and the best of them. */
function ranked(hits: readonly Pick<Hit, 'command' | 'rank'>[]) {
  const sorted = hits.toSorted((a, b) => a.rank - b.rank)
  return { commands: sorted.map(({ command }) => command), rank: sorted[0]?.rank ?? 9 }
}

/** "restart my-app", "my-app restart", or a verb alone: of the CVM that is open, or to be asked of which. */
function withVerbs(text: string, ended: boolean, { cvms, current }: Known): Hit[] {
  const rows = new Map<string, readonly CvmRow[]>()
  const rowsLike = (rest: string) => {
    const known = rows.get(rest) ?? matching(cvms, rest)
    rows.set(rest, known)
    return known
  }
  const hits = VERBS.flatMap((verb): Hit[] => {
    const { does, label } = verb
    const alone = wordRank(label, text)
    if (alone !== undefined) {
      if (ended && alone === 0) return some(verb, cvms, 0)
      const here = current && verb.of(current)
      return [
        ...(here ? [{ command: here, rank: alone, does }] : []),
        { command: { kind: 'verb', label }, rank: alone + 0.5, does } satisfies Hit,
      ]
    }
    for (const { said, rest } of splits(text)) {
      const rank = wordRank(label, said)
      const hits = rank === undefined ? [] : some(verb, rowsLike(rest), rank)
      if (hits.length > 0) return hits.map((hit) => ({ ...hit, said: said.length }))
    }
    return []
  })
  // "force r web" is a restart: that "r" is somewhere in the name of a CVM too means nothing.
  const most = Math.max(...hits.map(({ said = 0 }) => said))
  return hits.filter(({ said = 0 }) => said === most)
}

/** The first few CVMs that a verb is allowed for. */
function some({ of, does }: Verb, rows: readonly CvmRow[], rank: number): Hit[] {
  const hits: Hit[] = []
  for (const row of rows) {
    const command = of(row)
    if (command && hits.push({ command, rank, does }) === MOST) break
  }
  return hits
}

/** Every way to read a text as a verb and the name of a CVM, longest verbs first. */
function splits(text: string): { said: string; rest: string }[] {
  const words = text.split(' ')
  const both = (count: number) => [
    { said: words.slice(0, count), rest: words.slice(count) },
    { said: words.slice(-count), rest: words.slice(0, -count) },
  ]
  const counts = Array.from({ length: words.length - 1 }, (_, at) => words.length - 1 - at)
  return counts
    .flatMap(both)
    .map(({ said, rest }) => ({ said: said.join(' '), rest: rest.join(' ') }))
    .filter(({ said }) => said.length > 1)
}

function pagesLike(text: string, pages: readonly Command[]): Pick<Hit, 'command' | 'rank'>[] {
  return pages.flatMap((command) => {
    const rank = wordRank(wordsOf(command), text)
    return rank === undefined ? [] : [{ command, rank }]
  })
}

/** 0 it is that, 1 it begins so, 2 one of its words does. */
function wordRank(label: string, text: string): number | undefined {
  const lower = label.toLowerCase()
  if (lower === text) return 0
  if (lower.startsWith(text)) return 1
  return lower.includes(` ${text}`) ? 2 : undefined
}

function rowRank({ name, ...ids }: CvmRow, text: string): number {
  const names = [name, ids.id, ids.app_id, ids.vm_uuid, ids.instance_id]
  const ranks = names.flatMap((one) =>
    one ? [one, one.slice(one.indexOf('_') + 1)].map((each) => wordRank(each, text) ?? 3) : [],
  )
  return Math.min(3, ...ranks)
}

/** Found by its letters only: it may be opened, but nothing is offered to be done to it. */
const isGuess = (cvm: CvmRow, text: string) => matching([cvm], text).length === 0

/** As it was typed: a name may have capitals. */
function byAddress(said: string, text: string, rows: readonly CvmRow[]): Command[] {
  const isKnown = rows.some((row) => rowRank(row, text) < 2)
  return !isKnown && text.length >= 5 && isPathId(said) ? [{ kind: 'address', id: said }] : []
}

/** Without what an earlier group has, and without groups that have nothing. */
function once(groups: readonly Group[]): Group[] {
  const seen = new Set<string>()
  return groups
    .map(({ heading, commands }) => ({
      heading,
      commands: commands.filter((command) => {
        const key = keyOf(command)
        return !seen.has(key) && seen.add(key)
      }),
    }))
    .filter(({ commands }) => commands.length > 0)
}
