/**
 * Whether a string may become one path segment at all. The server refuses anything else before it
 * builds an upstream address from it: no dots-only names, no slashes, no escapes.
 */
export function isPathId(id: string): boolean {
  return /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/.test(id)
}
