import { useQuery } from '@tanstack/react-query'
import { bareAppId } from '../../../contract/ids.ts'
import { appEnvPubkeyQuery } from '../../../queries/catalogue.ts'
import type { Cvm } from '../../../queries/cvmRow.ts'
import { connectionOfferQuery } from '../../../queries/connectionOffer.ts'
import { sessionQuery } from '../../../queries/session.ts'
import { checkKmsSignature, type KmsSignatureVerdict } from '../../../trust/kmsSignature.ts'
import { kmsRootsFor, operatorRoots } from '../../../trust/roots.ts'

export type SealingKey = {
  key: string | undefined
  verdict: KmsSignatureVerdict | undefined
  /** Why the KMS could not be asked. */
  error: Error | null
  isPending: boolean
  isFetching: boolean
  retry: () => void
  /** The CVM names one key, and the KMS another: nothing may be sealed. */
  differs: boolean
}

/** The public key that a CVM's secrets are sealed with, as the KMS signed it and as the CVM says. */
export function useSealingKey(cvm: Cvm): SealingKey {
  const app_id = bareAppId(cvm.app_id ?? '')
  const kms = cvm.kms_type ?? ''
  const enabled = kms !== '' && /^[0-9a-f]{40}$/.test(app_id)
  const { data, error, isLoading, isFetching, refetch, dataUpdatedAt } = useQuery({
    ...appEnvPubkeyQuery(kms, app_id),
    enabled,
  })
  const { data: offer, isLoading: offerLoads } = useQuery(connectionOfferQuery())
  const { data: session } = useQuery(sessionQuery())
  const own = cvm.kms_info?.encrypted_env_pubkey ?? undefined
  const roots = kmsRootsFor(session?.connection ?? '', operatorRoots(offer?.kms_roots ?? []))
  return {
    key: data?.public_key ?? own,
    verdict:
      data && session && !offerLoads
        ? checkKmsSignature(data, app_id, roots, dataUpdatedAt / 1000)
        : undefined,
    error,
    isPending: isLoading || (data !== undefined && offerLoads),
    isFetching,
    retry: () => void refetch(),
    differs: Boolean(data && own && bare(data.public_key) !== bare(own)),
  }
}

const bare = (hex: string) => hex.toLowerCase().replace(/^0x/, '')
