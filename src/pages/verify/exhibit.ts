import type { AppAttestations } from '../../contract/attestation.ts'
import { readAnswer } from '../../trust/readEvidence.ts'
import type { Bundle } from '../../trust/readEvidence.ts'

/** One thing to be checked: what was given about one CVM. */
export interface Exhibit {
  /** Another key for every other content: it names the check in the cache. */
  readonly key: string
  readonly label: string
  readonly bundle: Bundle
  /** Why there is no quote to check, where there is none. */
  readonly absent?: string
}

/** Every instance of an app, also those that disclose nothing. `at` is when the answer came, in ms. */
export const exhibitsOfApp = (answer: AppAttestations, at: number): Exhibit[] =>
  answer.instances.map((instance, index) => {
    const label = instance.name ?? instance.instance_id ?? `Instance ${index + 1}`
    return exhibitOf(
      { app_id: answer.app_id, ...instance },
      `${answer.app_id}/${instance.vm_uuid ?? index}/${at}`,
      label,
      instance.error ?? undefined,
    )
  })

/** What the API's answer about one CVM holds; `error` is its own word for why there is nothing. */
export function exhibitOf(
  answer: object,
  key: string,
  label: string,
  error: string | undefined,
): Exhibit {
  const read = readAnswer(answer)
  const bundle = read.ok ? read.bundles[0] : undefined
  if (bundle?.quote) return { key, label, bundle }
  return {
    key,
    label,
    bundle: bundle ?? { reported: {} },
    absent: error ?? 'It discloses no quote: its information may be private.',
  }
}
