/** Which outline of `src/outlines.tsx` an address begins with; undefined where one for any address does. */
export function outlineOf({ pathname, searchParams }: URL): string | undefined {
  if (/^\/(?:cvms)?$/.test(pathname)) return 'cvms'
  if (/^\/cvms\/[^/]+(\/\w+)?$/.test(pathname)) return 'cvm'
  // Another step than the first, or what has been deployed, begins otherwise.
  const isFirstStep = !searchParams.has('step') && !searchParams.has('cvm')
  return pathname === '/deploy' && isFirstStep ? 'deploy' : undefined
}
