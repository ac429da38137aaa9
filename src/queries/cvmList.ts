import { queryOptions, replaceEqualDeep } from '@tanstack/react-query'
import type { QueryClient } from '@tanstack/react-query'
import { getCvmPage, PAGE_LIMIT } from '../api/cvms.ts'
import { asApiError } from '../api/errors.ts'
import type { ApiError } from '../api/errors.ts'
import { now } from '../api/http.ts'
import { cvmKeys } from './cvmKeys.ts'
import type { CvmRow } from './cvmRow.ts'
import { learnRow, liveOf } from './live/live.ts'

/** All CVMs of the workspace, as far as they are loaded. */
export type CvmList = {
  items: CvmRow[]
  /** How many there are, as the API counts them. */
  total: number
  loaded: number
  /** Whether that is all of them; while not, and nothing failed, more is on its way. */
  complete: boolean
  /** Why the rest is missing; refetching reads all of it again. */
  failed: ApiError | null
  /** When the newest complete reading began, epoch ms. */
  updatedAt: number
}

const CONCURRENT_PAGES = 4
/** A list of this size is a hundred requests to read, so it counts as fresh for longer. */
const LARGE = 1_000

/**
 * The list. The first reading answers with the first page and goes on in the background; a later one
 * leaves the old rows on screen until all of the new ones are there.
 */
export const cvmListQuery = () =>
  queryOptions({
    queryKey: cvmKeys.list(),
    queryFn: ({ client, signal }) => readList(client, signal),
    staleTime: (query): number => ((query.state.data?.total ?? 0) > LARGE ? 5 * 60_000 : 30_000),
    // Rows are shared one by one below: comparing ten thousand at once would block the page.
    structuralSharing: false,
  })

async function readList(client: QueryClient, signal: AbortSignal): Promise<CvmList> {
  const live = liveOf(client)
  live.loading?.abort()
  live.loading = undefined
  const before = client.getQueryData<CvmList>(cvmKeys.list())
  const rows = createRows(client)

  const updatedAt = now()
  const first = await getCvmPage({ page: 1, page_size: PAGE_LIMIT }, signal)
  rows.add(1, first.items, updatedAt)
  const state = { total: first.total, failed: null, updatedAt }
  if (first.pages <= 1) return listOf(rows.inOrder(), { ...state, complete: true })

  if (!before) {
    live.loading = new AbortController()
    void readInBackground(client, first.pages, live.loading.signal)
    return listOf(rows.inOrder(), { ...state, complete: false })
  }
  await eachPage(first.pages, signal, rows.add)
  return listOf(rows.inOrder(), { ...state, complete: true })
}

/**
 * Appends pages 2 to `pages` to the entry. It is written when the loaded rows have doubled, or a
 * second has passed: a list of ten thousand is drawn about eight times, not a hundred.
 */
async function readInBackground(
  client: QueryClient,
  pages: number,
  signal: AbortSignal,
): Promise<void> {
  const rows = createRows(client)
  let written = PAGE_LIMIT
  let writtenAt = now()
  const write = (end: Partial<CvmList>) => {
    const fresh = rows.takeContiguous()
    const list = client.getQueryData<CvmList>(cvmKeys.list())
    if (!list || signal.aborted) return
    const present = new Set(list.items.map((row) => row.id))
    const items = [...list.items, ...fresh.filter((row) => !present.has(row.id))]
    client.setQueryData<CvmList>(cvmKeys.list(), { ...list, items, loaded: items.length, ...end })
    written = items.length
    writtenAt = now()
  }
  try {
    await eachPage(pages, signal, (page, items, askedAt) => {
      rows.add(page, items, askedAt)
      if (rows.size() >= written || now() - writtenAt > 1_000) write({})
    })
    write({ complete: true })
  } catch (error) {
    write({ failed: asApiError(error) })
  }
}

/** Reads pages 2 to `pages`, a few at a time, in about that order. */
async function eachPage(
  pages: number,
  signal: AbortSignal,
  take: (page: number, items: CvmRow[], askedAt: number) => void,
): Promise<void> {
  const stop = new AbortController()
  const both = AbortSignal.any([signal, stop.signal])
  let next = 2
  const worker = async () => {
    while (next <= pages) {
      const page = next++
      const askedAt = now()
      const { items } = await getCvmPage({ page, page_size: PAGE_LIMIT }, both)
      take(page, items, askedAt)
    }
  }
  try {
    await Promise.all(Array.from({ length: CONCURRENT_PAGES }, worker))
  } finally {
    stop.abort()
  }
}

/**
 * Collects pages in any order. They are reconciled when they are taken out, with what is in the list by
 * then: what was learned of a CVM while they were read counts. Unchanged rows stay the same objects.
 */
function createRows(client: QueryClient) {
  // By number; those that have not come are holes.
  const pages: Page[] = []
  let from = 2
  const learned = (read: Page[]): CvmRow[] => {
    const list = client.getQueryData<CvmList>(cvmKeys.list())
    const old = new Map(list?.items.map((row) => [row.id, row]))
    return read.flatMap(({ items, askedAt }) =>
      items.map((item) => {
        const known = old.get(item.id)
        return replaceEqualDeep(known, learnRow(client, item, known, askedAt))
      }),
    )
  }
  return {
    add(page: number, items: CvmRow[], askedAt: number): void {
      pages[page] = { items, askedAt }
    },
    /** How many rows have come and were not handed out. */
    size: () => pages.slice(from).reduce((sum, { items }) => sum + items.length, 0),
    /** All rows in the order of their pages; one that moved between two pages counts once. */
    inOrder: (): CvmRow[] => [...new Map(learned(pages).map((row) => [row.id, row])).values()],
    /** Hands out, once, the rows of the pages that follow on one another without a gap. */
    takeContiguous(): CvmRow[] {
      const first = from
      while (pages[from]) from++
      return learned(pages.slice(first, from))
    },
  }
}

type Page = { items: CvmRow[]; askedAt: number }

function listOf(items: CvmRow[], rest: Omit<CvmList, 'items' | 'loaded'>): CvmList {
  return { items, loaded: items.length, ...rest }
}
