import { endpointsIn } from '../../src/compose/ports.ts'
import type { CvmRecord } from './store/cvm.ts'

/** `.invalid` resolves nowhere, by RFC 2606: nothing is reachable through a sandbox's gateway. */
export const GATEWAY_DOMAIN = 'apps.sandbox.invalid'

/** The TCP ports that a compose file publishes on all addresses of its CVM, each once. */
export function publishedPorts(composeText: string): number[] {
  const ports = endpointsIn(composeText)
    .filter(({ protocol, host_ip }) => protocol === 'tcp' && !isLocal(host_ip))
    .flatMap(({ published }) => (published === null ? [] : [published]))
  return [...new Set(ports)]
}

const isLocal = (ip: string | null) => ip !== null && /^(127\.|localhost|::1)/.test(ip)

/** Where the gateway serves each port: by the app, and by this very instance of it. */
export function endpointsOf(cvm: CvmRecord): { app: string; instance: string }[] {
  if (!cvm.gateway_enabled) return []
  return cvm.ports.map((port) => ({
    app: address(cvm.app_id, port),
    instance: address(cvm.instance_id, port),
  }))
}

const address = (id: string, port: number) => `https://${id}-${port}.${GATEWAY_DOMAIN}`
