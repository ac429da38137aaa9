import { fileURLToPath } from 'node:url'
import type { Rolldown } from 'vite'

const page = (name: string) => fileURLToPath(new URL(`./src/pages/${name}.tsx`, import.meta.url))

const LIST = page('cvms/CvmsPage')
const DEPLOY = page('deploy/DeployPage')
const CVM = page('cvm/CvmPage')
const OVERVIEW = page('cvm/overview/OverviewPage')

/**
 * The library is imported as a whole, and these of its modules come with that: the list uses none of
 * them, whatever the graph says.
 */
const OF_OTHERS =
  /\/(queriesObserver|useQueries|infiniteQueryObserver|useInfiniteQuery|infiniteQueryOptions|mutationObserver|useMutation)\.js$/

type Graph = Parameters<Rolldown.CodeSplittingNameFunction>[1]

/**
 * How the page is cut into scripts. What every visit needs is one script; what the list shares with
 * other pages is a second. What other pages share are three: what the wizard needs of it, what the
 * first page of a CVM needs besides, and the rest. So a page takes a handful of requests and not one
 * per atom, and the first pages of a visit little that they do not use. Everything else is cut as the
 * bundler sees fit.
 */
export function chunks(): Rolldown.CodeSplittingOptions {
  const trees = new Map<string, Set<string>>()
  const isPartOf = (root: string, id: string, graph: Graph) => {
    const tree = trees.get(root) ?? staticallyImportedBy(root, graph)
    trees.set(root, tree)
    return tree.has(id)
  }
  return {
    groups: [
      { name: 'console', tags: ['$initial'], priority: 3 },
      {
        debugName: 'parts',
        priority: 2,
        name: (id, graph) => {
          const isShared =
            isPartOf(LIST, id, graph) && !id.includes('/src/pages/cvms/') && !OF_OTHERS.test(id)
          return isShared ? 'parts' : null
        },
      },
      {
        debugName: 'common',
        name: (id, graph) => {
          if (isPartOf(DEPLOY, id, graph)) return 'common'
          return isPartOf(CVM, id, graph) || isPartOf(OVERVIEW, id, graph) ? 'ofCvm' : 'ofOthers'
        },
        priority: 1,
        minShareCount: 2,
        test: /\/src\/(api|contract|cvm|queries|ui\/[^/]+$|compose\/limits|pages\/(code\/ShowAsCode|errors\/(problem-of|AgainNotice|NotRead|OldNotice|Loaded|useHaveAnswered)|status\/status-in-title|cvm\/(logs\/(source|isFinal|lateTail)|share|useCvm)))|@tanstack\/(query-core|react-query)/,
        includeDependenciesRecursively: false,
      },
      // What the wizard and its later steps share: the first of them brings it.
      {
        debugName: 'wizard',
        priority: 2,
        minShareCount: 2,
        includeDependenciesRecursively: false,
        name: (id, graph) =>
          /\/src\/(pages\/deploy\/|(api|contract)\/provision)/.test(id) &&
          isPartOf(DEPLOY, id, graph)
            ? 'wizard'
            : null,
      },
      // What a compose file is written with: in the wizard, and for a CVM that is there.
      {
        name: 'compose',
        minShareCount: 2,
        test: /\/src\/(ui\/code\/(CodeEditor|EditorHelp|plain-editor|text-places)|pages\/compose\/(Problems|readComposeFile|useComposeCheck)|pages\/drafts\/(leftBehind|database)|compose\/checkOf)/,
        includeDependenciesRecursively: false,
      },
      // What every form that changes a CVM ends with.
      {
        name: 'changes',
        minShareCount: 2,
        test: /\/src\/pages\/(cvm\/ApplyBar|onchain\/useApproval)/,
        includeDependenciesRecursively: false,
      },
      // What the overview of a CVM shares with the pages that lead to it.
      {
        debugName: 'overview',
        minShareCount: 2,
        includeDependenciesRecursively: false,
        name: (id, graph) =>
          /\/src\/pages\/cvm\/overview\/.*\.tsx$/.test(id) && isPartOf(OVERVIEW, id, graph)
            ? 'overview'
            : null,
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
