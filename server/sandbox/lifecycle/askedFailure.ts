import { ErrorCode } from '../../../src/contract/errors.ts'
import { failure, type Failure } from '../failure.ts'

/** The HTTP status that goes with a code where it is not 400. */
const STATUS: Partial<Record<ErrorCode, number>> = {
  [ErrorCode.DUPLICATE_CVM_NAME]: 409,
  [ErrorCode.HASH_REGISTRATION_REQUIRED]: 465,
  [ErrorCode.HASH_INVALID_OR_EXPIRED]: 466,
  [ErrorCode.TX_VERIFICATION_FAILED]: 467,
  [ErrorCode.HASH_NOT_ALLOWED]: 468,
  [ErrorCode.TEEPOD_NOT_ACCESSIBLE]: 503,
  [ErrorCode.CVM_NOT_FOUND]: 404,
  [ErrorCode.MULTIPLE_CVMS_SAME_NAME]: 409,
  [ErrorCode.APP_ID_AMBIGUOUS]: 409,
  [ErrorCode.CVM_NOT_IN_WORKSPACE]: 404,
  [ErrorCode.CVM_NOT_IN_CURRENT_WORKSPACE]: 404,
  [ErrorCode.CVM_ACCESS_DENIED]: 403,
  [ErrorCode.CVM_APP_ID_CONFLICT]: 409,
  [ErrorCode.INSUFFICIENT_BALANCE]: 402,
  [ErrorCode.TOKEN_RATE_LIMIT]: 429,
}

/** The failure that a name of a CVM asks for, such as `err-04-001-demo`. */
export function askedFailure(code: ErrorCode, name: string): Failure {
  const meaning = Object.entries(ErrorCode).find(([, value]) => value === code)?.[0] ?? code
  return failure(
    STATUS[code] ?? 400,
    code,
    `${meaning.replaceAll('_', ' ').toLowerCase()} (asked for by the name ${name})`,
    {
      details: [{ field: 'name', value: name, message: 'This name makes the sandbox fail.' }],
      suggestions: ['Choose another name'],
      links: [{ label: 'Error codes', url: 'https://docs.phala.com' }],
    },
  )
}
