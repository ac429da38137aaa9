import { claim } from '../claim.ts'
import type { Claim, EvidenceLine } from '../claim.ts'
import { bytesOfHex } from '../hex.ts'
import type { Findings } from '../verification.ts'
import { rootWords } from './hardware.ts'

const CHECKED_BY = 'this page’s own reading of the event log'

/** App and instance id as the TD measured them, against the ones that the server says. */
export function checkAppId({ evidence, replay, hardware, log_holds }: Findings): Claim {
  const identity = replay?.ok ? replay.identity : {}
  const app = identity['app-id']
  const instance = identity['instance-id']
  const said = {
    app: evidence.reported.app_id && bare(evidence.reported.app_id),
    instance: evidence.reported.instance_id && bare(evidence.reported.instance_id),
  }
  const row = (verdict: Claim['verdict'], summary: string): Claim =>
    claim('app_id', {
      verdict,
      summary,
      evidence: [
        { label: 'app-id event', value: app ?? 'none that counts' },
        { label: 'App ID reported', value: said.app || 'none' },
        {
          label: 'instance-id event',
          value: instance === '' ? 'empty (no instance id)' : (instance ?? 'none that counts'),
        },
        { label: 'Instance ID reported', value: said.instance || 'none' },
      ],
      checked_by: CHECKED_BY,
      trust_root: rootWords(hardware),
    })
  if (replay?.ok && app === undefined && replay.late.includes('app-id')) {
    return row(
      'failed',
      'The app ID was added after the system was up: by the app, and not by the system.',
    )
  }
  if (app === undefined)
    return row('reported, not verified', 'Nothing that was measured names an app.')
  if (said.app && said.app !== app) {
    return row('failed', 'The quote is of another app than the one that is reported.')
  }
  if (said.instance && instance && said.instance !== instance) {
    return row('failed', 'The quote is of another instance than the one that is reported.')
  }
  if (!hardware?.ok || !log_holds) {
    return row(
      'reported, not verified',
      'The log names this app, but the quote or its log is not verified.',
    )
  }
  return row(
    'verified here',
    said.app
      ? 'The measured app ID is the one reported.'
      : 'This is the app ID that the CVM measured.',
  )
}

/** Who gives this CVM its keys: the measured key provider, against the KMS roots that are known. */
export function checkKeyProvider({ replay, hardware, log_holds, kms_roots }: Findings): Claim {
  const payload = replay?.ok ? replay.identity['key-provider'] : undefined
  const provider = payload === undefined ? undefined : readProvider(payload)
  const root = provider && kms_roots.find(({ ca_spki }) => ca_spki && ca_spki === provider.id)
  const lines: EvidenceLine[] = [
    { label: 'Key provider', value: provider ? provider.name : 'none that counts' },
    { label: 'Its ID', value: provider?.id || 'none' },
    { label: 'Roots known here', value: kms_roots.map(({ name }) => name).join(', ') || 'none' },
  ]
  const row = (
    verdict: Claim['verdict'],
    summary: string,
    trustRoot = rootWords(hardware),
  ): Claim =>
    claim('key_provider', {
      verdict,
      summary,
      evidence: lines,
      checked_by: CHECKED_BY,
      trust_root: trustRoot,
    })
  if (replay?.ok && payload === undefined && replay.late.includes('key-provider')) {
    return row(
      'failed',
      'The key provider was added after the system was up: by the app, and not by the system.',
    )
  }
  if (payload === undefined) {
    return row('reported, not verified', 'Nothing that was measured names a key provider.')
  }
  if (!provider) return row('failed', 'The measured key provider is unreadable.')
  if (!hardware?.ok || !log_holds) {
    return row(
      'reported, not verified',
      `The log names ${provider.name}, but the quote or its log is not verified.`,
    )
  }
  if (!root) {
    return row(
      'reported, not verified',
      `The keys come from “${provider.name}”, measured, but its key is none that this page knows.`,
    )
  }
  return row(
    root.sandbox ? 'reported, not verified' : 'verified here',
    root.sandbox
      ? `The keys come from the ${root.name}: ${root.source}.`
      : `The keys come from ${root.name}.`,
    `${rootWords(hardware)}; ${root.name}: ${root.source}`,
  )
}

interface Provider {
  readonly name: string
  readonly id: string
}

/** The event's payload is the hex of `{"name":"kms","id":"<SubjectPublicKeyInfo hex>"}`. */
function readProvider(payload: string): Provider | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytesOfHex(payload))
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null || !('name' in value)) return undefined
    const id = 'id' in value ? value.id : ''
    if (typeof value.name !== 'string' || typeof id !== 'string') return undefined
    return { name: value.name, id: id.toLowerCase() }
  } catch {
    // Not UTF-8 or not JSON: unreadable, which the row says.
    return undefined
  }
}

const bare = (id: string): string => id.toLowerCase().replace(/^(app_|instance_|0x)/, '')
