import { utils } from '../dcapLibrary.ts'
import { parseQuote } from '../quote.ts'

/**
 * Leaf and intermediate certificate as they are read from a quote. Its own copy of the root decides
 * nothing (the one that is part of the page does), and a line end between two lines neither.
 */
export function decisiveCertificates(bytes: Uint8Array): Uint8Array[] {
  const parsed = parseQuote(bytes)
  return parsed.ok ? utils.extractCerts(parsed.quote.certificates).slice(0, 2) : []
}
