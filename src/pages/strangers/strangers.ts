import { endpointsIn, isPublic } from '../../compose/ports.ts'

/** What of a CVM, or of a deployment in the making, decides on what strangers can see. */
export type Shown = {
  listed: boolean
  public_logs: boolean
  public_sysinfo: boolean
  public_tcbinfo: boolean
  gateway_enabled: boolean
  compose: string
}

export type Sight = {
  what: string
  open: boolean
  /** What that means, in a sentence. */
  means: string
}

export type PublicPort = { service: string; port: number }

/** The settings one by one, each with what it shows or keeps. */
export function sightsOf(shown: Shown): Sight[] {
  const { listed, public_logs, public_sysinfo, public_tcbinfo } = shown
  return [
    {
      what: 'Logs',
      open: public_logs,
      means: public_logs
        ? 'Whatever its containers print, secrets that a program prints included.'
        : 'Only this workspace reads what its containers print.',
    },
    {
      what: 'System info',
      open: public_sysinfo,
      means: public_sysinfo
        ? 'Load, memory, disks, OS version, and which containers run.'
        : 'Load, memory and containers are for this workspace only.',
    },
    {
      what: 'TCB info',
      open: public_tcbinfo,
      means: public_tcbinfo
        ? 'Measurements, event log and the whole compose file, with the names of its variables, never their values. Strangers can verify it.'
        : 'Nobody outside this workspace can verify what runs.',
    },
    {
      what: 'Listing',
      open: listed,
      means: listed
        ? 'Its name stands in the vendor’s public list.'
        : 'In no public list: who has its app ID finds it all the same.',
    },
  ]
}

/** The ports that the gateway gives a public address; each once, in their order. */
export function publicPortsOf({ compose, gateway_enabled }: Shown): PublicPort[] {
  if (!gateway_enabled) return []
  const ports = new Map<number, PublicPort>()
  for (const endpoint of endpointsIn(compose)) {
    const { service, published, protocol } = endpoint
    if (published === null || protocol !== 'tcp' || !isPublic(endpoint)) continue
    if (!ports.has(published)) ports.set(published, { service, port: published })
  }
  return [...ports.values()].sort((a, b) => a.port - b.port)
}
