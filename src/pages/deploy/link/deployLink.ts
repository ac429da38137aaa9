import { MAX_PAYLOAD_BYTES, utf8Bytes } from '../../../compose/limits.ts'
import { type DeployQuery, paths } from '../../../paths.ts'
import { type Prefill, prefillOf } from '../prefill.ts'
import { fragmentOf, hasDeployFragment, PACKED } from './fragment.ts'
import { pack, unpack } from './packed.ts'

/** What a link asks for, and what of it is left out. */
export type DeployLink = {
  prefill: Prefill
  /** Shown as text and not acted on: `utm_source=x`, and names whose values were in the link. */
  leftOut: string[]
}

export type ReadLink =
  | { state: 'none' }
  | { state: 'good'; link: DeployLink }
  /** Nothing of it is used. */
  | { state: 'bad'; reason: string }

/** The wizard's own, besides the fields that a link fills in. */
const OWN = new Set(['draft', 'step', 'cvm', 'templates'])
const FIELDS = ['template', 'compose', 'name', 'instance_type', 'region', 'env'] as const
const MAX_FIELD = 200
const MAX_ENV = 200

/**
 * Reads a link of anybody's making: `?name=&instance_type=&region=&env=` and, packed in the fragment,
 * which no server ever sees, `#compose=&pre_launch=`.
 */
export async function readDeployLink(search: URLSearchParams, hash: string): Promise<ReadLink> {
  const fragment = fragmentOf(hash)
  const prefill = prefillOf(search)
  if (!prefill && !hasDeployFragment(hash)) return { state: 'none' }
  const bad = (reason: string): ReadLink => ({ state: 'bad', reason })

  const twice = FIELDS.filter((key) => key !== 'env' && search.getAll(key).length > 1)
  if (twice.length > 0) return bad(`It says ${twice.join(', ')} more than once.`)
  const odd = FIELDS.find(
    (key) => key !== 'compose' && search.getAll(key).some((one) => !isPlain(one)),
  )
  if (odd) return bad(`Its ${odd} is too long, or holds characters that cannot be seen.`)
  if (search.getAll('env').flatMap((one) => one.split(',')).length > MAX_ENV) {
    return bad(`It names more than ${MAX_ENV} variables.`)
  }
  const texts: Partial<Record<keyof typeof PACKED, string>> = {}
  for (const [field, key] of Object.entries(PACKED) as [keyof typeof PACKED, string][]) {
    const packed = fragment.get(key)
    if (packed === null) continue
    const read = await unpack(packed)
    if (!read.ok) return bad(`Its ${WORDS[field]} cannot be read: ${read.reason}.`)
    texts[field] = read.text
  }
  if (prefill?.compose !== undefined && texts.compose !== undefined) {
    return bad('It brings two compose files.')
  }
  const compose = texts.compose ?? prefill?.compose
  const all = { compose, pre_launch_script: texts.pre_launch_script }
  for (const [field, text] of Object.entries(all) as [keyof typeof PACKED, string | undefined][]) {
    if (text && !isText(text)) {
      return bad(
        `Its ${WORDS[field]} holds characters that cannot be seen, or that turn text around.`,
      )
    }
  }
  if (utf8Bytes(compose ?? '') + utf8Bytes(texts.pre_launch_script ?? '') > MAX_PAYLOAD_BYTES) {
    return bad(`What it would run has more than ${MAX_PAYLOAD_BYTES / 1024} KB.`)
  }
  const link = {
    prefill: { ...(prefill ?? NOTHING), ...all },
    leftOut: leftOutOf(search, fragment),
  }
  return { state: 'good', link }
}

const WORDS = { compose: 'compose file', pre_launch_script: 'pre-launch script' } as const

const NOTHING: Prefill = {
  template: undefined,
  compose: undefined,
  pre_launch_script: undefined,
  name: undefined,
  instance_type: undefined,
  region: undefined,
  env: [],
}

/** Control characters, and those that make text look like another one. */
const UNSEEN =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/

const isPlain = (text: string) =>
  text.length <= MAX_FIELD && !/[\t\r\n]/.test(text) && !UNSEEN.test(text)
/** Joiners and marks of direction belong to some languages; what turns text around does not. */
const isText = (text: string) =>
  !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069]/.test(text)

/** Unknown fields, and variables that came with a value: the value goes nowhere, not even on screen. */
function leftOutOf(search: URLSearchParams, fragment: URLSearchParams): string[] {
  const known = new Set<string>([...FIELDS, ...OWN])
  const packed = new Set<string>(Object.values(PACKED))
  const values = search.getAll('env').flatMap((one) => one.split(','))
  return [
    ...[...search].flatMap(([key, value]) => (known.has(key) ? [] : [shown(`${key}=${value}`)])),
    ...[...fragment].flatMap(([key, value]) =>
      packed.has(key) ? [] : [shown(`#${key}=${value}`)],
    ),
    ...values.flatMap((one) =>
      one.includes('=') ? [`the value of ${shown(one.split('=', 1)[0] ?? '')}`] : [],
    ),
  ].slice(0, 20)
}

/** As text that cannot hide anything. */
const shown = (text: string): string => {
  const seen = text.replaceAll(new RegExp(UNSEEN.source, 'g'), '\uFFFD')
  return seen.length > 80 ? `${seen.slice(0, 80)}…` : seen
}

export type Shared = Pick<DeployQuery, 'name' | 'instance_type' | 'region' | 'env'> & {
  compose: string
  pre_launch_script: string
}

/** The path of a link to exactly this; values of secrets are no part of what it is made from. */
export async function deployLinkTo({
  compose,
  pre_launch_script,
  ...query
}: Shared): Promise<string> {
  const parts = [
    `${PACKED.compose}=${await pack(compose)}`,
    ...(pre_launch_script ? [`${PACKED.pre_launch_script}=${await pack(pre_launch_script)}`] : []),
  ]
  return `${paths.deploy(query)}#${parts.join('&')}`
}

/** The badge for a README: a picture of this console's own, which leads to the link. */
export const badgeFor = (origin: string, link: string): string =>
  `[![Deploy a CVM](${origin}/deploy-badge.svg)](${link})`
