import { addComposeHashCall } from '../../../trust/contractCall.ts'
import { Card } from '../../../ui/Card.tsx'
import { CopyButton } from '../../../ui/CopyButton.tsx'
import { KeyValue, KeyValueList } from '../../../ui/KeyValue.tsx'
import { TextField } from '../../../ui/TextField.tsx'
import type { ProvisionRecord } from '../draft/draft.ts'
import { errorAt, type Wizard } from '../useWizard.ts'
import { whyBadContract, whyBadTransactionHash } from './section.ts'

const CHAINS: Record<number, string> = { 1: 'Ethereum', 8453: 'Base' }

/** The call that somebody has to make before the CVM can be made: this page holds no wallet. */
export function OnChain({ wizard, record }: { wizard: Wizard; record: ProvisionRecord }) {
  const { change, blocks } = wizard
  const { answer, contract, transaction_hash } = record
  const chain = answer.kms_info?.chain_id ?? 0
  const call = addComposeHashCall(answer.compose_hash)
  const cast = `cast send ${contract || '<contract>'} 'addComposeHash(bytes32)' ${call.argument} --chain ${chain}`
  const set = (next: Partial<ProvisionRecord>) =>
    change(({ provision }) => ({ provision: provision && { ...provision, ...next } }))
  return (
    <Card title="On chain first">
      <div className="flex flex-col gap-4">
        <p>
          The app’s contract on {CHAINS[chain] ?? `chain ${chain}`} decides which compose files get
          its keys. Allow this one with the call below, then enter the transaction’s hash.
        </p>
        <KeyValueList>
          <KeyValue term="Chain">
            {CHAINS[chain] ?? 'unknown'} ({chain})
          </KeyValue>
          <KeyValue term="KMS contract">{answer.kms_info?.kms_contract_address}</KeyValue>
          <KeyValue term="Device ID">{answer.device_id}</KeyValue>
        </KeyValueList>
        <Code label="Call data of addComposeHash(bytes32)" text={call.data} />
        <Code label="The same with cast" text={cast} />
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
            errorAt(wizard, blocks.commit, 'transaction_hash')
          }
          onChange={(event) => set({ transaction_hash: event.target.value.trim() })}
        />
      </div>
    </Card>
  )
}

function Code({ label, text }: { label: string; text: string }) {
  return (
    <div>
      <div className="mb-1 flex items-center justify-between gap-2">
        <span className="font-medium">{label}</span>
        <CopyButton size="sm" iconOnly text={text} label={`Copy: ${label}`} />
      </div>
      <code className="block rounded-md bg-sunken p-2 text-sm wrap-anywhere">{text}</code>
    </div>
  )
}
