import type { CvmInfo } from '../contract/cvm.ts'
import { statusWord } from './status.ts'

/** What a row is looked for by, in lower case; made once per row. */
type Index = { name: string; ids: readonly string[]; text: string }

const indices = new WeakMap<CvmInfo, Index>()

function indexOf(cvm: CvmInfo): Index {
  const known = indices.get(cvm)
  if (known) return known
  const { id, app_id, vm_uuid, instance_id, node_info, resource } = cvm
  // `app_0123` is known to people as `0123` too, and a UUID without its dashes.
  const ids = [id, app_id, vm_uuid, vm_uuid?.replaceAll('-', ''), instance_id].flatMap((one) =>
    one ? [one.toLowerCase(), one.slice(one.indexOf('_') + 1).toLowerCase()] : [],
  )
  const name = cvm.name.toLowerCase()
  const place = [node_info?.region, node_info?.name]
  const more = [statusWord(cvm.status), ...place, resource.instance_type]
  const index = { name, ids, text: [name, ...ids, ...more].join('\n').toLowerCase() }
  indices.set(cvm, index)
  return index
}

/** Exact, prefix, word, somewhere. */
const RANKS = 4

/**
 * The rows that match, best first, rows of one rank in the order that they came in. Every word of
 * `q` must occur; only where that finds nothing do names count that have its letters in their order,
 * so that nobody acts on a row that was merely guessed. Everything matches an empty text.
 */
export function search<T extends CvmInfo>(cvms: readonly T[], q: string): readonly T[] {
  const found = matching(cvms, q)
  if (found.length > 0) return found
  const text = q.trim().toLowerCase()
  return cvms.filter((cvm) => fits(indexOf(cvm).name, text))
}

/** The rows that hold every word of `q`, best first, and none that would be a guess. */
export function matching<T extends CvmInfo>(cvms: readonly T[], q: string): readonly T[] {
  const text = q.trim().toLowerCase()
  if (text === '') return cvms
  const ranks = Array.from({ length: RANKS }, (): T[] => [])
  for (const cvm of holding(cvms, text)) ranks[rankOf(indexOf(cvm), text)]?.push(cvm)
  return ranks.flat()
}

/** So many texts are remembered for each list: what is being typed, and the names after a verb in it. */
const REMEMBERED = 40

const found = new WeakMap<readonly CvmInfo[], Map<string, readonly CvmInfo[]>>()

/**
 * The rows that hold every word of `text`, in their order. A text that is typed on finds only some of
 * what it found a letter before, so that is all that is looked through.
 */
function holding<T extends CvmInfo>(cvms: readonly T[], text: string): readonly T[] {
  const known = (found.get(cvms) ?? new Map()) as Map<string, readonly T[]>
  found.set(cvms, known)
  const words = text.split(/\s+/)
  const rows =
    known.get(text) ??
    (known.get(text.slice(0, -1).trimEnd()) ?? cvms).filter((cvm) => {
      const index = indexOf(cvm)
      return words.every((word) => index.text.includes(word))
    })
  if (known.size > REMEMBERED) known.clear()
  known.set(text, rows)
  return rows
}

function rankOf({ name, ids }: Index, text: string): number {
  if (name === text || ids.includes(text)) return 0
  if (name.startsWith(text) || ids.some((id) => id.startsWith(text))) return 1
  return name.includes(`-${text}`) ? 2 : 3
}

/** Whether the letters of `text` occur in `name` in their order. Single letters find everything. */
function fits(name: string, text: string): boolean {
  if (text.length < 2 || text.length > name.length) return false
  let at = -1
  for (let next = 0; next < text.length; next++) {
    at = name.indexOf(text.charAt(next), at + 1)
    if (at < 0) return false
  }
  return true
}
