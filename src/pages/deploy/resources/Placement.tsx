import { Select } from '../../../ui/Select.tsx'
import type { ResourcesDraft } from '../draft/draft.ts'
import {
  automaticImage,
  type Catalogue,
  kmsTypeOf,
  nodesIn,
  regionsOf,
  sizeOf,
  whyNoRoom,
} from './catalogue.ts'
import type { SetResources } from './ResourcesStep.tsx'

/** Where it runs, on which OS image, and who keeps its keys. Automatic is the default of each. */
export function Placement({
  resources,
  catalogue,
  set,
  error,
}: {
  resources: ResourcesDraft
  catalogue: Catalogue
  set: SetResources
  error: (field: string) => string | undefined
}) {
  const { available, images = [], kms = [] } = catalogue
  const size = sizeOf(resources, catalogue)
  const automatic = automaticImage(resources, catalogue)
  const gpu = size?.gpu ?? false
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Select
        label="Region"
        value={resources.region}
        error={error('region')}
        onChange={(event) => set({ region: event.target.value, teepod_id: '' })}
      >
        <option value="">Automatic</option>
        {withCurrent(regionsOf(available), resources.region).map((region) => (
          <option key={region} value={region}>
            {region}
          </option>
        ))}
      </Select>
      <Select
        label="Node"
        value={resources.teepod_id}
        error={error('teepod_id')}
        onChange={(event) => set({ teepod_id: event.target.value })}
      >
        <option value="">Automatic</option>
        {nodesIn(resources, available).map((node) => {
          const why = whyNoRoom(node, size)
          return (
            <option key={node.teepod_id} value={String(node.teepod_id)} disabled={Boolean(why)}>
              {node.name}
              {why && ` (${why})`}
            </option>
          )
        })}
      </Select>
      <Select
        label="OS image"
        value={resources.image}
        error={error('image')}
        hint="A dev image lets whoever operates it log in: not for secrets."
        onChange={(event) => set({ image: event.target.value })}
      >
        <option value="">Automatic{automatic && ` (${automatic.name})`}</option>
        {images
          .filter((image) => image.requires_gpu === gpu || image.name === resources.image)
          .map((image) => (
            <option key={image.name} value={image.name}>
              {image.name}
              {image.is_dev && ' (dev)'}
            </option>
          ))}
      </Select>
      <Select
        label="KMS"
        value={resources.kms}
        error={error('kms')}
        hint="Who hands the CVM its keys. On chain, a contract of yours decides which compose file gets them."
        onChange={(event) => set({ kms: event.target.value })}
      >
        <option value="">Phala (no chain)</option>
        {kms
          .filter((one) => one.chain_id !== null && kmsTypeOf(one))
          .map((one) => (
            <option key={one.id} value={one.id}>
              {one.slug ?? one.id} (contract on chain {one.chain_id})
            </option>
          ))}
      </Select>
    </div>
  )
}

/** What was chosen stays choosable, so that it is seen, also when it is not offered any more. */
const withCurrent = (offered: string[], current: string) =>
  current === '' || offered.includes(current) ? offered : [...offered, current]
