import type { CvmInfo } from '../../contract/cvm.ts'
import { statusWord } from '../../cvm/status.ts'
import { COLUMNS, regionOf } from './columns.ts'
import { FACETS, type Facet, type ListState } from './list-state.ts'

const facetValue = {
  status: (cvm) => cvm.status,
  region: regionOf,
  instance_type: (cvm) => cvm.resource.instance_type ?? null,
} as const satisfies Record<Facet, (cvm: CvmInfo) => string | null>

/** Everything one may look for a CVM by, as one lower-case text. */
function haystack(cvm: CvmInfo): string {
  const { name, status, id, app_id, vm_uuid, instance_id, node_info, resource } = cvm
  return [
    name,
    statusWord(status),
    id,
    app_id,
    vm_uuid,
    instance_id,
    node_info?.name,
    node_info?.region,
    resource.instance_type,
  ]
    .join('\n')
    .toLowerCase()
}

/** The rows that pass the filters, in order. Every word of `q` must occur somewhere in the row. */
export function visibleCvms<T extends CvmInfo>(cvms: readonly T[], state: ListState): T[] {
  const words = state.q.toLowerCase().split(/\s+/).filter(Boolean)
  const facets = FACETS.filter((facet) => state[facet].length > 0)
  const passes = (cvm: CvmInfo) =>
    facets.every((facet) => state[facet].includes(facetValue[facet](cvm) ?? '')) &&
    (words.length === 0 || containsAll(haystack(cvm), words))
  return cvms.filter(passes).sort(inOrder(state.sort))
}

const containsAll = (text: string, words: readonly string[]) =>
  words.every((word) => text.includes(word))

const words = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

function inOrder({ column, descending }: ListState['sort']): (a: CvmInfo, b: CvmInfo) => number {
  const value = COLUMNS.find(({ id }) => id === column)?.value ?? (() => null)
  const sign = descending ? -1 : 1
  return (a, b) => {
    const [x, y] = [value(a), value(b)]
    if (x === null || y === null) return x === y ? byName(a, b) : x === null ? 1 : -1
    const order =
      typeof x === 'number' && typeof y === 'number' ? x - y : words.compare(String(x), String(y))
    return sign * order || byName(a, b)
  }
}

const byName = (a: CvmInfo, b: CvmInfo) => words.compare(a.name, b.name) || (a.id < b.id ? -1 : 1)

/** What a facet offers: the values that occur, each with how often, in alphabetical order. */
export function facetOptions(
  cvms: readonly CvmInfo[],
  facet: Facet,
): ReadonlyArray<{ value: string; count: number }> {
  const counts = new Map<string, number>()
  for (const cvm of cvms) {
    const value = facetValue[facet](cvm)
    if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1)
  }
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => words.compare(a.value, b.value))
}
