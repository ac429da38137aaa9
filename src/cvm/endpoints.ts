/** An address at which a CVM can be reached from outside, as the API names it. */
export type Endpoint = { app: string; instance: string }

/** A link that is safe to follow; undefined for anything that is not http or https. */
export function webLink(address: string): string | undefined {
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:/i.test(address) ? address : `https://${address}`)
  return url && (url.protocol === 'https:' || url.protocol === 'http:') ? url.href : undefined
}

/**
 * The port that an endpoint leads to: the gateway's names are `<app or instance id>-<port>.<domain>`,
 * with an `s` behind the port where TLS ends inside the CVM. Undefined where the name says nothing.
 */
export function endpointPort(address: string): number | undefined {
  const host = URL.parse(webLink(address) ?? '')?.hostname ?? ''
  const port = /^[0-9a-f]{40}-(\d{1,5})[sg]?\./.exec(host)?.[1]
  return port === undefined ? undefined : Number(port)
}
