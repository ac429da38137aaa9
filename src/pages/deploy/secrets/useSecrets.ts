import type { Wizard } from '../useWizard.ts'
import { setSecrets } from './vault.ts'

/** Gives variables values, which stay in memory; the draft learns only which have one. */
export function useSecrets({ draft, rows, change }: Wizard) {
  const known = new Set(rows.map(({ key }) => key))
  return {
    /** An empty value takes it away. Names that are not in the list yet are added to it. */
    give(pairs: readonly (readonly [string, string])[]): void {
      setSecrets(draft.id, pairs)
      const given = new Map(pairs)
      change(({ secrets }) => ({
        secrets: {
          ...secrets,
          added: [
            ...new Set([...secrets.added, ...[...given.keys()].filter((key) => !known.has(key))]),
          ],
          filled: [
            ...secrets.filled.filter((key) => !given.has(key)),
            ...[...given].flatMap(([key, value]) => (value === '' ? [] : [key])),
          ],
        },
      }))
    },
    add(key: string): void {
      change(({ secrets }) => ({ secrets: { ...secrets, added: [...secrets.added, key] } }))
    },
    remove(key: string): void {
      setSecrets(draft.id, [[key, '']])
      change(({ secrets }) => ({
        secrets: {
          ...secrets,
          added: secrets.added.filter((one) => one !== key),
          filled: secrets.filled.filter((one) => one !== key),
        },
      }))
    },
  }
}
