import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { asApiError } from '../../api/errors.ts'
import { type ErrorPlace, errorPlaces } from '../../api/errorPlace.ts'
import type { Session } from '../../contract/session.ts'
import { cvmListQuery } from '../../queries/cvmList.ts'
import { useCatalogue } from './resources/useCatalogue.ts'
import { type ComposeCheck, useComposeCheck } from '../compose/useComposeCheck.ts'
import { composeIssues } from './compose/check.ts'
import { fingerprintOf } from './deployment.ts'
import type { Draft } from './draft/draft.ts'
import type { Editing } from './draft/editing.ts'
import { useDraft } from './draft/useDraft.ts'
import { fieldValue } from './fields.ts'
import type { Issue } from './issue.ts'
import { provisionIssues } from './provision/section.ts'
import { resourcesIssues } from './resources/section.ts'
import { rowsOf, type SecretRow } from '../secrets/rows.ts'
import { secretsIssues } from './secrets/section.ts'
import { moveSecrets, secretsOf, watchSecrets } from './secrets/vault.ts'
import type { Blocks, Step } from './steps.ts'

/** A request that failed, kept until the next one: shown at its step, and at the fields it names. */
export type Failure = { step: Step; error: unknown; places: readonly ErrorPlace[] }

export type Wizard = {
  session: Session
  editing: Editing
  draft: Draft
  change: Editing['change']
  catalogue: ReturnType<typeof useCatalogue>
  check: ComposeCheck
  rows: SecretRow[]
  values: ReadonlyMap<string, string>
  blocks: Blocks
  failure: Failure | undefined
  /** Keeps what went wrong, with the fields it is about; undefined when a new attempt begins. */
  setFailure: (step: Step, error: unknown) => void
  clearFailure: () => void
  /** What the server refused at a field, until that field is changed. */
  refusal: (field: string) => string | undefined
}

type Refusal = { field: string; message: string; value: string }

/** Everything that the steps of the wizard share, worked out of one draft. */
export function useWizard(editing: Editing, session: Session): Wizard {
  const draft = useDraft(editing)
  const catalogue = useCatalogue()
  const check = useComposeCheck(draft.compose)
  const rows = rowsOf(check.references, draft.secrets)
  const values = useSyncExternalStore(watchSecrets, () => secretsOf(draft.id))
  const list = useQuery(cvmListQuery())
  const [failure, setFailure] = useState<Failure>()
  const [refusals, setRefusals] = useState<readonly Refusal[]>([])
  useValuesFollow(draft.id)

  const names = new Set((list.data?.items ?? []).map(({ name }) => name))
  const fingerprint = fingerprintOf(
    draft,
    rows.map(({ key }) => key),
  )
  const blocks: Blocks = {
    compose: composeIssues(draft.compose, check),
    resources: resourcesIssues(draft.resources, catalogue.known, names),
    secrets: secretsIssues(draft.secrets, rows, values),
    provision: provisionIssues(draft.provision, fingerprint),
    commit: [],
  }

  return {
    session,
    editing,
    draft,
    change: editing.change,
    catalogue,
    check,
    rows,
    values,
    blocks,
    failure,
    setFailure: (step, error) => {
      const places = errorPlaces(asApiError(error))
      setFailure({ step, error, places })
      setRefusals(
        places.flatMap(({ field, message }) =>
          field && message ? [{ field, message, value: fieldValue(editing.draft(), field) }] : [],
        ),
      )
    },
    clearFailure: () => {
      setFailure(undefined)
      setRefusals([])
    },
    refusal: (field) =>
      refusals.find((one) => one.field === field && one.value === fieldValue(draft, field))
        ?.message,
  }
}

/** A draft that goes on under another id takes the values of its secrets with it. */
function useValuesFollow(draftId: string): void {
  const before = useRef(draftId)
  useEffect(() => {
    if (before.current !== draftId) moveSecrets(before.current, draftId)
    before.current = draftId
  }, [draftId])
}

/** The errors of a step by field: what is wrong here, or what the server refused. */
export const errorAt = (wizard: Wizard, issues: readonly Issue[], field: string) =>
  issues.find((issue) => issue.field === field)?.message ?? wizard.refusal(field)
