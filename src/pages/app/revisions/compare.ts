import type { RevisionDetail } from '../../../contract/apps.ts'

export type ComparedText = { before: string; after: string }

/** Two revisions of an app, side by side. Sealed values can be told apart, but not be read. */
export type Comparison = {
  compose: ComparedText
  preLaunch: ComparedText | undefined
  keys: { added: string[]; dropped: string[] }
  /** Other fields of what is measured, as JSON; undefined where a side does not have it. */
  fields: { name: string; before: string | undefined; after: string | undefined }[]
  secretsDiffer: boolean
  userConfigDiffers: boolean
  /** Nothing at all is different. */
  same: boolean
}

type Document = Record<string, unknown>

/** The measured document, whichever way the API writes it; empty where it has none. */
export function documentOf({ compose_file }: Pick<RevisionDetail, 'compose_file'>): Document {
  if (typeof compose_file !== 'string') return compose_file ?? {}
  try {
    const parsed: unknown = JSON.parse(compose_file)
    return typeof parsed === 'object' && parsed !== null ? (parsed as Document) : {}
  } catch {
    // Not a document but the compose file itself.
    return { docker_compose_file: compose_file }
  }
}

export const allowedKeys = (document: Document): string[] =>
  Array.isArray(document['allowed_envs'])
    ? document['allowed_envs'].filter((key) => typeof key === 'string')
    : []

const SHOWN_APART = new Set(['docker_compose_file', 'pre_launch_script', 'allowed_envs'])

export function compare(from: RevisionDetail, to: RevisionDetail): Comparison {
  const [before, after] = [documentOf(from), documentOf(to)]
  const compose = texts(before, after, 'docker_compose_file')
  const script = texts(before, after, 'pre_launch_script')
  const keys = {
    added: without(allowedKeys(after), allowedKeys(before)),
    dropped: without(allowedKeys(before), allowedKeys(after)),
  }
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort()
  const fields = names
    .filter((name) => !SHOWN_APART.has(name))
    .map((name) => ({ name, before: json(before[name]), after: json(after[name]) }))
    .filter((field) => field.before !== field.after)
  const preLaunch = script.before === script.after ? undefined : script
  const secretsDiffer = from.encrypted_env !== to.encrypted_env
  const userConfigDiffers = from.user_config !== to.user_config
  const keysDiffer = keys.added.length + keys.dropped.length > 0
  const same =
    compose.before === compose.after &&
    !(preLaunch || keysDiffer || fields.length > 0 || secretsDiffer || userConfigDiffers)
  return { compose, preLaunch, keys, fields, secretsDiffer, userConfigDiffers, same }
}

function texts(before: Document, after: Document, name: string): ComparedText {
  const text = (value: unknown) => (typeof value === 'string' ? value : '')
  return { before: text(before[name]), after: text(after[name]) }
}

const without = (all: readonly string[], some: readonly string[]) =>
  all.filter((key) => !some.includes(key))

const json = (value: unknown) => (value === undefined ? undefined : JSON.stringify(value))
