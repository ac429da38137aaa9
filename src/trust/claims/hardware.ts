import { claim, CLOCK } from '../claim.ts'
import type { Claim, EvidenceLine } from '../claim.ts'
import { DCAP_LIBRARY } from '../dcapName.ts'
import type { HardwareVerdict } from '../dcap.ts'
import { hexOfBytes } from '../hex.ts'
import { isDebug, type RegionName } from '../quote.ts'
import type { TcbStatus } from '../tcb.ts'
import type { Findings } from '../verification.ts'

/** What a verdict rests on when the quote verified under this root; also when it did not. */
export function rootWords(hardware: HardwareVerdict | undefined): string {
  if (!hardware) return 'none: the quote could not be checked'
  if (!hardware.ok) return 'none: the quote did not verify'
  return hardware.root === 'sandbox'
    ? 'the sandbox’s published root: no hardware behind it'
    : 'Intel SGX Root CA, embedded in this page'
}

export const clockWords = (now: number): string => new Date(now * 1000).toISOString()

/** Genuine hardware, its security level, its TDX module, and debug mode. */
export function hardwareClaims(findings: Findings): Claim[] {
  return [genuine(findings), tcbLevel(findings), tdxModule(findings), debugOff(findings)]
}

function genuine({ hardware, quote, now }: Findings): Claim {
  const place = (name: RegionName) => `bytes ${quote.regions[name].join(' to ')}`
  const common = {
    checked_by: DCAP_LIBRARY,
    trust_root: rootWords(hardware),
    evidence: [
      { label: 'Quote', value: `version ${quote.version}, ${quote.bytes.length} bytes` },
      { label: 'Signed by the attestation key', value: `bytes 0 to ${quote.regions.body[1]}` },
      { label: 'Its signature', value: place('signature') },
      { label: 'Attestation key', value: place('attestation_key') },
      { label: 'Quoting enclave’s report, which binds the key', value: place('qe_report') },
      { label: 'Signature of the report by the PCK', value: place('qe_report_signature') },
      { label: 'PCK certificates', value: place('certificates') },
      ...(hardware?.ok
        ? [
            { label: 'Platform family (FMSPC)', value: hardware.fmspc },
            { label: 'Collateral to be renewed by', value: hardware.next_update },
          ]
        : []),
      { label: CLOCK, value: clockWords(now) },
    ] satisfies EvidenceLine[],
  }
  if (!hardware) {
    return claim('genuine_tdx', {
      ...common,
      verdict: 'reported, not verified',
      summary:
        'There was no collateral (Intel’s lists for this platform) to check the quote against.',
    })
  }
  if (!hardware.ok) {
    return claim('genuine_tdx', {
      ...common,
      verdict: 'failed',
      summary: sentence(hardware.reason),
    })
  }
  if (hardware.root === 'sandbox') {
    return claim('genuine_tdx', {
      ...common,
      verdict: 'reported, not verified',
      summary:
        'Sandbox root, not a TEE: every structure and signature holds, but under a key that is published.',
    })
  }
  return claim('genuine_tdx', {
    ...common,
    verdict: 'verified here',
    summary:
      'The quote is signed by a genuine Intel TDX platform, whose certificates are not revoked.',
  })
}

const TCB_WORDS: Record<TcbStatus, string> = {
  UpToDate: 'Intel knows of no flaw that this platform has not fixed',
  SWHardeningNeeded: 'Intel asks for hardening in software',
  ConfigurationNeeded: 'Intel asks for a change of configuration',
  ConfigurationAndSWHardeningNeeded:
    'Intel asks for a change of configuration and hardening in software',
  OutOfDate: 'this platform lacks security updates',
  OutOfDateConfigurationNeeded:
    'this platform lacks security updates and a change of configuration',
  Revoked: 'Intel has revoked this security level',
}

function tcbLevel({ hardware, quote, now }: Findings): Claim {
  const common = {
    checked_by: DCAP_LIBRARY,
    trust_root: rootWords(hardware),
    evidence: [
      { label: 'TEE TCB SVN', value: hexOfBytes(quote.report.tee_tcb_svn) },
      ...(hardware?.ok
        ? [
            { label: 'Status', value: hardware.status },
            { label: 'Level of', value: hardware.date },
            { label: 'Advisories', value: hardware.advisories.join(', ') || 'none' },
            { label: 'TCB evaluation data', value: `number ${hardware.evaluation_number}` },
          ]
        : []),
      { label: CLOCK, value: clockWords(now) },
    ] satisfies EvidenceLine[],
  }
  if (!hardware?.ok) return unverified('tcb_level', common, hardware)
  const advisories = hardware.advisories.length > 0 ? ` (${hardware.advisories.join(', ')})` : ''
  const summary = `${hardware.status}: ${TCB_WORDS[hardware.status]}${advisories}. Level of ${hardware.date.slice(0, 10)}.`
  return claim('tcb_level', {
    ...common,
    verdict: verifiedUnder(hardware),
    summary: hardware.root === 'sandbox' ? `Made up by the sandbox: ${summary}` : summary,
    ...(hardware.status === 'UpToDate' ? {} : { caution: true }),
  })
}

function tdxModule({ hardware, quote }: Findings): Claim {
  const { report } = quote
  const common = {
    checked_by: 'this page’s own code, by Intel’s tdxModuleIdentities',
    trust_root: rootWords(hardware),
    evidence: [
      { label: 'MRSEAM', value: hexOfBytes(report.mr_seam) },
      { label: 'MRSIGNERSEAM', value: hexOfBytes(report.mr_signer_seam) },
      { label: 'SEAM attributes', value: hexOfBytes(report.seam_attributes) },
    ],
  }
  if (!hardware?.ok) return unverified('tdx_module', common, hardware)
  const { module } = hardware
  if (!module.ok) {
    return claim('tdx_module', { ...common, verdict: 'failed', summary: sentence(module.reason) })
  }
  return claim('tdx_module', {
    ...common,
    verdict: verifiedUnder(hardware),
    summary: `${module.id} is on the list${module.status ? `, ${module.status}` : ''}: its signer, attributes and security version are the ones listed.`,
    ...(module.status && module.status !== 'UpToDate' ? { caution: true } : {}),
  })
}

function debugOff({ hardware, quote }: Findings): Claim {
  const attributes = hexOfBytes(quote.report.td_attributes)
  const common = {
    checked_by: 'this page’s own code',
    trust_root: rootWords(hardware),
    evidence: [{ label: 'TD attributes', value: attributes }],
  }
  if (isDebug(quote.report)) {
    return claim('debug_off', {
      ...common,
      verdict: 'failed',
      summary: 'Debug mode is on: whoever runs the host can read the memory of this TD.',
    })
  }
  if (!hardware?.ok) return unverified('debug_off', common, hardware)
  return claim('debug_off', {
    ...common,
    verdict: verifiedUnder(hardware),
    summary: 'The debug bit of the signed attributes is off.',
  })
}

/** What is proven under the sandbox's root about hardware is that the sandbox says so. */
const verifiedUnder = (hardware: { root: string }) =>
  hardware.root === 'sandbox' ? ('reported, not verified' as const) : ('verified here' as const)

function unverified(
  id: 'tcb_level' | 'tdx_module' | 'debug_off',
  common: Pick<Claim, 'checked_by' | 'trust_root' | 'evidence'>,
  hardware: HardwareVerdict | undefined,
): Claim {
  return claim(id, {
    ...common,
    verdict: 'reported, not verified',
    summary: hardware
      ? 'Says nothing, because the quote did not verify.'
      : 'Not checked: there was no collateral.',
  })
}

export const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
