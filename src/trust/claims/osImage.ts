import { claim } from '../claim.ts'
import type { Claim } from '../claim.ts'
import { hexOfBytes } from '../hex.ts'
import type { Findings } from '../verification.ts'
import { rootWords } from './hardware.ts'

/**
 * The OS image is bound to MRTD and RTMR0 to 2 by rules that need the image itself, or its published
 * measurements; the hash alone is a claim.
 */
export async function checkOsImage({
  evidence,
  quote,
  replay,
  hardware,
}: Findings): Promise<Claim> {
  const { mrtd, rtmr1, rtmr2 } = quote.report
  const event = replay?.ok ? replay.identity['os-image-hash'] : undefined
  const reported = evidence.reported.os_image_hash?.toLowerCase().replace(/^0x/, '')
  const row = (verdict: Claim['verdict'], summary: string): Claim =>
    claim('os_image', {
      verdict,
      summary,
      evidence: [
        { label: 'OS image hash reported', value: reported ?? 'none' },
        { label: 'os-image-hash event', value: event ?? 'none that counts' },
        { label: 'MRTD', value: hexOfBytes(mrtd) },
        { label: 'RTMR1', value: hexOfBytes(rtmr1) },
        { label: 'RTMR2', value: hexOfBytes(rtmr2) },
      ],
      checked_by: 'nothing: it takes the image, or its published measurements',
      trust_root: rootWords(hardware),
      command: 'dstack-mr measure <image>/metadata.json --cpu <vCPUs> --memory <size>',
    })
  if (reported && event && reported !== event) {
    return row('failed', 'The OS image hash that is reported is not the one in the event log.')
  }
  return row(
    'not possible in a browser',
    reported || event
      ? 'The hash is reported. Whether MRTD and the registers follow from that image takes the image itself; the command below can tell.'
      : 'No OS image is reported. The command below computes the registers that belong to an image.',
  )
}
