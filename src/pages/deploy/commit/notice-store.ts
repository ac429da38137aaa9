const KEY = 'cvm-console.notice'

/** Whether this browser tells when a deployment has ended: only after it was asked for, until switched off. */
export function wantsNotice(): boolean {
  if (!canNotify() || Notification.permission !== 'granted') return false
  try {
    return localStorage.getItem(KEY) === 'yes'
  } catch {
    return false // A browser that keeps nothing cannot have been asked to.
  }
}

/** Asks the browser's leave where it is not given yet; the answer is whether notices are on now. */
export async function switchNotice(on: boolean): Promise<boolean> {
  const allowed = on && (await Notification.requestPermission()) === 'granted'
  try {
    localStorage.setItem(KEY, allowed ? 'yes' : 'no')
  } catch {
    // Storage is switched off: the choice holds until the page is left.
  }
  return allowed
}

export const canNotify = (): boolean => 'Notification' in window
