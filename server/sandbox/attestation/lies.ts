/**
 * Names that make a sandbox CVM lie about itself, one lie each, so that what the page does about it
 * can be seen and tested. A CVM lies when its name is one of these or begins with one and a hyphen.
 */
export const LIES = {
  'lie-event-payload': 'an event’s payload is swapped, its digest kept',
  'lie-late-event': 'the compose hash is recorded after system-ready, where the app can write',
  'lie-compose': 'the compose file shown is not the one measured',
  'lie-truncated-quote': 'the quote is cut off',
  'lie-foreign-root': 'the certificates end in a root that nobody knows',
  'lie-expired-crl': 'the revocation list is out of date',
  'lie-revoked-pck': 'the platform’s certificate is revoked',
  'lie-debug-td': 'the TD runs in debug mode',
} as const

export type Lie = keyof typeof LIES

export const lieOf = (cvmName: string): Lie | undefined =>
  (Object.keys(LIES) as Lie[]).find((lie) => cvmName === lie || cvmName.startsWith(`${lie}-`))
