import { CvmDetail, CvmPage } from '../contract/cvm.ts'
import type { CvmInfo } from '../contract/cvm.ts'
import { cvmPathId } from '../contract/ids.ts'
import type { Page } from '../contract/wire.ts'
import { request, segment } from './http.ts'

/** The path of a CVM, whichever of its identifiers is given. */
export const cvmPath = (id: string): string => `/cvms/${segment(cvmPathId(id))}`

/** The official clients ask for at most this many rows in a page. */
export const PAGE_LIMIT = 100

export type CvmPageParams = {
  page?: number
  page_size?: number
  node_id?: number
  teepod_id?: number
  user_id?: number
}

/** GET /cvms/paginated */
export function getCvmPage(params: CvmPageParams, signal?: AbortSignal): Promise<Page<CvmInfo>> {
  return request({ path: '/cvms/paginated', query: params, schema: CvmPage, signal })
}

/** GET /cvms/{id} */
export function getCvm({ id }: { id: string }, signal?: AbortSignal): Promise<CvmDetail> {
  return request({ path: cvmPath(id), schema: CvmDetail, signal })
}
