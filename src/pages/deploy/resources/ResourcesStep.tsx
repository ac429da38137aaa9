import { type Ref, useEffect } from 'react'
import { gpuMinimum, STORAGE_NOTE } from '../../../cvm/money.ts'
import { Banner } from '../../../ui/Banner.tsx'
import { Button } from '../../../ui/Button.tsx'
import { RadioCards } from '../../../ui/RadioCards.tsx'
import { SkeletonLines } from '../../../ui/SkeletonLines.tsx'
import { TextField } from '../../../ui/TextField.tsx'
import { problemOf } from '../../errors/problem-of.ts'
import type { ResourcesDraft } from '../draft/draft.ts'
import { QuotaLeftLine } from '../../money/QuotaLeftLine.tsx'
import { StepHeading } from '../StepHeading.tsx'
import { errorAt, type Wizard } from '../useWizard.ts'
import { Advanced } from './Advanced.tsx'
import { hasOwnSize, needOf } from './catalogue.ts'
import { Placement } from './Placement.tsx'
import { priceOf } from './price.ts'

/** Changes some of the resources. */
export type SetResources = (change: Partial<ResourcesDraft>) => void

/** Step 2: its name, how large it is, and where it runs. */
export function ResourcesStep({
  wizard,
  heading,
}: {
  wizard: Wizard
  heading: Ref<HTMLHeadingElement>
}) {
  const { draft, change, catalogue, blocks } = wizard
  const { resources } = draft
  const set: SetResources = (next) =>
    change((now) => ({ resources: { ...now.resources, ...next } }))
  const error = (field: string) => shown(resources, field, errorAt(wizard, blocks.resources, field))
  useSmallest(wizard)

  return (
    <>
      <StepHeading title="Resources" heading={heading}>
        What it is called, how large it is, and where it runs.
      </StepHeading>
      {catalogue.errors.length > 0 && (
        <Banner
          tone="bad"
          actions={
            <Button size="sm" pending={catalogue.isFetching} onClick={catalogue.retry}>
              Try again
            </Button>
          }
        >
          What the API offers could not be loaded: {problemOf(catalogue.errors[0]).title}
        </Banner>
      )}
      <TextField
        label="Name"
        className="max-w-md"
        value={resources.name}
        maxLength={200}
        hint="5 to 63 letters, digits and hyphens, starting with a letter. Only this workspace sees it, unless the CVM is listed."
        error={error('name')}
        onChange={(event) => set({ name: event.target.value })}
      />
      {catalogue.known.instanceTypes ? (
        <InstanceTypes wizard={wizard} set={set} error={error('instance_type')} />
      ) : (
        catalogue.errors.length === 0 && (
          <div role="status" aria-label="Loading instance types">
            <SkeletonLines height="h-40" />
          </div>
        )
      )}
      <TextField
        label="Disk size"
        className="max-w-xs"
        inputMode="numeric"
        value={resources.disk_size}
        hint={`GB. It can grow later, never shrink. ${STORAGE_NOTE}`}
        error={error('disk_size')}
        onChange={(event) => set({ disk_size: event.target.value.trim() })}
      />
      <QuotaLeftLine need={needOf(resources, catalogue.known)} />
      <Placement resources={resources} catalogue={catalogue.known} set={set} error={error} />
      <Advanced wizard={wizard} set={set} error={error} />
    </>
  )
}

/** An empty field is not scolded before anybody has been in it; Next says what is missing. */
const shown = (resources: ResourcesDraft, field: string, error: string | undefined) =>
  field in resources && resources[field as keyof ResourcesDraft] === '' ? undefined : error

/** The smallest type, and the disk that goes with it, are the start. */
function useSmallest({ draft, change, catalogue }: Wizard): void {
  const { resources } = draft
  const [first] = catalogue.known.instanceTypes ?? []
  const type =
    catalogue.known.instanceTypes?.find(({ id }) => id === resources.instance_type) ?? first
  const missing = resources.instance_type === '' && !hasOwnSize(resources)
  const noDisk = resources.disk_size === ''
  useEffect(() => {
    if (!type || !(missing || noDisk)) return
    change(({ resources: now }) => ({
      resources: {
        ...now,
        ...(missing && { instance_type: type.id }),
        ...(noDisk && { disk_size: String(type.default_disk_size_gb) }),
      },
    }))
    // Only when the step opens or the catalogue arrives: a field that was emptied stays empty.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [type?.id])
}

function InstanceTypes({
  wizard,
  set,
  error,
}: {
  wizard: Wizard
  set: SetResources
  error: string | undefined
}) {
  const { resources } = wizard.draft
  const types = wizard.catalogue.known.instanceTypes ?? []
  const own = hasOwnSize(resources)
  const before = types.find(({ id }) => id === resources.instance_type)
  return (
    <RadioCards
      label="Instance type"
      name="instance_type"
      value={own ? undefined : resources.instance_type}
      error={error}
      onChange={(id) => {
        const type = types.find((one) => one.id === id)
        const untouched = resources.disk_size === String(before?.default_disk_size_gb ?? '')
        set({
          instance_type: id,
          vcpu: '',
          memory: '',
          ...(untouched && type && { disk_size: String(type.default_disk_size_gb) }),
        })
      }}
      cards={types.map((type) => {
        const price = priceOf(type.hourly_rate)
        return {
          value: type.id,
          label: type.id,
          children: (
            <>
              <span className="block">
                {type.vcpu} vCPU, {type.memory_mb / 1024} GB memory
                {type.requires_gpu && ', GPU'}
              </span>
              {price && (
                <span className="block tabular-nums">
                  {price.hour} / hour, {price.month} / month
                </span>
              )}
              {type.requires_gpu && gpuMinimum(type.hourly_rate) && (
                <span className="block">{gpuMinimum(type.hourly_rate)}</span>
              )}
            </>
          ),
        }
      })}
    />
  )
}
