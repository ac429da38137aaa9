import { queryOptions } from '@tanstack/react-query'
import {
  getCvmAttestation,
  getCvmComposeFile,
  getCvmComposition,
  getCvmNetwork,
  getCvmStats,
} from '../api/observe.ts'
import { cvmKeys } from './cvmKeys.ts'

/** Public addresses, internal address and the last handshake of a CVM. */
export const cvmNetworkQuery = (id: string) =>
  queryOptions({
    queryKey: cvmKeys.network(id),
    queryFn: ({ signal }) => getCvmNetwork({ id }, signal),
  })

/** The containers of a CVM. */
export const cvmCompositionQuery = (id: string) =>
  queryOptions({
    queryKey: cvmKeys.composition(id),
    queryFn: ({ signal }) => getCvmComposition({ id }, signal),
  })

/** System information and load. Old after 5 s; whoever draws it sets its own refetchInterval. */
export const cvmStatsQuery = (id: string) =>
  queryOptions({
    queryKey: cvmKeys.stats(id),
    queryFn: ({ signal }) => getCvmStats({ id }, signal),
    staleTime: 5_000,
  })

/** The app-compose document that is measured. */
export const cvmComposeFileQuery = (id: string) =>
  queryOptions({
    queryKey: cvmKeys.composeFile(id),
    queryFn: ({ signal }) => getCvmComposeFile({ id }, signal),
  })

export const cvmAttestationQuery = (id: string) =>
  queryOptions({
    queryKey: cvmKeys.attestation(id),
    queryFn: ({ signal }) => getCvmAttestation({ id }, signal),
  })
