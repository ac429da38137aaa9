import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { SshKey } from '../../contract/sshKeys.ts'
import { sshKeysQuery } from '../../queries/sshKeys.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorPanel } from '../../ui/ErrorPanel.tsx'
import { InParts } from '../../ui/InParts.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { SkeletonLines } from '../../ui/SkeletonLines.tsx'
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx'
import { OldNotice } from '../errors/OldNotice.tsx'
import { problemOf } from '../errors/problem-of.ts'
import { AddKeyCard } from './AddKeyCard.tsx'
import { DeleteKeyDialog } from './DeleteKeyDialog.tsx'
import { ImportCard } from './ImportCard.tsx'
import { KeyTable } from './KeyTable.tsx'

/** `/ssh-keys`: the public keys that belong to the person who is signed in. */
export function Component() {
  const query = useQuery(sshKeysQuery())
  const { data, error, isFetching, refetch } = query
  const [leaving, setLeaving] = useState<SshKey>()
  return (
    <>
      <PageHeader
        title="SSH keys"
        aside={
          data && (
            <span className="text-lg text-muted tabular-nums">
              {data.length}
              <VisuallyHidden>{data.length === 1 ? ' key' : ' keys'}</VisuallyHidden>
            </span>
          )
        }
      />
      <p className="-mt-3 max-w-3xl text-muted">
        Public keys kept with your account, for deployments that let you in. Only a CVM with a
        development image has SSH; a production image has none, whatever keys there are.
      </p>
      {data && <OldNotice query={query} />}
      <div className="grid grid-cols-1 items-start gap-4 xl:grid-cols-[minmax(0,1fr)_24rem]">
        <section aria-label="Your keys" className="rounded-lg border border-line bg-surface">
          {data ? (
            data.length === 0 ? (
              <EmptyState title="No SSH keys yet">
                Add the public half of a key pair; the private half never leaves your machine.
              </EmptyState>
            ) : (
              <InParts all={data}>
                {(keys) => <KeyTable keys={keys} onDelete={setLeaving} />}
              </InParts>
            )
          ) : error ? (
            <div className="p-4">
              <ErrorPanel
                problem={problemOf(error)}
                actions={
                  <Button
                    size="sm"
                    icon="refresh"
                    pending={isFetching}
                    onClick={() => void refetch()}
                  >
                    Try again
                  </Button>
                }
              />
            </div>
          ) : (
            <div role="status" aria-label="Loading the SSH keys" className="p-4">
              <SkeletonLines height="h-40" />
            </div>
          )}
        </section>
        {(data ?? error) && (
          <div className="flex min-w-0 flex-col gap-4">
            <AddKeyCard keys={data ?? []} />
            <ImportCard />
          </div>
        )}
      </div>
      {leaving && (
        <DeleteKeyDialog key={leaving.id} sshKey={leaving} onClose={() => setLeaving(undefined)} />
      )}
    </>
  )
}
