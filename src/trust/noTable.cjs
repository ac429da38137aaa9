// Stands in for elliptic's precomputed multiples of secp256k1 (see vite.config.ts): a quote is signed
// on P-256 only, so the table would be 40 kB of dead weight in the verifier.
module.exports = undefined
