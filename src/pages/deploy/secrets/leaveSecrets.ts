import { withoutBase } from '../../../place.ts'
import { forgetSecrets } from './vault.ts'

/** As long as a sign-in that interrupts the wizard may take. */
const SIGN_IN_MS = 15 * 60_000

let timer: ReturnType<typeof setTimeout> | undefined

/**
 * The wizard was left: the values of its secrets are forgotten. When it was left for the sign-in
 * (the session ended under way) they stay for a while, so that nothing has to be typed again.
 */
export function leaveSecrets(): void {
  clearTimeout(timer)
  timer = setTimeout(() => {
    if (here() === '/deploy') return
    if (here() !== '/sign-in') forgetSecrets()
    else timer = setTimeout(forgetUnlessBack, SIGN_IN_MS)
  }, 0)
}

const here = () => withoutBase(location.pathname)

const forgetUnlessBack = () => {
  if (here() !== '/deploy') forgetSecrets()
}
