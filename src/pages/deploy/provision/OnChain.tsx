import { useQuery } from '@tanstack/react-query'
import { isAppAllowedQuery } from '../../../queries/apps.ts'
import { Card } from '../../../ui/Card.tsx'
import { TextField } from '../../../ui/TextField.tsx'
import type { ProvisionRecord } from '../draft/draft.ts'
import type { Wizard } from '../useWizard.ts'
import { chainWord, ContractCall } from '../../onchain/ContractCall.tsx'
import { whyBadTransactionHash } from '../../onchain/transaction-hash.ts'
import { appIdOf, whyBadContract } from './section.ts'

/** The call that somebody has to make before the CVM can be made: this page holds no wallet. */
export function OnChain({ wizard, record }: { wizard: Wizard; record: ProvisionRecord }) {
  const { change } = wizard
  const { answer, contract, transaction_hash } = record
  const chain = answer.kms_info?.chain_id ?? 0
  const app_id = appIdOf(record)
  // Where the contract cannot be asked, it is not said what it allows.
  const { data: allowed } = useQuery({
    ...isAppAllowedQuery({
      app_id,
      compose_hash: answer.compose_hash,
      device_id: answer.device_id ?? undefined,
      chain_id: chain || undefined,
    }),
    enabled: /^[0-9a-f]{40}$/.test(app_id),
  })
  const set = (next: Partial<ProvisionRecord>) =>
    change(({ provision }) => ({ provision: provision && { ...provision, ...next } }))
  return (
    <Card title="On chain first">
      <div className="flex flex-col gap-4">
        <p>
          The app’s contract on {chainWord(chain)} decides which compose files get its keys. Allow
          this one with the call below, then enter the transaction’s hash.
        </p>
        <ContractCall
          chain={chain}
          kmsContract={answer.kms_info?.kms_contract_address}
          contract={contract}
          composeHash={answer.compose_hash}
          device={answer.device_id}
          allowed={allowed}
        />
        {!answer.app_id && (
          <TextField
            label="App contract"
            mono
            className="max-w-2xl"
            value={contract}
            hint="Its address is the app ID."
            error={contract === '' ? undefined : whyBadContract(contract)}
            onChange={(event) => set({ contract: event.target.value.trim() })}
          />
        )}
        <TextField
          label="Transaction hash"
          mono
          className="max-w-2xl"
          value={transaction_hash}
          hint="0x and 64 hexadecimal digits."
          error={
            (transaction_hash === '' ? undefined : whyBadTransactionHash(transaction_hash)) ??
            wizard.refusal('transaction_hash')
          }
          onChange={(event) => set({ transaction_hash: event.target.value.trim() })}
        />
      </div>
    </Card>
  )
}
