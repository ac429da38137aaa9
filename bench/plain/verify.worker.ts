import { QuoteVerifier, TRUSTED_ROOT_CA_DER } from '../../src/trust/dcapLibrary.ts'

// The library alone: what a check would take if nothing of ours was around it.
addEventListener('message', ({ data }: MessageEvent) => {
  const { quote, collateral, now } = data as {
    quote: Uint8Array
    collateral: Record<string, string>
    now: number
  }
  const { status } = QuoteVerifier.newWithRootCa(TRUSTED_ROOT_CA_DER).verify(quote, collateral, now)
  postMessage({ ok: status === 'UpToDate' })
})
