import { claim } from '../claim.ts'
import type { Claim, EvidenceLine } from '../claim.ts'
import { equalBytes, hexOfBytes } from '../hex.ts'
import { isMrtdOf, mrtdWords, readMeasuredImage } from '../image/measuredImage.ts'
import type { MeasuredImage } from '../image/measuredImage.ts'
import { registersOfImage } from '../image/registers.ts'
import type { Findings } from '../verification.ts'
import { rootWords, sentence } from './hardware.ts'

/**
 * The OS image is bound to MRTD and RTMR0 to 2 by rules that need the image itself, or the
 * measurements that newer images publish and newer hosts hand out; the hash alone is a claim.
 */
export async function checkOsImage(findings: Findings): Promise<Claim> {
  const { evidence, replay, hardware } = findings
  const event = replay?.ok ? replay.identity['os-image-hash'] : undefined
  const reported = evidence.reported.os_image_hash?.toLowerCase().replace(/^0x/, '')
  const hashes: EvidenceLine[] = [
    { label: 'OS image hash reported', value: reported ?? 'none' },
    { label: 'os-image-hash event', value: event ?? 'none that counts' },
  ]
  const read = await readMeasuredImage(evidence.vm_config)
  if (read.kind === 'measured') return recomputed(findings, read.image, { hashes, reported, event })
  const { mrtd, rtmr1, rtmr2 } = findings.quote.report
  const row = (verdict: Claim['verdict'], summary: string): Claim =>
    claim('os_image', {
      verdict,
      summary,
      evidence: [
        ...hashes,
        { label: 'MRTD', value: hexOfBytes(mrtd) },
        { label: 'RTMR1', value: hexOfBytes(rtmr1) },
        { label: 'RTMR2', value: hexOfBytes(rtmr2) },
      ],
      checked_by: 'nothing: it takes the image, or its published measurements',
      trust_root: rootWords(hardware),
      command: 'dstack-mr measure <image>/metadata.json --cpu <vCPUs> --memory <size>',
    })
  if (read.kind === 'broken') return row('failed', sentence(read.reason))
  if (reported && event && reported !== event) {
    return row('failed', 'The OS image hash that is reported is not the one in the event log.')
  }
  const why = read.kind === 'unknown form' ? `, because ${read.reason}` : ''
  return row(
    'not possible in a browser',
    reported || event
      ? `The hash is reported. Whether MRTD and the registers follow from that image takes the image itself${why}; the command below can tell.`
      : 'No OS image is reported. The command below computes the registers that belong to an image.',
  )
}

/** The registers that this image gives, against those of the quote. */
async function recomputed(
  { evidence, quote, hardware }: Findings,
  image: MeasuredImage,
  said: {
    readonly hashes: readonly EvidenceLine[]
    readonly reported: string | undefined
    readonly event: string | undefined
  },
): Promise<Claim> {
  const { report } = quote
  const { rtmr0, rtmr1, rtmr2 } = registersOfImage(image, evidence.event_log)
  const compared = [
    { name: 'MRTD', ours: mrtdWords(image), equal: isMrtdOf(image, report.mrtd), of: report.mrtd },
    ...[
      { name: 'RTMR0', made: rtmr0, of: report.rtmr0 },
      { name: 'RTMR1', made: rtmr1, of: report.rtmr1 },
      { name: 'RTMR2', made: rtmr2, of: report.rtmr2 },
    ].flatMap(({ name, made, of }) =>
      made ? [{ name, ours: hexOfBytes(made), equal: equalBytes(made, of), of }] : [],
    ),
  ]
  const row = (verdict: Claim['verdict'], summary: string): Claim =>
    claim('os_image', {
      verdict,
      summary,
      ...(said.event !== undefined && said.event !== image.os_image_hash && verdict !== 'failed'
        ? { caution: true as const }
        : {}),
      evidence: [
        { label: 'Hash of the image’s checksums', value: image.os_image_hash },
        ...said.hashes,
        ...compared.flatMap(({ name, ours, of }) => [
          { label: `${name} of the image`, value: ours },
          { label: `${name} in the quote`, value: hexOfBytes(of) },
        ]),
      ],
      checked_by: 'this page’s own computation from the published measurements',
      trust_root: `${rootWords(hardware)}; whoever publishes images under this hash`,
    })
  if (said.reported && said.reported !== image.os_image_hash) {
    return row('failed', 'The published measurements are not those of the image that is reported.')
  }
  const names = new Intl.ListFormat('en')
  const different = compared.filter(({ equal }) => !equal).map(({ name }) => name)
  if (different.length > 0) {
    return row('failed', `${names.format(different)} of the quote do not follow from this image.`)
  }
  const which = names.format(compared.map(({ name }) => name))
  if (!hardware?.ok) {
    return row(
      'reported, not verified',
      `${which} follow from the published measurements of this image, but the quote is not verified.`,
    )
  }
  const other =
    said.event !== undefined && said.event !== image.os_image_hash
      ? ' The KMS called it by another hash (os-image-hash event).'
      : ''
  return row(
    'verified here',
    `${which} are those of the image with the hash ${image.os_image_hash.slice(0, 12)}…, by its published measurements. Whether that is a good image, its release notes say; what is in the ACPI tables is not checked.${other}`,
  )
}
