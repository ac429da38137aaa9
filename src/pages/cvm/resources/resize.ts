import type { Quotas } from '../../../contract/account.ts'
import type { CvmInfo } from '../../../contract/cvm.ts'
import type { InstanceType } from '../../../contract/instanceTypes.ts'
import type { ResourcesPatch } from '../../../contract/updates.ts'

/** What is typed. An empty `vcpu` or `memory` stands for what the instance type has. */
export type SizeDraft = { instance_type: string; vcpu: string; memory_gb: string; disk_gb: string }

/** Memory in MB, disk in GB; null where the API does not say. */
export type CvmSize = { vcpu: number | null; memory: number | null; disk: number | null }

export type SizeErrors = Partial<Record<'vcpu' | 'memory' | 'disk_size', string>>

export type Resize = {
  errors: SizeErrors
  /** The size afterwards, as far as it is known. */
  after: CvmSize
  /** Only what changes; undefined when nothing does or something is wrong. */
  patch: ResourcesPatch | undefined
}

export function sizeOfCvm({ resource }: Pick<CvmInfo, 'resource'>): CvmSize {
  const { vcpu, memory_in_gb, disk_in_gb } = resource
  return {
    vcpu: vcpu ?? null,
    memory: memory_in_gb == null ? null : Math.round(memory_in_gb * 1024),
    disk: disk_in_gb ?? null,
  }
}

/** The form as it is before anything is typed: a size of one's own is shown as such. */
export function draftOf(cvm: Pick<CvmInfo, 'resource'>, type: InstanceType | undefined): SizeDraft {
  const { vcpu, memory, disk } = sizeOfCvm(cvm)
  const own = type === undefined || vcpu !== type.vcpu || memory !== type.memory_mb
  return {
    instance_type: cvm.resource.instance_type ?? '',
    vcpu: own && vcpu !== null ? String(vcpu) : '',
    memory_gb: own && memory !== null ? String(memory / 1024) : '',
    disk_gb: disk === null ? '' : String(disk),
  }
}

/** What a filled-in form asks for, and what is wrong with it. */
export function resize(
  cvm: Pick<CvmInfo, 'resource'>,
  draft: SizeDraft,
  type: InstanceType | undefined,
  left: Quotas['quotas'] | undefined,
): Resize {
  const now = sizeOfCvm(cvm)
  const errors: SizeErrors = {}
  const whole = (
    field: keyof SizeErrors,
    text: string,
    least: number,
    otherwise: number | null,
  ) => {
    if (text.trim() === '') return otherwise
    if (/^\d{1,7}$/.test(text.trim()) && Number(text) >= least) return Number(text)
    errors[field] = `Write a whole number, ${least} or more.`
    return null
  }
  const memory = whole('memory', draft.memory_gb, 1, null)
  const after: CvmSize = {
    vcpu: whole('vcpu', draft.vcpu, 1, type?.vcpu ?? now.vcpu),
    memory: memory === null ? (type?.memory_mb ?? now.memory) : memory * 1024,
    disk: whole('disk_size', draft.disk_gb, 1, now.disk),
  }
  if (now.disk !== null && after.disk !== null && after.disk < now.disk)
    errors.disk_size = `A disk can only grow: it has ${now.disk} GB.`
  const short = (
    field: keyof SizeErrors,
    more: number,
    rest: number | null | undefined,
    unit: string,
  ) => {
    if (more > 0 && rest != null && more > rest && !errors[field])
      errors[field] = `The workspace has ${rest} ${unit} left; ${more} ${unit} more are needed.`
  }
  short('vcpu', (after.vcpu ?? 0) - (now.vcpu ?? 0), left?.vcpu.remaining, 'vCPU')
  short('memory', (after.memory ?? 0) - (now.memory ?? 0), left?.memory_mb.remaining, 'MB')
  short('disk_size', (after.disk ?? 0) - (now.disk ?? 0), left?.disk_gb.remaining, 'GB')

  const patch = changes(cvm, draft, type, now, after)
  const wrong = Object.keys(errors).length > 0
  return { errors, after, patch: wrong || Object.keys(patch).length === 0 ? undefined : patch }
}

/** Another instance type brings its vCPU and memory with it: those are sent only where they differ. */
function changes(
  cvm: Pick<CvmInfo, 'resource'>,
  draft: SizeDraft,
  type: InstanceType | undefined,
  now: CvmSize,
  after: CvmSize,
): ResourcesPatch {
  const patch: ResourcesPatch = {}
  const another = type !== undefined && draft.instance_type !== cvm.resource.instance_type
  if (another) patch.instance_type = draft.instance_type
  const vcpu = another ? type.vcpu : now.vcpu
  const memory = another ? type.memory_mb : now.memory
  if (after.vcpu !== null && after.vcpu !== vcpu) patch.vcpu = after.vcpu
  if (after.memory !== null && after.memory !== memory) patch.memory = after.memory
  if (after.disk !== null && after.disk !== now.disk) patch.disk_size = after.disk
  return patch
}

/** The hourly rate of the size afterwards; undefined for a size that is in no price list. */
export function rateOf(after: CvmSize, type: InstanceType | undefined): string | undefined {
  const listed = type && after.vcpu === type.vcpu && after.memory === type.memory_mb
  return listed ? type.hourly_rate : undefined
}
