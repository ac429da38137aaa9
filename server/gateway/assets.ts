import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { extname, join, relative, sep } from 'node:path'
import { acceptedEncodings } from './codings.ts'
import { slotsOf } from './cookies.ts'
import { PAGE_POLICY } from './headers.ts'
import { ENGLISH, languageOf } from './language.ts'
import { outlineOf } from './outline.ts'
import { type Preloads, readPreloads } from './preload.ts'

type Variant = { encoding?: 'br' | 'gzip'; body: Uint8Array<ArrayBuffer> }
/** `shared`: other sites may show it. */
type Asset = { type: string; etag: string; cache: string; shared: boolean; variants: Variant[] }

/** Answers GET and HEAD for the built app, or undefined when the path is none of its files. */
export type Assets = {
  file(request: Request, path: string): Response | undefined
  page(request: Request, path: string): Response
}

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
}

/** Made for READMEs, which are pages of other sites. */
const SHARED = new Set(['/deploy-badge.svg'])

const IMMUTABLE = 'public, max-age=31536000, immutable'

/**
 * Reads the built app once; from then on a request is a lookup in a map, so no path that anybody
 * sends ever reaches the file system.
 */
export function readAssets(root: string): Assets {
  const assets = new Map<string, Asset>()
  for (const path of filesUnder(root)) {
    const name = `/${relative(root, path).split(sep).join('/')}`
    const coded = /\.(br|gz)$/.exec(name)
    if (coded) continue
    assets.set(name, readAsset(path, name))
  }
  const pages = takePages(root, assets)
  const english = pages.get(ENGLISH)
  if (!english) throw new Error(`the app is not built: there is no index.html in ${root}`)
  const others = [...pages.keys()].filter((language) => language !== ENGLISH)
  return {
    file(request, path) {
      const asset = assets.get(path)
      return asset && answer(request, asset)
    },
    page: (request, path) => {
      const { index, outlines, preloads } =
        pages.get(languageOf(request.headers, others)) ?? english
      // Whoever is not signed in is led elsewhere.
      const outline = slotsOf(request).length > 0 ? outlineOf(new URL(request.url)) : undefined
      const response = answer(
        request,
        outline === undefined ? index : (outlines.get(outline) ?? index),
      )
      for (const link of preloads(path, hasOneSignIn(request)))
        response.headers.append('link', link)
      response.headers.set('content-security-policy', PAGE_POLICY)
      if (others.length > 0) response.headers.append('vary', 'accept-language, cookie')
      return response
    },
  }
}

/** The page, and with other outlines than the one that fits any address. */
type Page = { index: Asset; outlines: Map<string, Asset>; preloads: Preloads }

/**
 * The pages by their language, taken out of the files: `index.html`, and `index.zh-CN.html` beside it;
 * the same with an outline in `outlines/deploy.html` and `outlines/deploy.zh-CN.html`.
 */
function takePages(root: string, assets: Map<string, Asset>): Map<string, Page> {
  const pages = new Map<string, Page>()
  const outlined = new Map<string, Map<string, Asset>>()
  for (const [name, asset] of assets) {
    const match = /^\/(?:index|outlines\/(\w+))(?:\.([\w-]+))?\.html$/.exec(name)
    if (!match) continue
    assets.delete(name)
    const [, outline, language = ENGLISH] = match
    const outlines = outlined.get(language) ?? new Map<string, Asset>()
    outlined.set(language, outlines)
    if (outline) outlines.set(outline, asset)
    else pages.set(language, { index: asset, outlines, preloads: readPreloads(root, match[2]) })
  }
  return pages
}

/**
 * What is asked ahead of the page is asked without its headers, so it is asked for the sign-in that
 * counts without one; where there are several, only the page knows which it wants.
 */
function hasOneSignIn(request: Request): boolean {
  const slots = slotsOf(request)
  return slots.length === 1 && slots[0] === 'default'
}

/** Whether a path asks for a file, or for something hidden: then a missing one is a 404 and never the app. */
export function looksLikeFile(path: string): boolean {
  const last = path.slice(path.lastIndexOf('/') + 1)
  return path.startsWith('/assets/') || path.includes('/.') || last.includes('.')
}

function readAsset(path: string, name: string): Asset {
  const body = new Uint8Array(readFileSync(path))
  const variants: Variant[] = []
  for (const [encoding, ending] of [
    ['br', '.br'],
    ['gzip', '.gz'],
  ] as const) {
    try {
      variants.push({ encoding, body: new Uint8Array(readFileSync(path + ending)) })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    }
  }
  const hash = createHash('sha256').update(body).digest('base64url').slice(0, 22)
  return {
    type: TYPES[extname(name)] ?? 'application/octet-stream',
    etag: `"${hash}"`,
    // Vite writes the hash of the content into every name under /assets/.
    cache: name.startsWith('/assets/') ? IMMUTABLE : 'no-cache',
    shared: SHARED.has(name),
    variants: [...variants, { body }],
  }
}

function answer(request: Request, asset: Asset): Response {
  const headers = {
    etag: asset.etag,
    'cache-control': asset.cache,
    ...(asset.shared ? { 'cross-origin-resource-policy': 'cross-origin' } : {}),
    ...(asset.variants.length > 1 ? { vary: 'accept-encoding' } : {}),
  }
  if (matches(request.headers.get('if-none-match'), asset.etag)) {
    return new Response(null, { status: 304, headers })
  }
  const accepted = acceptedEncodings(request.headers.get('accept-encoding'))
  const variant = asset.variants.find((one) => !one.encoding || accepted.has(one.encoding))
  if (!variant) throw new Error('an asset always has its plain variant')
  return new Response(request.method === 'HEAD' ? null : variant.body, {
    headers: {
      ...headers,
      'content-type': asset.type,
      'content-length': String(variant.body.byteLength),
      ...(variant.encoding ? { 'content-encoding': variant.encoding } : {}),
    },
  })
}

function matches(header: string | null, etag: string): boolean {
  return (
    header !== null &&
    header.split(',').some((one) => one.trim().replace(/^W\//, '') === etag || one.trim() === '*')
  )
}

function* filesUnder(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.name.startsWith('.')) continue
    if (entry.isDirectory()) yield* filesUnder(path)
    else if (entry.isFile()) yield path
  }
}
