import { bareAppId } from '../../contract/ids.ts'
import type { CvmInfo } from '../../contract/cvm.ts'
import { type Baseline, type Drift, driftBetween, presentValues } from '../../trust/drift.ts'
import { useBaseline, useLastCheck } from './baseline-store.ts'

export interface KnownDrift {
  readonly baseline: Baseline | undefined
  /** The last check of this instance in this browser, where one was made since the marking. */
  readonly checked: Baseline | undefined
  readonly drift: readonly Drift[]
}

/**
 * In what a CVM is no longer what was marked as known good, without checking it: compose and OS by
 * what the API reports now, everything else by the last check here.
 */
export function useDrift(cvm: CvmInfo): KnownDrift {
  const appId = bareAppId(cvm.app_id ?? '')
  const baseline = useBaseline(appId)
  const checked = useLastCheck(appId, bareInstanceId(cvm.instance_id ?? ''))
  if (!baseline) return { baseline, checked, drift: [] }
  const reported = { compose_hash: cvm.compose_hash, os_image_hash: cvm.os?.os_image_hash }
  const present = presentValues(reported, checked?.values)
  return { baseline, checked, drift: driftBetween(baseline.values, present) }
}

export const bareInstanceId = (instanceId: string): string =>
  instanceId.replace(/^(instance_|0x)/i, '').toLowerCase()
