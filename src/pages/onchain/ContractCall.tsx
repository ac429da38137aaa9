import { Fragment } from 'react'
import { allowingCall, type ContractCall as Call } from '../../trust/contractCall.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { Hash } from '../../ui/Hash.tsx'
import { KeyValue, KeyValueList } from '../../ui/KeyValue.tsx'
import { StatusMark } from '../../ui/StatusMark.tsx'

const CHAINS: Record<number, string> = { 1: 'Ethereum', 8453: 'Base' }

export const chainWord = (chain: number | null | undefined): string =>
  chain ? (CHAINS[chain] ?? `chain ${chain}`) : 'an unknown chain'

type ContractCallProps = {
  chain: number | null | undefined
  kmsContract: string | null | undefined
  /** The app's contract; its address is the app id. Empty until somebody has said which. */
  contract: string
  composeHash: string
  device: string | null | undefined
  /** What the contract allows already, where the API says so. */
  allowed?:
    | { compose_hash_allowed: boolean; device_id_allowed?: boolean | null | undefined }
    | null
    | undefined
}

/** What a contract has to allow, what of it it does, and the call that allows the rest. */
export function ContractCall({
  chain,
  kmsContract,
  contract,
  composeHash,
  device,
  allowed,
}: ContractCallProps) {
  const calls = callsFor(composeHash, device, allowed)
  const cast = ({ signature, argument }: Call) =>
    `cast send ${contract || '<contract>'} '${signature}' ${argument} --chain ${chain ?? '<chain>'}`
  return (
    <>
      <KeyValueList>
        <KeyValue term="Chain">
          {chainWord(chain)}
          {chain ? ` (${chain})` : ''}
        </KeyValue>
        <KeyValue term="App contract">
          {contract && <Hash label="App contract" value={contract} />}
        </KeyValue>
        <KeyValue term="KMS contract">
          {kmsContract && <Hash label="KMS contract" value={kmsContract} />}
        </KeyValue>
        <KeyValue term="Compose hash">
          <Hash label="Compose hash" value={composeHash} />
          <Allowed is={allowed?.compose_hash_allowed} />
        </KeyValue>
        <KeyValue term="Device ID">
          {device && (
            <>
              <Hash label="Device ID" value={device} />
              <Allowed is={allowed?.device_id_allowed} />
            </>
          )}
        </KeyValue>
      </KeyValueList>
      {calls.map((call) => (
        <Fragment key={call.signature}>
          <Code label={`Call data of ${call.signature}`} text={call.data} />
          <Code label="The same with cast" text={cast(call)} />
        </Fragment>
      ))}
    </>
  )
}

/** One for each that is not allowed; the compose hash’s where nothing else is known. */
function callsFor(
  composeHash: string,
  device: ContractCallProps['device'],
  allowed: ContractCallProps['allowed'],
): Call[] {
  const needsDevice = device && allowed?.device_id_allowed === false
  return [
    ...(needsDevice && allowed.compose_hash_allowed
      ? []
      : [allowingCall('addComposeHash(bytes32)', composeHash)]),
    ...(needsDevice ? [allowingCall('addDevice(bytes32)', device)] : []),
  ]
}

function Allowed({ is }: { is: boolean | null | undefined }) {
  if (is === undefined || is === null) return null
  return (
    <span className="flex items-center gap-1.5 text-sm">
      <StatusMark tone={is ? 'good' : 'warn'} />
      {is ? 'allowed' : 'not allowed yet'}
    </span>
  )
}

/** A text to copy as it is. */
export function Code({ label, text }: { label: string; text: string }) {
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
