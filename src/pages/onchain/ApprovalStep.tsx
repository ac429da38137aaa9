import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { ApiError } from '../../api/errors.ts'
import { ComposeHashStatus } from '../../contract/errors.ts'
import type { OnChainApproval } from '../../contract/updates.ts'
import { isAllowedQuery } from '../../queries/updates.ts'
import { Button } from '../../ui/Button.tsx'
import { Disclosure } from '../../ui/Disclosure.tsx'
import { ErrorPanel } from '../../ui/ErrorPanel.tsx'
import type { Problem } from '../../ui/problem.ts'
import { TextField } from '../../ui/TextField.tsx'
import { problemOf } from '../errors/problem-of.ts'
import { RetryWait } from '../actions/RetryWait.tsx'
import { chainWord, Code, ContractCall } from './ContractCall.tsx'
import { whyBadTransactionHash } from './transaction-hash.ts'
import type { Approvable } from './useApproval.ts'

/** A change that waits for its contract: the call to make, and the transaction that made it. */
export function ApprovalStep({
  cvmId,
  approval,
  update,
  takesAllowed = false,
  back = 'Back to the change',
}: {
  cvmId: string
  approval: OnChainApproval
  update: Pick<
    Approvable,
    'confirmWith' | 'giveUp' | 'isPending' | 'error' | 'wait' | 'cancel' | 'reset'
  >
  /** Where the API looks at the contract itself, so that what it allows already needs no transaction. */
  takesAllowed?: boolean
  back?: string
}) {
  const heading = useRef<HTMLHeadingElement>(null)
  const [hash, setHash] = useState('')
  const [tried, setTried] = useState(false)
  useEffect(() => heading.current?.focus(), [])
  // Where the contract cannot be asked, what the API said first stays.
  const { data: now } = useQuery(
    isAllowedQuery(cvmId, approval.compose_hash, approval.device_id ?? undefined),
  )
  const allowed = now ?? approval.onchain_status
  const needsNone = takesAllowed && hash === '' && allowed?.is_allowed === true
  const bad = needsNone ? undefined : whyBadTransactionHash(hash)
  const confirm = () => update.confirmWith(needsNone ? 'already-registered' : hash)
  const { error, isPending } = update
  const expired = statusOf(error) === ComposeHashStatus.INVALID_OR_EXPIRED
  return (
    <section
      aria-labelledby="approval-heading"
      className="flex flex-col gap-4 rounded-md border border-busy/30 p-4"
    >
      <h3
        id="approval-heading"
        ref={heading}
        tabIndex={-1}
        data-autofocus=""
        className="font-semibold"
      >
        On chain first
      </h3>
      <p>
        Nothing has changed yet. The app’s contract on {chainWord(approval.kms_info?.chain_id)}{' '}
        decides which compose hashes and devices get its keys: allow what is missing with the call
        below, then enter the hash of the transaction.
      </p>
      <ContractCall
        chain={approval.kms_info?.chain_id}
        kmsContract={approval.kms_info?.kms_contract_address}
        contract={`0x${approval.app_id.replace(/^(0x|app_)/, '')}`}
        composeHash={approval.compose_hash}
        device={approval.device_id}
        allowed={allowed}
      />
      <TextField
        label="Transaction hash"
        mono
        className="max-w-2xl"
        value={hash}
        hint={
          needsNone
            ? 'The contract allows it already: this can stay empty.'
            : '0x and 64 hexadecimal digits.'
        }
        error={hash !== '' || tried ? bad : undefined}
        onChange={(event) => {
          update.reset()
          setHash(event.target.value.trim())
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return
          event.preventDefault()
          setTried(true)
          if (!bad && !isPending) confirm()
        }}
      />
      {error && <ErrorPanel focus problem={problemAt(error)} />}
      <Elsewhere approval={approval} transaction={bad ? undefined : hash} />
      <RetryWait wait={update.wait} onCancel={update.cancel} />
      <div className="flex flex-wrap gap-2">
        <Button
          variant="primary"
          pending={isPending}
          disabledReason={
            isPending ? undefined : expired ? 'This approval has expired: begin again.' : bad
          }
          onClick={confirm}
        >
          Confirm
        </Button>
        <Button
          onClick={update.giveUp}
          disabledReason={isPending ? 'The request is under way.' : undefined}
        >
          {expired ? 'Begin again' : back}
        </Button>
      </div>
    </section>
  )
}

/** For contracts that several people own: whoever makes the last call can confirm it too. */
function Elsewhere({
  approval: { api_commit_url, commit_url, commit_token, compose_hash },
  transaction = '<transaction hash>',
}: {
  approval: OnChainApproval
  transaction: string | undefined
}) {
  const url = api_commit_url ?? commit_url
  if (!url || !commit_token) return null
  const body = JSON.stringify({ token: commit_token, compose_hash, transaction_hash: transaction })
  return (
    <Disclosure summary="Let somebody else confirm">
      <p className="mb-2 text-sm text-muted">
        This request confirms the change without a sign-in. Whoever has it can confirm this one
        change, once, until it expires.
      </p>
      <Code
        label="The request to send"
        text={`curl -X POST ${url} -H 'Content-Type: application/json' -d '${body}'`}
      />
    </Disclosure>
  )
}

const statusOf = (error: unknown) => (error instanceof ApiError ? error.status : undefined)

/** In the words of a change; the catalogue's are about a new deployment. */
function problemAt(error: unknown): Problem {
  const problem = problemOf(error)
  switch (statusOf(error)) {
    case ComposeHashStatus.INVALID_OR_EXPIRED:
      return {
        ...problem,
        title: 'This change does not wait any more',
        next: 'Begin again and apply it once more: the API then waits for the same hash anew.',
      }
    case ComposeHashStatus.NOT_ALLOWED:
      return {
        ...problem,
        next: 'Make the call from the contract’s owner, wait until it is confirmed, and confirm again.',
      }
    default:
      return problem
  }
}
