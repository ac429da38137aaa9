import { gpuMinimum, STORAGE_NOTE } from '../../../cvm/money.ts'
import { Dash, KeyValue, KeyValueList } from '../../../ui/KeyValue.tsx'
import { hasOwnSize } from '../resources/catalogue.ts'
import { priceOf } from '../resources/price.ts'
import type { Wizard } from '../useWizard.ts'

/** What the deployment asks for and what it costs, in one look before each of the two sends. */
export function AskedFor({ wizard, keys }: { wizard: Wizard; keys: readonly string[] }) {
  const { resources } = wizard.draft
  const { instanceTypes } = wizard.catalogue.known
  const own = hasOwnSize(resources)
  const type = instanceTypes?.find(({ id }) => id === resources.instance_type)
  const price = type && !own ? priceOf(type.hourly_rate) : undefined
  return (
    <KeyValueList>
      <KeyValue term="Name">{resources.name}</KeyValue>
      <KeyValue term="Size">
        {own
          ? `${resources.vcpu} vCPU, ${Number(resources.memory) / 1024} GB memory`
          : resources.instance_type}
        , {resources.disk_size} GB disk
      </KeyValue>
      <KeyValue term="Price of compute">
        {price && `${price.hour} / hour, ${price.month} / month`}
        {!price && (own || instanceTypes ? 'not in the price list' : <Dash />)}
        {price && type?.requires_gpu && (
          <span className="block">{gpuMinimum(type.hourly_rate)}</span>
        )}
        <span className="block text-sm text-muted">{STORAGE_NOTE}</span>
      </KeyValue>
      <KeyValue term="Region">{resources.region || 'automatic'}</KeyValue>
      <KeyValue term="Variables">{keys.join(', ') || 'none'}</KeyValue>
    </KeyValueList>
  )
}
