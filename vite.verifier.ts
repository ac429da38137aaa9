import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'

const file = (path: string) => fileURLToPath(new URL(path, import.meta.url))

// What the quote verifier (@phala/dcap-qvl) carries without needing it. Its own code stays as it is.

/** Its elliptic carries a table for a curve that no quote uses. */
export const withoutTable = {
  find: /^\.\/precomputed\/secp256k1$/,
  replacement: file('./src/trust/noTable.cjs'),
}

/** asn1.js brings a second copy of the very bn.js 4 that elliptic brings. */
export const oneBigNumber = (): Plugin => ({
  name: 'one-big-number',
  enforce: 'pre',
  resolveId: (source, importer) =>
    source === 'bn.js' && importer?.includes('/node_modules/asn1.js/')
      ? file('./node_modules/elliptic/node_modules/bn.js/lib/bn.js')
      : null,
})
