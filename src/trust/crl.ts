import { DerError } from './der.ts'
import { equalBytes } from './hex.ts'
import { isSignedBy, readCertificate, readRevocationList } from './x509.ts'
import type { Certificate, RevocationList } from './x509.ts'

/** Everything in DER. Chains start with the leaf; a copy of the root at their end is ignored. */
export interface RevocationInput {
  readonly root: Uint8Array
  readonly pck_chain: readonly Uint8Array[]
  readonly tcb_chain: readonly Uint8Array[]
  readonly qe_chain: readonly Uint8Array[]
  readonly root_ca_crl: Uint8Array
  readonly pck_crl: Uint8Array
  /** Common name of the only certificate that may sign TCB info and QE identity. */
  readonly signer_name: string
  /** Seconds since 1970. */
  readonly now: number
}

/** The refusal, in words; undefined when everything holds. */
export type Refusal = string | undefined

/**
 * What @phala/dcap-qvl 0.3.9 leaves out: it takes an empty, forged or expired revocation list for
 * one that revokes nothing, and accepts any certificate as an issuer. Here both lists must be there,
 * be issued and signed by who should, and be valid now; each certificate must be issued by the next
 * one, which must be a CA; and none may be revoked. Absent is a refusal.
 */
export async function checkRevocation(input: RevocationInput): Promise<Refusal> {
  try {
    return await check(input)
  } catch (error) {
    if (error instanceof DerError)
      return `a certificate or revocation list is unreadable: ${error.message}`
    throw error
  }
}

async function check(input: RevocationInput): Promise<Refusal> {
  const root = readCertificate(input.root)
  const chain = (ders: readonly Uint8Array[]) => withoutRoot(ders.map(readCertificate), root)
  const [leaf, intermediate, ...more] = chain(input.pck_chain)
  const foreign = more.at(-1)
  if (foreign && equalBytes(foreign.issuer, foreign.subject)) {
    return `the certificates end in “${foreign.common_name}”, a root that this page does not know`
  }
  if (!leaf || !intermediate || more.length > 0) {
    return 'the quote’s certificates are not a leaf, an intermediate and a root'
  }
  const [tcbSigner, ...tcbMore] = chain(input.tcb_chain)
  const [qeSigner, ...qeMore] = chain(input.qe_chain)
  if (!tcbSigner || tcbMore.length > 0) return 'the TCB info is not signed directly under the root'
  if (!qeSigner || qeMore.length > 0) return 'the QE identity is not signed directly under the root'
  for (const [what, signer] of [
    ['TCB info', tcbSigner],
    ['QE identity', qeSigner],
  ] as const) {
    if (signer.common_name !== input.signer_name) {
      return `the ${what} is signed by “${signer.common_name}”, which may not do so`
    }
  }
  const links = [
    [leaf, intermediate],
    [intermediate, root],
    [tcbSigner, root],
    [qeSigner, root],
  ] as const
  for (const [certificate, issuer] of links) {
    const refusal = await checkLink(certificate, issuer, input.now)
    if (refusal) return refusal
  }
  const rootCrl = await checkList('root CA’s', input.root_ca_crl, root, input.now)
  if (typeof rootCrl === 'string') return rootCrl
  const pckCrl = await checkList('PCK CA’s', input.pck_crl, intermediate, input.now)
  if (typeof pckCrl === 'string') return pckCrl
  if (pckCrl.revoked.has(leaf.serial)) return 'the PCK certificate of this platform is revoked'
  const byRoot = [root, intermediate, tcbSigner, qeSigner]
  const revoked = byRoot.find((certificate) => rootCrl.revoked.has(certificate.serial))
  return revoked && `the certificate “${revoked.common_name}” is revoked`
}

const withoutRoot = (chain: readonly Certificate[], root: Certificate): readonly Certificate[] => {
  const last = chain.at(-1)
  return last && equalBytes(last.subject, root.subject) ? chain.slice(0, -1) : chain
}

async function checkLink(
  certificate: Certificate,
  issuer: Certificate,
  now: number,
): Promise<Refusal> {
  const name = `the certificate “${certificate.common_name}”`
  if (!equalBytes(certificate.issuer, issuer.subject)) {
    return `${name} was not issued by “${issuer.common_name}”`
  }
  if (!issuer.is_ca) return `“${issuer.common_name}” is not a certificate authority`
  if (!(await isSignedBy(certificate, issuer.spki))) return `the signature of ${name} is wrong`
  if (now < certificate.not_before) return `${name} is not valid yet`
  if (now > certificate.not_after) return `${name} has expired`
  return undefined
}

async function checkList(
  whose: string,
  der: Uint8Array,
  issuer: Certificate,
  now: number,
): Promise<RevocationList | string> {
  const name = `the ${whose} revocation list`
  if (der.length === 0) return `${name} is missing`
  const list = readRevocationList(der)
  if (!equalBytes(list.issuer, issuer.subject)) return `${name} is of another issuer`
  if (!(await isSignedBy(list, issuer.spki))) return `the signature of ${name} is wrong`
  if (now < list.this_update) return `${name} is not valid yet`
  if (list.next_update === undefined) return `${name} does not say how long it is valid`
  if (now > list.next_update) return `${name} has expired`
  return list
}
