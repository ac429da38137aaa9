import type { QuoteCollateral } from '../../src/trust/collateral.ts'
import type { Answer } from './answer.ts'
import { createUpstream, type Limits } from './upstream.ts'

/** Which of Intel's two authorities certified a platform. */
export type PckAuthority = 'platform' | 'processor'

/** Intel's lists for one family of platforms; undefined when the server does not know the family. */
export type Pccs = (
  fmspc: string,
  ca: PckAuthority,
  signal: AbortSignal,
) => Promise<QuoteCollateral | undefined>

/** The server answered what no PCCS answers, or an error. */
export class PccsError extends Error {}

/** Bytes. The largest of the lists, Intel's TCB info, has about 10 KB. */
const MAX_BODY = 1024 * 1024
/** Where Intel publishes the list of its root; its own service has no address for it, a PCCS has. */
const INTEL_ROOT_LIST = new URL('https://certificates.trustedservices.intel.com')

/**
 * Asks a PCCS, or Intel's own service (PCS API, version 4), for everything that a TDX quote is checked
 * against. It need not be trusted: all of it is signed, and the page checks the signatures.
 */
export function createPccs(base: URL, limits: Limits): Pccs {
  const send = createUpstream(base, limits)
  const sendIntel = createUpstream(INTEL_ROOT_LIST, limits)
  const get = async (path: string, signal: AbortSignal, from = send) => {
    const answer = await from({
      method: 'GET',
      path,
      headers: { accept: '*/*', 'accept-encoding': 'identity', 'user-agent': 'cvm-console' },
      body: null,
      signal,
    })
    if (answer.status === 404) {
      await answer.body?.cancel()
      return undefined
    }
    if (answer.status !== 200) {
      await answer.body?.cancel()
      throw new PccsError(`${path.split('?')[0]} was answered with ${answer.status}`)
    }
    return { headers: answer.headers, text: await latin1Of(answer.body) }
  }
  return async (fmspc, ca, signal) => {
    const [tcb, qe, crl, rootCrl] = await Promise.all([
      get(`/tdx/certification/v4/tcb?fmspc=${fmspc}`, signal),
      get('/tdx/certification/v4/qe/identity', signal),
      get(`/sgx/certification/v4/pckcrl?ca=${ca}&encoding=der`, signal),
      get('/sgx/certification/v4/rootcacrl', signal).then(
        (found) => found ?? get('/IntelSGXRootCA.der', signal, sendIntel),
      ),
    ])
    if (!tcb || !qe || !crl || !rootCrl) return undefined
    const info = signedPart(tcb.text, 'tcbInfo')
    const identity = signedPart(qe.text, 'enclaveIdentity')
    return {
      root_ca_crl: hexOfList(rootCrl.text),
      pck_crl: hexOfList(crl.text),
      tcb_info_issuer_chain: chainIn(tcb.headers, 'tcb-info-issuer-chain'),
      tcb_info: info.text,
      tcb_info_signature: info.signature,
      qe_identity_issuer_chain: chainIn(qe.headers, 'sgx-enclave-identity-issuer-chain'),
      qe_identity: identity.text,
      qe_identity_signature: identity.signature,
    }
  }
}

/** Latin-1 keeps each byte of a binary answer as one character. */
async function latin1Of(body: ReadableStream<Uint8Array> | null): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of body ?? []) {
    size += chunk.byteLength
    if (size > MAX_BODY) throw new PccsError(`an answer is larger than ${MAX_BODY} bytes`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('latin1')
}

/**
 * `{"tcbInfo":{…},"signature":"…"}`: the object exactly as it was sent, because the signature is over
 * these bytes, and the signature.
 */
function signedPart(body: string, name: string): { text: string; signature: string } {
  const start = body.indexOf(`"${name}":`)
  const end = /,\s*"signature"\s*:\s*"([0-9a-fA-F]+)"\s*\}\s*$/.exec(body)
  if (start === -1 || !end?.[1]) throw new PccsError(`the answer holds no signed ${name}`)
  return { text: body.slice(start + name.length + 3, end.index).trim(), signature: end[1] }
}

const PEM_BEGIN = '-----BEGIN X509 CRL-----'
const PEM_END = '-----END X509 CRL-----'

/** A list comes as DER, as hex or as PEM, by the kind and the age of the server. */
function hexOfList(body: string): string {
  const from = body.indexOf(PEM_BEGIN)
  const to = body.lastIndexOf(PEM_END)
  if (from !== -1 && to > from) {
    return Buffer.from(body.slice(from + PEM_BEGIN.length, to), 'base64').toString('hex')
  }
  const text = body.trim()
  return /^[0-9a-fA-F]+$/.test(text)
    ? text.toLowerCase()
    : Buffer.from(body, 'latin1').toString('hex')
}

function chainIn(headers: Answer['headers'], name: string): string {
  const value = headers.get(name) ?? headers.get(`sgx-${name}`)
  if (value === null) throw new PccsError(`the answer has no ${name}`)
  try {
    return decodeURIComponent(value)
  } catch {
    throw new PccsError(`the ${name} is not readable`)
  }
}
