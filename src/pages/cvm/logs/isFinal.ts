import { ApiError } from '../../../api/errors.ts'

/** A refusal with a reason stays one; what the network did is worth another try. */
export const isFinal = (error: unknown): boolean =>
  error instanceof ApiError && error.kind === 'refused' && !error.retryable
