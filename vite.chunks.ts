import { fileURLToPath } from 'node:url'
import type { Rolldown } from 'vite'

const LIST = fileURLToPath(new URL('./src/pages/cvms/CvmsPage.tsx', import.meta.url))

/**
 * The library is imported as a whole, and these of its modules come with that: the list uses none of
 * them, whatever the graph says.
 */
const OF_OTHERS =
  /\/(queriesObserver|useQueries|infiniteQueryObserver|useInfiniteQuery|infiniteQueryOptions|mutationObserver|useMutation)\.js$/

type Graph = Parameters<Rolldown.CodeSplittingNameFunction>[1]

/**
 * How the page is cut into scripts. What every visit needs is one script; what the list shares with
 * other pages is a second, what many other pages share a third, so that a page takes a handful of
 * requests and not one per atom. Everything else is cut as the bundler sees fit.
 */
export function chunks(): Rolldown.CodeSplittingOptions {
  let list: ReadonlySet<string> | undefined
  return {
    groups: [
      { name: 'console', tags: ['$initial'], priority: 2 },
      {
        debugName: 'parts',
        priority: 1,
        name: (id, graph) => {
          list ??= staticallyImportedBy(LIST, graph)
          const isShared = list.has(id) && !id.includes('/src/pages/cvms/') && !OF_OTHERS.test(id)
          return isShared ? 'parts' : null
        },
      },
      {
        name: 'common',
        minShareCount: 2,
        test: /\/src\/(api|contract|cvm|queries|ui\/[^/]+$|compose\/limits|pages\/code\/ShowAsCode)|@tanstack\/(query-core|react-query)/,
        includeDependenciesRecursively: false,
      },
    ],
  }
}

function staticallyImportedBy(root: string, graph: Graph): Set<string> {
  const seen = new Set([root])
  for (const id of seen) {
    for (const imported of graph.getModuleInfo(id)?.importedIds ?? []) seen.add(imported)
  }
  return seen
}
