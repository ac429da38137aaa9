import { isInTransition, statusTone, statusWord } from '../../cvm/status.ts'
import type { CvmStatusView } from './CvmStatus.tsx'

/** What a tab in the background should say of its CVM: how far it has come, or that it is in trouble. */
export function statusInTitle(cvm: CvmStatusView): string | undefined {
  if (isInTransition(cvm)) {
    const target = cvm.progress?.target
    const going =
      target && !isInTransition({ status: cvm.status }) ? `to ${statusWord(target)}` : ''
    return `${going || statusWord(cvm.status)}…`
  }
  return statusTone(cvm) === 'bad' ? statusWord(cvm.status) : undefined
}
