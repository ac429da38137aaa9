import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { updateOsImage } from '../../../api/updates.ts'
import type { AvailableOsImages } from '../../../contract/osImages.ts'
import type { Cvm } from '../../../queries/cvmRow.ts'
import { osImagesOfCvmQuery, useCvmUpdate } from '../../../queries/updates.ts'
import { Card } from '../../../ui/Card.tsx'
import { RadioCards } from '../../../ui/RadioCards.tsx'
import { Loaded } from '../../errors/Loaded.tsx'
import { ApplyBar } from '../ApplyBar.tsx'
import { fieldErrorsOf } from '../../errors/field-errors.ts'

/** The system that it boots: another one is another set of measurements. */
export function OsImageCard({ cvm }: { cvm: Cvm }) {
  const query = useQuery(osImagesOfCvmQuery(cvm.id))
  // Outlives the form, which begins anew once it boots another image.
  const update = useCvmUpdate(cvm)
  return (
    <Card title="OS image">
      <Loaded query={query} label="Loading the OS images" height="h-20">
        {(data) => (
          <OsImageForm key={cvm.os?.name ?? ''} cvm={cvm} images={imagesOf(data)} update={update} />
        )}
      </Loaded>
    </Card>
  )
}

type Image = { name: string; version: string; dev: boolean; is_current: boolean }

function OsImageForm({
  cvm,
  images,
  update,
}: {
  cvm: Cvm
  images: readonly Image[]
  update: ReturnType<typeof useCvmUpdate>
}) {
  const current = images.find(({ is_current }) => is_current)?.name
  const [typed, setTyped] = useState<string>()
  const name = typed ?? current
  const refused = fieldErrorsOf(update.error, ['image'])
  const chosen = images.find((image) => image.name === name)
  if (images.length === 0) return <p className="text-muted">Its node offers no other image.</p>
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        if (!chosen || chosen.is_current || update.isPending) return
        update.mutate((signal, attempt) =>
          updateOsImage({ id: cvm.id, os_image_name: chosen.name }, signal, attempt),
        )
      }}
    >
      <RadioCards
        label="OS image"
        labelHidden
        name="os_image"
        value={name}
        error={refused.fields.image}
        onChange={(value) => {
          update.reset()
          setTyped(value)
        }}
        cards={images.map((image) => ({
          value: image.name,
          label: image.name,
          children: [
            image.version,
            image.dev ? 'for development' : 'for production',
            image.is_current && 'runs now',
          ]
            .filter(Boolean)
            .join(', '),
        }))}
      />
      {chosen?.dev && !chosen.is_current && (
        <p className="text-warn">
          A development image lets its operator log in: what runs on it is not protected from them.
        </p>
      )}
      <p className="text-sm text-muted">
        Another image moves the measurements MRTD, RTMR1 and RTMR2: whoever verifies this CVM has to
        expect the new ones.
      </p>
      <ApplyBar
        cvm={cvm}
        verb="Switch image"
        update={update}
        error={refused.rest}
        same={chosen?.is_current === true}
        nothing={!chosen || chosen.is_current ? 'This image runs already.' : undefined}
        code={{ kind: 'os_image', name: chosen?.name ?? '' }}
      />
    </form>
  )
}

const imagesOf = (available: AvailableOsImages): Image[] =>
  available.flatMap(({ version, prod, dev }) => [
    ...(prod ? [{ ...prod, version: version.join('.'), dev: false }] : []),
    ...(dev ? [{ ...dev, version: version.join('.'), dev: true }] : []),
  ])
