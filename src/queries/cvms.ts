import { queryOptions } from '@tanstack/react-query'
import type { QueryClient } from '@tanstack/react-query'
import { getCvm } from '../api/cvms.ts'
import { now } from '../api/http.ts'
import { cvmKeys } from './cvmKeys.ts'
import type { CvmList } from './cvmList.ts'
import type { Cvm } from './cvmRow.ts'
import { learnRow, shareWithList } from './live/live.ts'

/** One CVM by any of its identifiers. `data.id` is its canonical one. */
export const cvmQuery = (id: string) =>
  queryOptions({
    queryKey: cvmKeys.detail(id),
    queryFn: ({ client, signal }) => readCvm(client, id, signal),
  })

async function readCvm(client: QueryClient, id: string, signal: AbortSignal): Promise<Cvm> {
  const askedAt = now()
  const read = await getCvm({ id }, signal)
  // Looked up after the answer: what was learned while it was under way counts too.
  const detail = client.getQueryData<Cvm>(cvmKeys.detail(id))
  const cvm = learnRow(client, read, detail ?? rowOf(client, read.id), askedAt)
  shareWithList(client, cvm)
  return cvm
}

function rowOf(client: QueryClient, id: string) {
  return client.getQueryData<CvmList>(cvmKeys.list())?.items.find((row) => row.id === id)
}

/**
 * Puts a CVM's row of the list where its page looks, marked as old: the page opens with it at once
 * and reads the rest behind. For loaders; does nothing when the page has its own already.
 */
export function seedCvm(client: QueryClient, id: string): void {
  const key = cvmKeys.detail(id)
  const row = client.getQueryData(key) === undefined ? rowOf(client, id) : undefined
  if (row) client.setQueryData<Cvm>(key, row, { updatedAt: 1 })
}
