/** The only four things that a row may say. */
export type Verdict =
  | 'verified here'
  | 'reported, not verified'
  | 'not possible in a browser'
  | 'failed'

export type ClaimId =
  | 'genuine_tdx'
  | 'tcb_level'
  | 'tdx_module'
  | 'debug_off'
  | 'registers'
  | 'compose'
  | 'app_id'
  | 'key_provider'
  | 'os_image'
  | 'freshness'
  | 'tls'
  | 'this_page'

/** One line of evidence: what was looked at, or what was compared with what. */
export interface EvidenceLine {
  readonly label: string
  readonly value: string
}

export interface Claim {
  readonly id: ClaimId
  readonly title: string
  readonly verdict: Verdict
  /** One sentence, which claims no more than what was checked. */
  readonly summary: string
  /** Set when the row holds and still deserves a second look. */
  readonly caution?: true
  readonly evidence: readonly EvidenceLine[]
  /** What did the check. */
  readonly checked_by: string
  /** What the verdict rests on. */
  readonly trust_root: string
  /** A command that can check what a browser cannot. */
  readonly command?: string
}

export const CLAIM_TITLES = {
  genuine_tdx: 'Genuine Intel TDX',
  tcb_level: 'TCB level',
  tdx_module: 'TDX module',
  debug_off: 'Debug mode is off',
  registers: 'Registers are what the event log says',
  compose: 'Compose file is the one measured',
  app_id: 'App ID and instance ID',
  key_provider: 'Key provider',
  os_image: 'OS image',
  freshness: 'The quote is fresh',
  tls: 'Your connection ends inside the TEE',
  this_page: 'This page is honest',
} as const satisfies Record<ClaimId, string>

export const claim = (id: ClaimId, rest: Omit<Claim, 'id' | 'title'>): Claim => ({
  id,
  title: CLAIM_TITLES[id],
  ...rest,
})

/** What the clock is called that a claim was checked with. */
export const CLOCK = 'Clock'
