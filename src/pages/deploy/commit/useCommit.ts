import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { useSearchParams } from 'react-router'
import { getCvm, getCvmPage } from '../../../api/cvms.ts'
import { appEnvPubkeyQuery } from '../../../queries/catalogue.ts'
import { useCommitCvm } from '../../../queries/provision.ts'
import { cvmKeys } from '../../../queries/cvmKeys.ts'
import { sealEnv } from '../../../trust/sealEnv.ts'
import type { CommitAttempt } from '../draft/draft.ts'
import { discardDraft } from '../draft/draftStore.ts'
import { appIdOf } from '../provision/section.ts'
import { pairsOf } from '../secrets/section.ts'
import { forgetSecrets } from '../secrets/vault.ts'
import type { Wizard } from '../useWizard.ts'
import { mayHaveArrived } from '../../../api/errors.ts'
import { findCommitted } from './arrival.ts'

export type CommitPhase = 'idle' | 'sending' | 'looking' | 'unknown'

/** A worker may show a new CVM only after a moment: so often, with these pauses, it is looked for. */
const LOOKS_MS = [0, 1_000, 3_000]

/**
 * Sends the commit once. That it is sent is written down first; where its answer does not arrive, the
 * CVM is looked for, also by the next page when this one dies, and only a CVM that is not there makes
 * Commit possible again.
 */
export function useCommit(wizard: Wizard) {
  const { draft, editing, change } = wizard
  const client = useQueryClient()
  const { mutateAsync } = useCommitCvm()
  const [, setParams] = useSearchParams()
  const [trouble, setTrouble] = useState<unknown>()
  const isOpen = draft.commit?.state === 'sent' || draft.commit?.state === 'lost'
  const [phase, setPhase] = useState<CommitPhase>(isOpen ? 'looking' : 'idle')
  const leaving = useRef(new AbortController())

  const made = async (cvmId: string, answer: 'came' | 'lost') => {
    editing.stop()
    forgetSecrets()
    // The CVM is there: a draft that cannot be removed is no reason to hide it.
    await discardDraft(draft.id).catch(() => undefined)
    setParams({ cvm: cvmId, ...(answer === 'lost' && { answer }) }, { replace: true })
  }

  const lookFor = async (attempt: CommitAttempt) => {
    try {
      for (const pause of LOOKS_MS) {
        await delay(pause, leaving.current.signal)
        const lookup = { one: getCvm, page: getCvmPage }
        const found = await findCommitted(attempt, lookup, leaving.current.signal)
        if (found) {
          await client.invalidateQueries({ queryKey: cvmKeys.list() })
          return await made(found.id, 'lost')
        }
      }
      change(() => ({ commit: { ...attempt, state: 'absent' } }))
      setPhase('idle')
    } catch (error) {
      if (leaving.current.signal.aborted) return undefined
      setTrouble(error)
      setPhase('unknown')
    }
    return undefined
  }

  const commit = async () => {
    const record = draft.provision
    if (!record || phase !== 'idle') return
    wizard.clearFailure()
    setPhase('sending')
    const { answer, transaction_hash } = record
    const attempt: CommitAttempt = {
      state: 'sent',
      app_id: appIdOf(record),
      compose_hash: answer.compose_hash,
      name: draft.resources.name,
      at: Date.now(),
    }
    try {
      const pairs = pairsOf(wizard.rows, wizard.values)
      const kms = answer.kms_id ?? answer.kms_info?.id ?? ''
      const encrypted_env =
        pairs.length === 0
          ? undefined
          : await sealEnv(
              pairs,
              answer.app_env_encrypt_pubkey ??
                (await client.fetchQuery(appEnvPubkeyQuery(kms, attempt.app_id))).public_key,
            )
      change(() => ({ commit: attempt }))
      // On disk before it is on the wire: a page that dies in between knows to look.
      await editing.save()
      const { commit: answered, cvmId } = await mutateAsync({
        app_id: attempt.app_id,
        compose_hash: attempt.compose_hash,
        ...(encrypted_env && { encrypted_env, env_keys: pairs.map(({ key }) => key) }),
        ...(transaction_hash && { transaction_hash }),
        idempotencyKey: crypto.randomUUID(),
      })
      await made(cvmId ?? answered.vm_uuid ?? attempt.app_id, 'came')
    } catch (error) {
      if (editing.draft().commit?.state === 'sent' && mayHaveArrived(error)) {
        change(() => ({ commit: { ...attempt, state: 'lost' } }))
        setPhase('looking')
        await lookFor(attempt)
        return
      }
      change(() => ({ commit: null }))
      setPhase('idle')
      wizard.setFailure('commit', error)
    }
  }

  // A page that died with a commit under way: this one looks first.
  const resume = useEffectEvent(() => {
    const attempt = draft.commit
    if (attempt?.state === 'sent' || attempt?.state === 'lost') void lookFor(attempt)
  })
  useEffect(() => {
    leaving.current = new AbortController()
    // Nothing is set before the first answer.
    // oxlint-disable-next-line react/set-state-in-effect
    resume()
    return () => leaving.current.abort()
  }, [])

  return {
    commit,
    phase,
    trouble,
    look: async () => {
      if (!draft.commit) return
      setPhase('looking')
      await lookFor(draft.commit)
    },
  }
}

const delay = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      reject(new DOMException('left', 'AbortError'))
    })
  })
