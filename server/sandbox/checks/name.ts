import { ErrorCode } from '../../../src/contract/errors.ts'
import { CVM_NAME_RULE, isCvmName } from '../../../src/contract/cvmName.ts'
import type { Context } from '../context.ts'
import { failure, invalidField } from '../failure.ts'

/** A well-formed name that no other app's CVM has. Replicas share the name of their app. */
export function checkName(ctx: Context, name: string, ownAppId?: string): void {
  if (!isCvmName(name)) throw invalidField('name', CVM_NAME_RULE)
  const taken = ctx.cvms.byName(name).find(({ app_id }) => app_id !== ownAppId)
  if (!taken) return
  throw failure(409, ErrorCode.DUPLICATE_CVM_NAME, `A CVM named ${name} exists already`, {
    details: [{ field: 'name', value: name, message: `${taken.id} has this name.` }],
    suggestions: [`Choose another name, for example ${name}-2`, 'Delete the other CVM first'],
  })
}
