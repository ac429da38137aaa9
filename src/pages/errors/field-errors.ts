import { ApiError } from '../../api/errors.ts'
import { fieldName } from '../../api/errorPlace.ts'

/** What the API refused, field by field; `rest` is what belongs beside none of them. */
export function fieldErrorsOf<F extends string>(
  error: unknown,
  known: readonly F[],
): { fields: Partial<Record<F, string>>; rest: unknown } {
  const fields: Partial<Record<F, string>> = {}
  if (!(error instanceof ApiError)) return { fields, rest: error }
  for (const { field, message } of error.fieldErrors) {
    const name = known.find((one) => one === fieldName(field))
    if (name) fields[name] = message
  }
  return { fields, rest: Object.keys(fields).length > 0 ? undefined : error }
}
