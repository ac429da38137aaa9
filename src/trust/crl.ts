import { DerError } from './der.ts'
import { equalBytes } from './hex.ts'
import { isSignedBy, readCertificate, readKey, readRevocationList } from './x509.ts'
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
  return (await beginRevocationCheck(input))()
}

/**
 * The same in two steps: once the first is done, the browser checks the signatures on other threads,
 * and there is time for something else until the second asks how they came out.
 */
export async function beginRevocationCheck(
  input: RevocationInput,
): Promise<() => Promise<Refusal>> {
  try {
    return await begin(input)
  } catch (error) {
    if (!(error instanceof DerError)) throw error
    return async () => `a certificate is unreadable: ${error.message}`
  }
}

const refusing = (reason: string) => async (): Promise<Refusal> => reason

async function begin(input: RevocationInput): Promise<() => Promise<Refusal>> {
  const root = readCertificate(input.root)
  const chain = (ders: readonly Uint8Array[]) => withoutRoot(ders.map(readCertificate), root)
  const [leaf, intermediate, ...more] = chain(input.pck_chain)
  const foreign = more.at(-1)
  if (foreign && equalBytes(foreign.issuer, foreign.subject)) {
    return refusing(
      `the certificates end in “${foreign.common_name}”, a root that this page does not know`,
    )
  }
  if (!leaf || !intermediate || more.length > 0) {
    return refusing('the quote’s certificates are not a leaf, an intermediate and a root')
  }
  const [tcbSigner, ...tcbMore] = chain(input.tcb_chain)
  const [qeSigner, ...qeMore] = chain(input.qe_chain)
  if (!tcbSigner || tcbMore.length > 0)
    return refusing('the TCB info is not signed directly under the root')
  if (!qeSigner || qeMore.length > 0)
    return refusing('the QE identity is not signed directly under the root')
  for (const [what, signer] of [
    ['TCB info', tcbSigner],
    ['QE identity', qeSigner],
  ] as const) {
    if (signer.common_name !== input.signer_name) {
      return refusing(`the ${what} is signed by “${signer.common_name}”, which may not do so`)
    }
  }
  const [rootKey, intermediateKey] = await Promise.all([
    readKey(root.spki),
    readKey(intermediate.spki),
  ])
  const byRoot = { certificate: root, key: rootKey }
  const byIntermediate = { certificate: intermediate, key: intermediateKey }
  // From here on the browser works by itself; nothing below rejects.
  const links = Promise.all([
    checkLink(leaf, byIntermediate, input.now),
    checkLink(intermediate, byRoot, input.now),
    checkLink(tcbSigner, byRoot, input.now),
    checkLink(qeSigner, byRoot, input.now),
  ])
  const rootList = checkList('root CA’s', input.root_ca_crl, byRoot, input.now)
  const pckList = checkList('PCK CA’s', input.pck_crl, byIntermediate, input.now)
  return async () => {
    const refusal = (await links).find((one) => one !== undefined)
    if (refusal) return refusal
    const rootCrl = await rootList
    if (typeof rootCrl === 'string') return rootCrl
    const pckCrl = await pckList
    if (typeof pckCrl === 'string') return pckCrl
    if (pckCrl.revoked.has(leaf.serial)) return 'the PCK certificate of this platform is revoked'
    const certificates = [root, intermediate, tcbSigner, qeSigner]
    const revoked = certificates.find(({ serial }) => rootCrl.revoked.has(serial))
    return revoked && `the certificate “${revoked.common_name}” is revoked`
  }
}

interface Issuer {
  readonly certificate: Certificate
  readonly key: CryptoKey | undefined
}

const withoutRoot = (chain: readonly Certificate[], root: Certificate): readonly Certificate[] => {
  const last = chain.at(-1)
  return last && equalBytes(last.subject, root.subject) ? chain.slice(0, -1) : chain
}

async function checkLink(certificate: Certificate, issuer: Issuer, now: number): Promise<Refusal> {
  const name = `the certificate “${certificate.common_name}”`
  if (!equalBytes(certificate.issuer, issuer.certificate.subject)) {
    return `${name} was not issued by “${issuer.certificate.common_name}”`
  }
  if (!issuer.certificate.is_ca) {
    return `“${issuer.certificate.common_name}” is not a certificate authority`
  }
  if (!(await isSignedBy(certificate, issuer.key))) return `the signature of ${name} is wrong`
  if (now < certificate.not_before) return `${name} is not valid yet`
  if (now > certificate.not_after) return `${name} has expired`
  return undefined
}

async function checkList(
  whose: string,
  der: Uint8Array,
  issuer: Issuer,
  now: number,
): Promise<RevocationList | string> {
  const name = `the ${whose} revocation list`
  if (der.length === 0) return `${name} is missing`
  const list = readList(der)
  if (typeof list === 'string') return `${name} is unreadable: ${list}`
  if (!equalBytes(list.issuer, issuer.certificate.subject)) return `${name} is of another issuer`
  if (!(await isSignedBy(list, issuer.key))) return `the signature of ${name} is wrong`
  if (now < list.this_update) return `${name} is not valid yet`
  if (list.next_update === undefined) return `${name} does not say how long it is valid`
  if (now > list.next_update) return `${name} has expired`
  return list
}

function readList(der: Uint8Array): RevocationList | string {
  try {
    return readRevocationList(der)
  } catch (error) {
    if (error instanceof DerError) return error.message
    throw error
  }
}
