import { useQuery } from '@tanstack/react-query'
import { endpointPort } from '../../cvm/endpoints.ts'
import type { Cvm } from '../../queries/cvmRow.ts'
import { cvmComposeFileQuery } from '../../queries/observe.ts'
import { Card } from '../../ui/Card.tsx'
import { Loaded } from '../errors/Loaded.tsx'
import { STRANGERS, StrangersCard } from './StrangersCard.tsx'

/** The same of a CVM that runs; it waits for the compose file, which says what is behind each port. */
export function CvmStrangers({ cvm }: { cvm: Cvm }) {
  const query = useQuery(cvmComposeFileQuery(cvm.id))
  const { data: file } = query
  if (!file) {
    return (
      <Card title={STRANGERS}>
        <Loaded query={query} label="Loading the compose file" height="h-52">
          {() => null}
        </Loaded>
      </Card>
    )
  }
  const shown = {
    // What the API leaves out is public, but for the list: that is its published default.
    listed: cvm.listed ?? false,
    public_logs: cvm.public_logs ?? true,
    public_sysinfo: cvm.public_sysinfo ?? true,
    public_tcbinfo: cvm.public_tcbinfo ?? true,
    gateway_enabled: cvm.gateway_enabled ?? true,
    compose: file.docker_compose_file ?? '',
  }
  const addressOf = (port: number) => {
    const known = cvm.endpoints?.find(({ app }) => endpointPort(app) === port)
    return known?.app ?? `https://${cvm.app_id ?? '…'}-${port}.${cvm.gateway.base_domain ?? '…'}`
  }
  return <StrangersCard shown={shown} addressOf={addressOf} />
}
