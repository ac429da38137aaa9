import { bareAppId } from '../../../contract/ids.ts'
import { whyBadTransactionHash } from '../../onchain/transaction-hash.ts'
import type { ProvisionRecord } from '../draft/draft.ts'
import type { Issue } from '../issue.ts'

/** An on-chain KMS: somebody has to call its contract before the CVM can be made. */
export const isOnChain = ({ answer }: ProvisionRecord): boolean =>
  answer.kms_info?.chain_id !== null && answer.kms_info?.chain_id !== undefined

/** What keeps somebody from committing: nothing provisioned, or something else than is typed now. */
export function provisionIssues(record: ProvisionRecord | null, fingerprint: string): Issue[] {
  if (!record) return [{ field: 'provision', message: 'Provision first.' }]
  if (record.fingerprint !== fingerprint) {
    const message = 'Something was changed since it was provisioned: provision again.'
    return [{ field: 'provision', message }]
  }
  if (!isOnChain(record)) return []
  const contract = record.answer.app_id ? undefined : whyBadContract(record.contract)
  const bad = whyBadTransactionHash(record.transaction_hash)
  return [
    ...(contract ? [{ field: 'contract', message: contract }] : []),
    ...(bad ? [{ field: 'transaction_hash', message: bad }] : []),
  ]
}

/** What is wrong with the address of a contract as typed; undefined when nothing is. */
export function whyBadContract(text: string): string | undefined {
  if (text === '') return 'Enter the address of the app’s contract: it is the app ID.'
  return /^(0x)?[0-9a-f]{40}$/i.test(text)
    ? undefined
    : 'An address is 0x and 40 hexadecimal digits.'
}

/** The app id that is committed: the server's, or for an on-chain KMS the contract's address. */
export const appIdOf = ({ answer, contract }: ProvisionRecord): string =>
  bareAppId(answer.app_id ?? contract)
