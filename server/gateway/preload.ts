import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { cvmPathId } from '../../src/contract/ids.ts'
import { isPathId } from '../../src/contract/pathId.ts'

/**
 * The values of Link headers for a page: its style and scripts and, for somebody who is signed in, its
 * first answers. The browser asks for them while it still reads the page, in this order: over HTTP/1.1
 * six at a time, so that what everything waits for comes first.
 */
export type Preloads = (path: string, signedIn: boolean) => string[]

type Route = {
  path: RegExp
  /** Modules that the page is made of, as routes.tsx imports them. */
  modules: readonly string[]
  /** What the page asks the API first, exactly as it will ask. */
  data: (id: string) => readonly string[]
}

const nothing = () => []
const cvm = (id: string) => [`/cvms/${cvmPathId(id)}`]
const tab = (name: string, module: string): Route => ({
  path: new RegExp(`^/cvms/([^/]+)/${name}$`),
  modules: ['cvm/CvmPage.tsx', `cvm/${name}/${module}.tsx`],
  data: cvm,
})

const LIST = /^\/(?:cvms)?$/

const ROUTES: readonly Route[] = [
  {
    path: LIST,
    modules: ['cvms/CvmsPage.tsx'],
    data: () => ['/cvms/paginated?page=1&page_size=100'],
  },
  {
    path: /^\/cvms\/([^/]+)$/,
    modules: ['cvm/CvmPage.tsx', 'cvm/overview/OverviewPage.tsx'],
    data: cvm,
  },
  tab('compose', 'ComposePage'),
  tab('resources', 'ResourcesPage'),
  tab('logs', 'LogsPage'),
  tab('metrics', 'MetricsPage'),
  tab('network', 'NetworkPage'),
  tab('attestation', 'AttestationPage'),
  tab('activity', 'ActivityPage'),
  tab('settings', 'SettingsPage'),
  { path: /^\/deploy$/, modules: ['deploy/DeployPage.tsx'], data: nothing },
  { path: /^\/sign-in$/, modules: ['sign-in/SignInPage.tsx'], data: nothing },
  { path: /^\/apps$/, modules: ['apps/AppsPage.tsx'], data: nothing },
  { path: /^\/apps\/[^/]+$/, modules: ['app/AppPage.tsx'], data: nothing },
  { path: /^\/verify$/, modules: ['verify/VerifyPage.tsx'], data: nothing },
  { path: /^\/verify\/[^/]+$/, modules: ['verify/VerifyAppPage.tsx'], data: nothing },
]

const Manifest = v.record(
  v.string(),
  v.object({
    file: v.string(),
    isEntry: v.optional(v.boolean()),
    imports: v.optional(v.array(v.string())),
    css: v.optional(v.array(v.string())),
  }),
)
type Manifest = v.InferOutput<typeof Manifest>

/** Reads which script holds which module, as the build of that language has written it down. */
export function readPreloads(root: string, language?: string): Preloads {
  const path = join(root, `.vite/manifest${language ? `.${language}` : ''}.json`)
  if (!existsSync(path)) return () => []
  const manifest = v.parse(Manifest, JSON.parse(readFileSync(path, 'utf8')))
  const begin = beginOf(manifest)
  const scripts = new Map(ROUTES.map((route) => [route, scriptsOf(route, manifest)]))
  return (asked, signedIn) => {
    const route = ROUTES.find((one) => one.path.test(asked))
    if (!route) return []
    const id = route.path.exec(asked)?.[1] ?? ''
    const data = signedIn && (id === '' || isPathId(id)) ? route.data(id) : []
    return [
      ...begin,
      ...(signedIn ? ['/session'] : []).map(answer),
      ...data.map((call) => answer(`/api/v1${call}`)),
      // The page stays blank until it has run: behind the others it would wait for one of six connections.
      '</theme.js>; rel=preload; as=script',
      ...(scripts.get(route) ?? []).map(laterScript),
    ]
  }
}

/** As `fetch` asks for it: with the cookies of this very origin. */
const answer = (url: string) => `<${url}>; rel=preload; as=fetch; crossorigin=anonymous`

const script = (file: string) => `</${file}>; rel=modulepreload`

/** Needed when the first script has run, which is on its way longer than they are: not at its cost. */
const laterScript = (file: string) => `${script(file)}; fetchpriority=low`

/** What every page begins with. The page names them too, but behind what its headers name. */
function beginOf(manifest: Manifest): string[] {
  const entry = Object.values(manifest).find(({ isEntry }) => isEntry)
  if (!entry) return []
  return [
    ...(entry.css ?? []).map((file) => `</${file}>; rel=preload; as=style; crossorigin=anonymous`),
    script(entry.file),
  ]
}

/** The files of the route's modules and of what they import, without the one that every page begins with. */
function scriptsOf(route: Route, manifest: Manifest): string[] {
  const keys = new Set(route.modules.map((module) => `src/pages/${module}`))
  if (route.path !== LIST) keys.add('src/ui/moreIcons.ts')
  for (const key of keys) {
    for (const imported of manifest[key]?.imports ?? []) keys.add(imported)
  }
  return [...keys].flatMap((key) => {
    const chunk = manifest[key]
    return chunk && !chunk.isEntry ? [chunk.file] : []
  })
}
