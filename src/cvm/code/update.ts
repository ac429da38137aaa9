/** A change to one CVM, as this console sends it; values of secrets are no part of it. */
export type Update =
  | { kind: 'patch'; fields: PatchFields }
  /** All variables that it has from then on. */
  | { kind: 'envs'; keys: readonly string[] }
  | { kind: 'resources'; fields: ResourceFields }
  | { kind: 'os_image'; name: string }
  /** What restarts nothing. */
  | { kind: 'setting'; path: 'name' | 'listed' | 'scheduled-delete'; body: Fields }
  | { kind: 'replicate'; node_id: number | undefined }
  | { kind: 'redeploy'; app_id: string; revision_id: string; vm_uuids: readonly string[] }

export type Fields = Record<string, string | number | boolean | null>

export type PatchFields = Partial<{
  docker_compose_file: string
  pre_launch_script: string
  public_logs: boolean
  public_sysinfo: boolean
  public_tcbinfo: boolean
  user_config: string
}>

export type ResourceFields = Partial<{
  vcpu: number | undefined
  memory: number | undefined
  disk_size: number | undefined
  instance_type: string | undefined
  allow_restart: boolean
}>

export type Call = { method: 'PATCH' | 'POST'; path: string; body: Record<string, unknown> }

/** The request that it is; that of the environment is without its sealed values. */
export function callOf(update: Update, id: string): Call {
  const cvm = `/cvms/${encodeURIComponent(id)}`
  switch (update.kind) {
    case 'patch':
      return { method: 'PATCH', path: cvm, body: update.fields }
    case 'envs':
      return { method: 'PATCH', path: `${cvm}/envs`, body: { env_keys: update.keys } }
    case 'resources':
      return { method: 'PATCH', path: `${cvm}/resources`, body: update.fields }
    case 'os_image':
      return { method: 'PATCH', path: `${cvm}/os-image`, body: { os_image_name: update.name } }
    case 'setting':
      return { method: 'PATCH', path: `${cvm}/${update.path}`, body: update.body }
    case 'replicate': {
      const { node_id } = update
      return {
        method: 'POST',
        path: `${cvm}/replicas`,
        body: node_id === undefined ? {} : { node_id },
      }
    }
    case 'redeploy': {
      const { app_id, revision_id, vm_uuids } = update
      const path = `/apps/${encodeURIComponent(app_id)}/revisions/${encodeURIComponent(revision_id)}/redeploy`
      return { method: 'POST', path, body: { vm_uuids } }
    }
  }
}
