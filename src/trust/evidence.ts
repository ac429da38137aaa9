import type { QuoteCollateral } from './collateral.ts'
import type { LoggedEvent } from './eventLog.ts'

/** What the server says about itself: shown as reported, and held against what the quote proves. */
export interface Reported {
  readonly app_id?: string
  readonly instance_id?: string
  readonly compose_hash?: string
  readonly os_image_hash?: string
  readonly device_id?: string
  /** When the certificate that carries the quote was made: the quote's age, by their word. ISO time. */
  readonly quoted_at?: string
}

/** Everything that one verification works on. Only the quote must be there. */
export interface Evidence {
  readonly quote: Uint8Array
  readonly event_log?: readonly LoggedEvent[]
  /** The app_compose text exactly as it was delivered. */
  readonly app_compose?: string
  readonly collateral?: QuoteCollateral
  /** dstack's vm_config JSON text: holds the measurements of the OS image where it is handed out. */
  readonly vm_config?: string
  readonly reported: Reported
}
