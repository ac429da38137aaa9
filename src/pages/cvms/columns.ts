import type { CvmInfo } from '../../contract/cvm.ts'

export type ColumnId =
  | 'name'
  | 'status'
  | 'region'
  | 'instance_type'
  | 'cpu'
  | 'memory'
  | 'disk'
  | 'created'

export type Column = {
  id: ColumnId
  label: string
  /** What rows are ordered by; null goes last in either direction. */
  value: (cvm: CvmInfo) => string | number | null
  /** A number: set to the right. */
  end?: true
}

/** The columns of the list, in their order. */
export const COLUMNS: readonly Column[] = [
  { id: 'name', label: 'Name', value: (cvm) => cvm.name },
  { id: 'status', label: 'Status', value: (cvm) => cvm.status },
  { id: 'region', label: 'Region', value: regionOf },
  {
    id: 'instance_type',
    label: 'Instance type',
    value: (cvm) => cvm.resource.instance_type ?? null,
  },
  { id: 'cpu', label: 'CPU', value: (cvm) => cvm.resource.vcpu ?? null, end: true },
  { id: 'memory', label: 'Memory', value: (cvm) => cvm.resource.memory_in_gb ?? null, end: true },
  { id: 'disk', label: 'Disk', value: (cvm) => cvm.resource.disk_in_gb ?? null, end: true },
  { id: 'created', label: 'Created', value: (cvm) => cvm.created_at ?? null },
]

/** Where a CVM runs, as its node says. */
export function regionOf(cvm: CvmInfo): string | null {
  return cvm.node_info?.region ?? null
}
