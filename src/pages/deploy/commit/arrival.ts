import { ApiError } from '../../../api/errors.ts'
import { ErrorCode } from '../../../contract/errors.ts'
import type { CvmInfo } from '../../../contract/cvm.ts'
import { bareAppId } from '../../../contract/ids.ts'
import type { Page } from '../../../contract/wire.ts'

/** What a commit was about: enough to recognise its CVM. */
export type Committed = { app_id: string; compose_hash: string; name: string }

export type Lookup = {
  one: (params: { id: string }, signal: AbortSignal) => Promise<CvmInfo>
  page: (params: { page: number; page_size: number }, signal: AbortSignal) => Promise<Page<CvmInfo>>
}

const PAGE_SIZE = 100

/**
 * The CVM that a commit made, or undefined when there is none. Asked for by app id first; where
 * several share it, or another one has it, the whole list is read. Throws when it cannot look:
 * "not found" and "could not look" must never be taken for each other.
 */
export async function findCommitted(
  wanted: Committed,
  lookup: Lookup,
  signal: AbortSignal,
): Promise<CvmInfo | undefined> {
  const found = await byAppId(wanted, lookup, signal)
  if (found === 'none') return undefined
  if (found !== 'unclear') return found
  for (let page = 1; ; page += 1) {
    const { items, pages } = await lookup.page({ page, page_size: PAGE_SIZE }, signal)
    const match = items.find((cvm) => isCvmOf(wanted, cvm))
    if (match) return match
    if (page >= pages) return undefined
  }
}

async function byAppId(
  wanted: Committed,
  lookup: Lookup,
  signal: AbortSignal,
): Promise<CvmInfo | 'none' | 'unclear'> {
  try {
    const cvm = await lookup.one({ id: bareAppId(wanted.app_id) }, signal)
    return isCvmOf(wanted, cvm) ? cvm : 'unclear'
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    if (error.status === 404) return 'none'
    const several: unknown[] = [ErrorCode.APP_ID_AMBIGUOUS, ErrorCode.MULTIPLE_CVMS_SAME_NAME]
    if (several.includes(error.error_code)) return 'unclear'
    throw error
  }
}

/** App id, compose hash and name: an app id alone is shared by replicas and by equal files. */
function isCvmOf(wanted: Committed, cvm: CvmInfo): boolean {
  return (
    bareAppId(cvm.app_id ?? '') === bareAppId(wanted.app_id) &&
    cvm.name === wanted.name &&
    (cvm.compose_hash ?? wanted.compose_hash) === wanted.compose_hash
  )
}
