import { ErrorCode } from '../../src/contract/errors.ts'
import type { Context } from './context.ts'
import { failure, type Failure } from './failure.ts'
import type { CvmRecord } from './store/cvm.ts'

const UUID = /^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i

/**
 * The CVM that an identifier means, in any of the forms that the API takes: `cvm_…`, its number, a
 * UUID with or without dashes, `app_…` or bare 40 hex digits (an app, and where there is no such app
 * an instance), `instance_…`, a name. Throws the API's refusals: not found, or not just one.
 */
export function findCvm(ctx: Context, given: string): CvmRecord {
  const { cvms } = ctx
  if (/^cvm_/i.test(given)) return only(given, [cvms.byId(given.toLowerCase())])
  if (UUID.test(given)) return only(given, [cvms.byUuid(dashed(given))])
  const hex = /^(?:(app|instance)_|0x)?([0-9a-f]{40})$/i.exec(given)
  if (hex) {
    const [, kind, id = ''] = hex
    if (kind?.toLowerCase() === 'instance') return only(given, [cvms.byInstance(id.toLowerCase())])
    const ofApp = cvms.byApp(id)
    return ofApp.length > 0
      ? one(ofApp, ErrorCode.APP_ID_AMBIGUOUS, `The app ${id.toLowerCase()}`)
      : only(given, [cvms.byInstance(id.toLowerCase())])
  }
  if (/^\d{1,15}$/.test(given)) return only(given, [cvms.byNum(Number(given))])
  const named = cvms.byName(given)
  if (named.length === 0) throw notFound(given)
  return one(named, ErrorCode.MULTIPLE_CVMS_SAME_NAME, `The name ${given}`)
}

export function notFound(given: string): Failure {
  return failure(404, ErrorCode.CVM_NOT_FOUND, `CVM ${given} not found`, {
    details: [{ field: 'cvm_id', value: given, message: 'No CVM of this workspace goes by it.' }],
    suggestions: ['Check the identifier', 'Check which workspace the API key belongs to'],
  })
}

function only(given: string, [found]: (CvmRecord | undefined)[]): CvmRecord {
  if (!found) throw notFound(given)
  return found
}

function one(found: readonly CvmRecord[], code: ErrorCode, what: string): CvmRecord {
  const [first, ...more] = found
  if (first && more.length === 0) return first
  throw failure(409, code, `${what} belongs to ${found.length} CVMs`, {
    details: found.map(({ id, vm_uuid, name }) => ({
      field: 'cvm_id',
      value: { id, vm_uuid, name },
      message: `${name} (${id})`,
    })),
    suggestions: ['Use the CVM’s own id or UUID'],
  })
}

const STORED = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** A UUID as it is stored: lower case, with dashes. */
export function dashed(uuid: string): string {
  if (STORED.test(uuid)) return uuid
  const hex = uuid.replaceAll('-', '').toLowerCase()
  return [0, 8, 12, 16, 20].map((at, n, all) => hex.slice(at, all[n + 1] ?? 32)).join('-')
}
