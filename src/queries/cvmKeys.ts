import { cvmPathId } from '../contract/ids.ts'

/** Everything known about CVMs, so that one prefix invalidates one thing. Ids in any format. */
export const cvmKeys = {
  all: ['cvms'] as const,
  list: () => [...cvmKeys.all, 'list'] as const,
  details: () => [...cvmKeys.all, 'detail'] as const,
  detail: (id: string) => [...cvmKeys.details(), cvmPathId(id)] as const,
  observed: (id: string) => [...cvmKeys.all, 'observed', cvmPathId(id)] as const,
  network: (id: string) => [...cvmKeys.observed(id), 'network'] as const,
  composition: (id: string) => [...cvmKeys.observed(id), 'composition'] as const,
  stats: (id: string) => [...cvmKeys.observed(id), 'stats'] as const,
  composeFile: (id: string) => [...cvmKeys.observed(id), 'compose_file'] as const,
  attestation: (id: string) => [...cvmKeys.observed(id), 'attestation'] as const,
}
