/**
 * Where several workspaces are signed in to side by side, an address says which one it belongs to:
 * `/w/cloud-acme/cvms`. Without that it belongs to the first sign-in of the browser. The router is
 * given what comes first as its base, so that every page and link works as if it were not there.
 */
export type Place = { base: string; key: string | undefined }

export const workspaceBase = (key: string): string => `/w/${key}`

export function placeOf(pathname: string): Place {
  const key = /^\/w\/([a-z0-9-]{1,64})(?=\/|$)/.exec(pathname)?.[1]
  return key === undefined ? { base: '', key } : { base: workspaceBase(key), key }
}

/** The place of this tab; another one is another page. */
export const place: Place = placeOf(typeof location === 'undefined' ? '/' : location.pathname)

/** A path as the pages know it, from one as the browser has it. */
export function withoutBase(pathname: string, { base } = place): string {
  const inside = base !== '' && (pathname === base || pathname.startsWith(`${base}/`))
  return inside ? pathname.slice(base.length) || '/' : pathname
}

/** The whole address of a page of this tab's workspace, to be sent to somebody. */
export const addressOf = (path: string): string =>
  new URL(place.base + path, window.location.origin).href
