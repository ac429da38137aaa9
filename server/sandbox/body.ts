import * as v from 'valibot'
import type { Asked } from '../gateway/asked.ts'
import { readText } from '../gateway/body.ts'
import { Failure, invalid, type Issue } from './failure.ts'

/** No request to this API is larger: compose files end at 200 KB, sealed environments are small. */
const MAX_BODY = 4 * 1024 * 1024

/** A body, and whether its sender is gone. */
type Sent = Pick<Asked, 'body' | 'signal'>

export async function textOf(request: Sent): Promise<string> {
  try {
    return await readText(request.body, MAX_BODY)
  } catch (cause) {
    if (request.signal.aborted) throw cause
    throw new Failure(413, 'too large', { detail: 'The request body is larger than 4 MB.' })
  }
}

/** The fields of a form. It is read to its limit first: a form by itself would be read to its end. */
export async function formOf(request: Sent, type: string): Promise<FormData> {
  const text = await textOf(request)
  try {
    return await new Response(text, { headers: { 'content-type': type } }).formData()
  } catch (error) {
    throw invalid({
      loc: ['body'],
      msg: `The body is not a form: ${(error as Error).message}`,
      type: 'form_invalid',
    })
  }
}

/** The JSON body, read by a schema; a 422 that names each field otherwise. Nothing at all reads as `{}`. */
export async function bodyOf<S extends v.GenericSchema>(
  request: Sent,
  schema: S,
): Promise<v.InferOutput<S>> {
  return checked(schema, jsonOf(await textOf(request)))
}

export function checked<S extends v.GenericSchema>(schema: S, value: unknown): v.InferOutput<S> {
  const result = v.safeParse(schema, value)
  if (result.success) return result.output
  throw invalid(...result.issues.map(issueOf))
}

export function jsonOf(text: string): unknown {
  if (text.trim() === '') return {}
  try {
    return JSON.parse(text)
  } catch (error) {
    throw invalid({
      loc: ['body'],
      msg: `The body is not JSON: ${(error as Error).message}`,
      type: 'json_invalid',
    })
  }
}

function issueOf(issue: v.BaseIssue<unknown>): Issue {
  const path = (issue.path ?? []).map(({ key }) => key as string | number)
  const loc = ['body', ...path]
  if (issue.input === undefined) return { loc, msg: 'Field required', type: 'missing' }
  if (issue.kind !== 'schema') return { loc, msg: issue.message, type: 'value_error' }
  const kind = { Object: 'dictionary', Array: 'list' }[issue.expected ?? ''] ?? issue.expected
  return { loc, msg: `Input should be a valid ${kind}`, type: `${issue.type}_type` }
}
