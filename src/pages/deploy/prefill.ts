import type { Draft } from './draft/draft.ts'
import { VARIABLE_NAME } from '../secrets/rows.ts'

/** What the address asks to fill in: each field of the wizard that a link may name. */
export type Prefill = {
  template: string | undefined
  compose: string | undefined
  /** From the fragment only. */
  pre_launch_script: string | undefined
  name: string | undefined
  instance_type: string | undefined
  region: string | undefined
  /** Names of variables; a value in a link would be a secret in a history, so it is cut off. */
  env: string[]
}

/** Reads `?template=&compose=&name=&instance_type=&region=&env=`; undefined when none is there. */
export function prefillOf(params: URLSearchParams): Prefill | undefined {
  const text = (key: string) => params.get(key)?.trim() || undefined
  const prefill: Prefill = {
    template: text('template'),
    // Not trimmed: a compose file may begin with a comment or an indentation of its own.
    compose: params.get('compose') || undefined,
    pre_launch_script: undefined,
    name: text('name'),
    instance_type: text('instance_type'),
    region: text('region'),
    env: envNames(params.getAll('env')),
  }
  const { env, ...rest } = prefill
  return env.length > 0 || Object.values(rest).some(Boolean) ? prefill : undefined
}

/** Repeated or with commas; anything after `=` is dropped, and what is no name is too. */
function envNames(given: readonly string[]): string[] {
  const names = given
    .flatMap((one) => one.split(','))
    .map((one) => one.split('=', 1)[0]?.trim() ?? '')
    .filter((name) => VARIABLE_NAME.test(name))
  return [...new Set(names)]
}

/** The draft with what the link asked for; `template` is the text of the named template. */
export function withPrefill(draft: Draft, prefill: Prefill, template: string | undefined): Draft {
  const { compose, resources, secrets } = draft
  return {
    ...draft,
    compose: {
      ...compose,
      docker_compose_file: prefill.compose ?? template ?? compose.docker_compose_file,
      pre_launch_script: prefill.pre_launch_script ?? compose.pre_launch_script,
    },
    resources: {
      ...resources,
      name: prefill.name ?? resources.name,
      instance_type: prefill.instance_type ?? resources.instance_type,
      region: prefill.region ?? resources.region,
    },
    secrets: { ...secrets, added: [...new Set([...secrets.added, ...prefill.env])] },
  }
}

/** The address without what was filled in: a reload must not fill it in again. */
export function withoutPrefill(params: URLSearchParams): URLSearchParams {
  const rest = new URLSearchParams(params)
  for (const key of ['template', 'compose', 'name', 'instance_type', 'region', 'env']) {
    rest.delete(key)
  }
  return rest
}
