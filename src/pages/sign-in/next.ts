import { paths } from '../../paths.ts'

/**
 * Where to go after signing in: the path that `next` names, on this origin only. Anything that a
 * browser would take elsewhere (`//host`, `/\host`, another scheme) counts as not given.
 */
export function safeNext(next: string | null, origin: string): string {
  if (!next?.startsWith('/') || !URL.canParse(next, origin)) return paths.cvms()
  const url = new URL(next, origin)
  if (url.origin !== origin || url.pathname.startsWith('//')) return paths.cvms()
  if (url.pathname === paths.signIn()) return paths.cvms()
  return url.pathname + url.search + url.hash
}
