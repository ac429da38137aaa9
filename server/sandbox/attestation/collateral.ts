import type { QuoteCollateral } from '../../../src/trust/collateral.ts'
import { hexOfBytes } from '../../../src/trust/hex.ts'
import {
  PCK,
  PCK_CA,
  pem,
  PLATFORM,
  revocationList,
  ROOT,
  sign,
  TCB_SIGNER,
  tcbChain,
} from './pki.ts'
import { QE, TEE_TCB_SVN } from './quote.ts'

export interface CollateralLies {
  readonly expired_crl?: boolean
  readonly revoked_pck?: boolean
}

const DAY = 86_400
/** Intel renews these lists about monthly; a whole day is the same for everyone who asks that day. */
const VALID_DAYS = 30

/** Revocation lists, TCB info and QE identity of the sandbox's platform, valid at `now` (seconds). */
export function makeCollateral(now: number, lies: CollateralLies = {}): QuoteCollateral {
  const issued = Math.floor(now / DAY) * DAY - DAY
  const next = issued + VALID_DAYS * DAY
  const [from, until] = lies.expired_crl ? [issued - VALID_DAYS * DAY, issued] : [issued, next]
  const tcbInfo = JSON.stringify(tcbInfoFor(issued, next))
  const qeIdentity = JSON.stringify(qeIdentityFor(issued, next))
  const chain = pem(tcbChain())
  return {
    root_ca_crl: hexOfBytes(revocationList(ROOT, issued, next)),
    pck_crl: hexOfBytes(revocationList(PCK_CA, from, until, lies.revoked_pck ? [PCK] : [])),
    tcb_info_issuer_chain: chain,
    tcb_info: tcbInfo,
    tcb_info_signature: signText(tcbInfo),
    qe_identity_issuer_chain: chain,
    qe_identity: qeIdentity,
    qe_identity_signature: signText(qeIdentity),
  }
}

const signText = (text: string): string =>
  hexOfBytes(sign(TCB_SIGNER.secret, new TextEncoder().encode(text)))

const iso = (seconds: number): string => `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`
const upper = (bytes: Uint8Array): string => hexOfBytes(bytes).toUpperCase()
const components = (svns: Uint8Array) => [...svns].map((svn) => ({ svn }))

function tcbInfoFor(issued: number, next: number) {
  const anyModule = {
    mrsigner: '0'.repeat(96),
    attributes: '0'.repeat(16),
    attributesMask: 'F'.repeat(16),
  }
  return {
    id: 'TDX',
    version: 3,
    issueDate: iso(issued),
    nextUpdate: iso(next),
    fmspc: upper(PLATFORM.fmspc),
    pceId: '0000',
    tcbType: 0,
    tcbEvaluationDataNumber: 1,
    tdxModule: anyModule,
    tdxModuleIdentities: [
      {
        id: 'TDX_01',
        ...anyModule,
        tcbLevels: [
          {
            tcb: { isvsvn: TEE_TCB_SVN[0] },
            tcbDate: '2025-08-13T00:00:00Z',
            tcbStatus: 'UpToDate',
          },
        ],
      },
    ],
    tcbLevels: [
      {
        tcb: {
          sgxtcbcomponents: components(PLATFORM.cpu_svn),
          pcesvn: PLATFORM.pce_svn,
          tdxtcbcomponents: components(TEE_TCB_SVN),
        },
        tcbDate: '2025-08-13T00:00:00Z',
        tcbStatus: 'UpToDate',
      },
    ],
  }
}

function qeIdentityFor(issued: number, next: number) {
  return {
    id: 'TD_QE',
    version: 2,
    issueDate: iso(issued),
    nextUpdate: iso(next),
    tcbEvaluationDataNumber: 1,
    miscselect: '00000000',
    miscselectMask: 'FFFFFFFF',
    attributes: '11000000000000000000000000000000',
    attributesMask: 'FBFFFFFFFFFFFFFF0000000000000000',
    mrsigner: upper(QE.mr_signer),
    isvprodid: QE.isv_prod_id,
    tcbLevels: [
      { tcb: { isvsvn: QE.isv_svn }, tcbDate: '2025-08-13T00:00:00Z', tcbStatus: 'UpToDate' },
    ],
  }
}
