import type { CvmInfo } from '../contract/cvm.ts'

/** What a difference is in, and who has which value, the most common one first. */
export type Difference = {
  field: DifferenceField
  groups: { value: string; ids: string[] }[]
}

export type DifferenceField = 'compose_hash' | 'os' | 'size' | 'visibility' | 'gateway'

/** What replicas of one app should have in common: a text, or undefined where the API does not say. */
const COMPARED: Record<DifferenceField, (cvm: CvmInfo) => string | undefined> = {
  compose_hash: ({ compose_hash }) => compose_hash ?? undefined,
  os: ({ os }) => os?.name ?? os?.os_image_hash ?? undefined,
  size: ({ resource: { instance_type, vcpu, memory_in_gb, disk_in_gb } }) =>
    instance_type || vcpu
      ? [
          instance_type,
          vcpu && `${vcpu} vCPU`,
          memory_in_gb && `${memory_in_gb} GB`,
          disk_in_gb && `${disk_in_gb} GB disk`,
        ]
          .filter(Boolean)
          .join(', ')
      : undefined,
  visibility: ({ public_logs, public_sysinfo, public_tcbinfo }) =>
    public_logs === undefined && public_sysinfo === undefined && public_tcbinfo === undefined
      ? undefined
      : [public_logs && 'logs', public_sysinfo && 'system info', public_tcbinfo && 'TCB info']
          .filter(Boolean)
          .join(', ') || 'nothing',
  gateway: ({ gateway_enabled }) =>
    gateway_enabled === undefined ? undefined : gateway_enabled ? 'on' : 'off',
}

/**
 * Where the replicas of one app are not the same. Nothing keeps them alike: an update reaches one
 * CVM, and those that were made from it before stay as they are.
 */
export function differencesOf(replicas: readonly CvmInfo[]): Difference[] {
  const alive = replicas.filter(({ status }) => status !== 'deleted' && status !== 'deleting')
  return (Object.keys(COMPARED) as DifferenceField[]).flatMap((field) => {
    const groups = new Map<string, string[]>()
    for (const cvm of alive) {
      const value = COMPARED[field](cvm)
      if (value === undefined) continue
      const ids = groups.get(value)
      if (ids) ids.push(cvm.id)
      else groups.set(value, [cvm.id])
    }
    if (groups.size < 2) return []
    const sorted = [...groups].map(([value, ids]) => ({ value, ids }))
    return [{ field, groups: sorted.sort((a, b) => b.ids.length - a.ids.length) }]
  })
}

/** Whether this replica is not like most of them in that respect; in a tie, all stand out. */
export function standsOut(difference: Difference | undefined, id: string): boolean {
  const [first, second] = difference?.groups ?? []
  if (!first || !second) return false
  return first.ids.length === second.ids.length || !first.ids.includes(id)
}
