import { DomainDiagnoses } from '../contract/domains.ts'
import { cvmPath } from './cvms.ts'
import { request } from './http.ts'

/** POST /cvms/{id}/customize-domain-diagnose: what DNS says of domains. Reads, although a POST. */
export function diagnoseDomains(
  { id, domains }: { id: string; domains: readonly { domain: string; port: number }[] },
  signal?: AbortSignal,
): Promise<DomainDiagnoses> {
  return request({
    method: 'POST',
    path: `${cvmPath(id)}/customize-domain-diagnose`,
    body: { domains },
    schema: DomainDiagnoses,
    signal,
    retry: 'read',
    changes: false,
  })
}
