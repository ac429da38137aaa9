import { ApiError } from '../api/errors.ts'
import { bringWords } from '../api/words.ts'
import { ConsoleErrorCode } from '../contract/consoleErrors.ts'

/**
 * A dialog that is open in two tabs and confirmed in both is one wish. The tabs tell each other in
 * localStorage what was confirmed when; a dialog that was opened before that is not sent as well.
 */
const KEY = 'cvm-console-confirmed'
const KEPT_MS = 60 * 60_000

const TAB = crypto.randomUUID()

type Confirmed = { at: number; tab: string }

/** Throws when another tab has confirmed the same since `openedAt`, in milliseconds since 1970. */
export async function confirmOnce(what: string, openedAt: number): Promise<void> {
  const claim = async () => {
    const all = recent()
    const before = all.get(what)
    if (before && before.tab !== TAB && before.at >= openedAt) {
      await bringWords()
      throw alreadySent()
    }
    all.set(what, { at: Date.now(), tab: TAB })
    try {
      localStorage.setItem(KEY, JSON.stringify([...all]))
    } catch {
      // A browser that keeps nothing: each tab is on its own.
    }
  }
  // Without locks (a page that is not served securely) what is left is a gap of a millisecond.
  await (navigator.locks ? navigator.locks.request(KEY, claim) : claim())
}

function recent(): Map<string, Confirmed> {
  try {
    const entries = JSON.parse(localStorage.getItem(KEY) ?? '[]') as [string, Confirmed][]
    return new Map(entries.filter(([, { at }]) => at > Date.now() - KEPT_MS))
  } catch {
    return new Map()
  }
}

const alreadySent = () =>
  new ApiError({
    kind: 'refused',
    endpoint: 'the console',
    status: 409,
    error_code: ConsoleErrorCode.DUPLICATE_REQUEST,
    message:
      'Another tab has confirmed the same after this dialog was opened. Nothing was sent here.',
  })
