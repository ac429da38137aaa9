import type { CvmInfo } from '../../contract/cvm.ts'
import type { ActionId } from '../../cvm/actions.ts'

/** What the sentences need to know about a CVM. */
export type LossView = Pick<CvmInfo, 'status' | 'resource' | 'endpoints'>

/**
 * What an action takes away from this CVM, in one sentence for its dialog. `replicas` counts the
 * other CVMs of the same app; null when that is not known.
 */
export function lossOf(action: ActionId, cvm: LossView, replicas: number | null): string {
  const disk = diskOf(cvm)
  const urls = urlsOf(cvm)
  switch (action) {
    case 'stop':
      return `It stops at once, as if the power failed: what it holds in memory is lost, unfinished writes to ${disk} may be, and ${urls} answering until it is started again.`
    case 'force_restart':
      return `It is cut off and started again: what it holds in memory is lost, unfinished writes to ${disk} may be, and ${urls} answering until it is back.`
    default:
      return `${capital(disk)} and everything on it is lost for good, and ${urls} answering.${replicasOf(replicas)}${
        cvm.status === 'running' ? ' It is running and will be stopped.' : ''
      }`
  }
}

const diskOf = ({ resource }: LossView) =>
  resource.disk_in_gb ? `its disk of ${resource.disk_in_gb} GB` : 'its disk'

function urlsOf({ endpoints }: LossView): string {
  const count = endpoints?.length ?? 0
  if (count === 0) return 'its public URLs stop'
  return count === 1 ? 'its public URL stops' : `its ${count} public URLs stop`
}

function replicasOf(replicas: number | null): string {
  if (replicas === null) return ''
  if (replicas === 0) return ' It has no replica: nothing of the app is left afterwards.'
  return replicas === 1
    ? ' The app’s other replica stays.'
    : ` The app’s ${replicas} other replicas stay.`
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
