import { CVM_NAME_RULE, isCvmName } from '../../../contract/cvmName.ts'
import type { ResourcesDraft } from '../draft/draft.ts'
import type { Issue } from '../issue.ts'
import {
  type Catalogue,
  chosenKms,
  chosenNode,
  hasOwnSize,
  sizeOf,
  whyNoRoom,
} from './catalogue.ts'

export const MIN_DISK_GB = 1
/** Where the API says no limit of its own: beyond this it is a slip of the finger. */
export const MAX_DISK_GB = 1_000_000

/** What is wrong with the resources, each at its field; empty when a request can be made of them. */
export function resourcesIssues(
  draft: ResourcesDraft,
  catalogue: Catalogue,
  takenNames: ReadonlySet<string>,
): Issue[] {
  return [
    ...nameIssues(draft, takenNames),
    ...sizeIssues(draft, catalogue),
    ...diskIssues(draft, catalogue),
    ...placeIssues(draft, catalogue),
    ...appIdIssues(draft, catalogue),
  ]
}

function nameIssues({ name }: ResourcesDraft, takenNames: ReadonlySet<string>): Issue[] {
  if (name === '') return [{ field: 'name', message: 'Give the CVM a name.' }]
  if (!isCvmName(name)) return [{ field: 'name', message: `${whyBadName(name)} ${CVM_NAME_RULE}.` }]
  if (takenNames.has(name)) {
    return [
      {
        field: 'name',
        message: `This workspace already has a CVM called ${name}. Choose another.`,
      },
    ]
  }
  return []
}

function whyBadName(name: string): string {
  if (name.length < 5) return `Too short (${name.length}).`
  if (name.length > 63) return `Too long (${name.length}).`
  if (!/^[a-z]/i.test(name)) return 'It must start with a letter.'
  if (name.includes('--')) return 'Two hyphens in a row are not allowed.'
  if (name.endsWith('-')) return 'It must not end with a hyphen.'
  const odd = /[^a-z0-9-]/i.exec(name)?.[0]
  return odd === ' ' ? 'Spaces are not allowed.' : `“${odd ?? name}” is not allowed.`
}

function sizeIssues(draft: ResourcesDraft, { instanceTypes }: Catalogue): Issue[] {
  if (hasOwnSize(draft)) {
    return [
      ...(isWhole(draft.vcpu, 1, 1024)
        ? []
        : [{ field: 'vcpu', message: 'A whole number of vCPUs, 1 or more.' }]),
      ...(isWhole(draft.memory, 1024, 16 * 1024 * 1024) && Number(draft.memory) % 1024 === 0
        ? []
        : [{ field: 'memory', message: 'MB in steps of 1024: 2048, 4096, …' }]),
    ]
  }
  if (draft.instance_type === '') {
    return [{ field: 'instance_type', message: 'Choose an instance type.' }]
  }
  if (instanceTypes && !instanceTypes.some(({ id }) => id === draft.instance_type)) {
    return [
      {
        field: 'instance_type',
        message: `There is no instance type ${draft.instance_type} here. Choose one of these.`,
      },
    ]
  }
  return []
}

function diskIssues({ disk_size }: ResourcesDraft, { available }: Catalogue): Issue[] {
  const most = available?.capacity.max_disk ?? MAX_DISK_GB
  if (isWhole(disk_size, MIN_DISK_GB, most)) return []
  const limits = `between ${MIN_DISK_GB} and ${most.toLocaleString('en')}`
  return [{ field: 'disk_size', message: `A whole number of GB ${limits}.` }]
}

function placeIssues(draft: ResourcesDraft, catalogue: Catalogue): Issue[] {
  const { available, images, kms } = catalogue
  const issues: Issue[] = []
  const node = chosenNode(draft, available)
  if (available && draft.region !== '' && !hasRegion(catalogue, draft.region)) {
    issues.push({ field: 'region', message: `No node is in ${draft.region} now. Choose another.` })
  }
  if (available && draft.teepod_id !== '') {
    const why = node ? whyNoRoom(node, sizeOf(draft, catalogue)) : 'it is not offered any more'
    if (why) {
      const message = `${node?.name ?? 'This node'} has no room: ${why}. Choose another, or automatic.`
      issues.push({ field: 'teepod_id', message })
    }
  }
  if (images && draft.image !== '') {
    const image = images.find(({ name }) => name === draft.image)
    if (!image) issues.push({ field: 'image', message: `There is no OS image ${draft.image}.` })
    else if (node && !node.images.some(({ name }) => name === image.name)) {
      issues.push({ field: 'image', message: `${node.name} does not have this image.` })
    }
  }
  if (kms && draft.kms !== '' && !chosenKms(draft, catalogue)) {
    issues.push({ field: 'kms', message: 'This key management is not offered any more.' })
  }
  return issues
}

const hasRegion = ({ available }: Catalogue, region: string): boolean =>
  available?.nodes.some((node) => node.region_identifier === region) ?? false

function appIdIssues(draft: ResourcesDraft, catalogue: Catalogue): Issue[] {
  const { app_id, nonce } = draft
  if (app_id === '' && nonce === '') return []
  const issues: Issue[] = []
  if (!/^(app_|0x)?[0-9a-f]{40}$/i.test(app_id)) {
    issues.push({ field: 'app_id', message: '40 hexadecimal digits; a nonce alone does nothing.' })
  }
  if (!isWhole(nonce, 0, Number.MAX_SAFE_INTEGER)) {
    issues.push({ field: 'nonce', message: 'A whole number: the one the app ID was made from.' })
  }
  if (chosenKms(draft, catalogue)?.chain_id) {
    issues.push({ field: 'app_id', message: 'Only Phala’s own KMS takes a custom app ID.' })
  }
  return issues
}

function isWhole(text: string, least: number, most: number): boolean {
  return /^\d{1,16}$/.test(text) && Number(text) >= least && Number(text) <= most
}
