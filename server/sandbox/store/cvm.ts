import type { KmsType } from '../../../src/contract/kms.ts'

/** What is being done to a CVM. Times in ms since 1970. */
export type Running = {
  type: string
  correlation_id: string
  /** The status meanwhile. */
  status: string
  /** The status that is aimed at. */
  target: string
  started_at: number
  /** When it is over; null for one that never ends by itself. */
  due_at: number | null
  /** From when on it boots, where it does; until `due_at`. */
  boots_at: number | null
  /** What a boot dies of. */
  boot_error: string | null
  /** Takes the CVM away when it is over. */
  deletes?: boolean
  /** Cutting it short loses what was in memory: for the serial log. */
  forced?: boolean
}

/** A CVM as it is stored: what lists and status calls need. Memory in MB, disk in GB. */
export type CvmRecord = {
  /** The number that the actions' answers call `id`. */
  num: number
  id: string
  vm_uuid: string
  app_id: string
  instance_id: string
  name: string
  status: string
  boot_error: string | null
  created_at: number
  deleted_at: number | null
  /** When the run that it is in, or was in last, began and ended. */
  started_at: number | null
  ended_at: number | null
  running: Running | null
  teepod_id: number
  instance_type: string
  vcpu: number
  memory: number
  disk_size: number
  gpus: number
  image: string
  kms: KmsType
  compose_hash: string
  /** Published ports, for the endpoints. */
  ports: number[]
  allowed_envs: string[]
  public_logs: boolean
  public_sysinfo: boolean
  public_tcbinfo: boolean
  gateway_enabled: boolean
  secure_time: boolean
  storage_fs: string
  listed: boolean
  scheduled_delete_at: number | null
  shutdown_timeout: number | null
  creator: string
}

/** One boot, for the serial log. Times in ms since 1970. */
export type BootRecord = {
  started_at: number
  duration: number
  error: string | null
  ended_at: number | null
  forced?: boolean
}

/** The long texts of a CVM. `app_compose` is the very text that is measured. */
export type CvmFiles = {
  app_compose: string
  /** Sealed, hex; empty when nothing was given. */
  encrypted_env: string
  user_config: string
  boots: BootRecord[]
}
