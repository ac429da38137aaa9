/** Whether a host name or address means this machine and no other. */
export function isLoopbackName(host: string): boolean {
  const name = host.toLowerCase().replace(/^\[(.*)\]$/, '$1')
  return name === 'localhost' || name === '::1' || /^127(\.\d{1,3}){3}$/.test(name)
}

/** `a.example:8080` → `a.example`, `[::1]:80` → `[::1]`, in lower case. */
export function withoutPort(host: string): string {
  return host.toLowerCase().replace(/:\d*$/, '')
}

/** Whether the other end of a connection is on this machine, as Node writes socket addresses. */
export function isLoopbackAddress(address: string | undefined): boolean {
  return address !== undefined && isLoopbackName(address.replace(/^::ffff:/, ''))
}

/** How a listening address is written into a URL. */
export function urlHost(host: string): string {
  return host.includes(':') ? `[${host}]` : host
}
