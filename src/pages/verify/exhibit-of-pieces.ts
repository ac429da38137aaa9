import type { Bundle } from '../../trust/readEvidence.ts'
import type { Exhibit } from './exhibit.ts'

let made = 0
const newKey = () => `piece/${(made += 1)}`

/**
 * Adds what was pasted or dropped to what is there. A quote begins anew, and takes up the pieces that
 * waited for one; anything else (collateral, an event log, a compose file) goes to every quote there
 * is, or waits.
 */
export function addPieces(exhibits: readonly Exhibit[], bundles: readonly Bundle[]): Exhibit[] {
  const quotes = bundles.filter(({ quote }) => quote)
  const waiting = exhibits.filter(({ bundle }) => !bundle.quote).map(({ bundle }) => bundle)
  const pieces = bundles.filter(({ quote }) => !quote)
  if (quotes.length > 0) {
    return quotes.map((quote, index) => exhibit(merged([...waiting, ...pieces, quote]), index))
  }
  const targets = exhibits.length > 0 ? exhibits.map(({ bundle }) => bundle) : [{ reported: {} }]
  return targets.map((target, index) => exhibit(merged([target, ...pieces]), index))
}

/** Later ones win; what is reported is added up. */
function merged(bundles: readonly Bundle[]): Bundle {
  return bundles.reduce<Bundle>(
    (all, next) => ({ ...all, ...next, reported: { ...all.reported, ...next.reported } }),
    { reported: {} },
  )
}

function exhibit(bundle: Bundle, index: number): Exhibit {
  const label = bundle.label ?? (index === 0 ? 'The quote given' : `Quote ${index + 1}`)
  return bundle.quote
    ? { key: newKey(), label, bundle }
    : {
        key: newKey(),
        label: 'Without a quote',
        bundle,
        absent: `There is ${wordsOf(bundle)}, and no quote yet. Add the quote that it belongs to.`,
      }
}

/** "an event log and a compose file" */
function wordsOf(bundle: Bundle): string {
  const parts = [
    bundle.collateral && 'collateral',
    bundle.event_log && 'an event log',
    bundle.app_compose !== undefined && 'a compose file',
    bundle.vm_config !== undefined && 'a VM configuration',
  ].filter((part): part is string => typeof part === 'string')
  return new Intl.ListFormat('en').format(parts.length > 0 ? parts : ['something'])
}
