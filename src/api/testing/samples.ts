import type { CvmInfo, Vm } from '../../contract/cvm.ts'

/** The least that the API answers with. */
export const vm: Vm = {
  id: 7,
  name: 'web-app',
  status: 'starting',
  teepod_id: 1,
  app_id: 'a1'.repeat(20),
  vm_uuid: '7b0e6e1c-9c55-4f0a-8d7e-0123456789ab',
  instance_id: null,
  vcpu: 1,
  memory: 2048,
  disk_size: 20,
  created_at: '2026-01-01T00:00:00Z',
  encrypted_env_pubkey: null,
}

export function cvmInfo(id: string, change: Partial<CvmInfo> = {}): CvmInfo {
  return {
    id,
    name: `name-of-${id.replaceAll('_', '-')}`,
    status: 'running',
    vm_uuid: `uuid-of-${id}`,
    resource: {},
    gateway: {},
    ...change,
  }
}

export const pageOf = (items: CvmInfo[], page = 1, pages = 1, total = items.length) => ({
  items,
  total,
  page,
  page_size: 100,
  pages,
})
