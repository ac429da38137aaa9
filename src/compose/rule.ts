import type { Node } from 'yaml'
import type { Compose, Service } from './parse.ts'
import type { Fix, Problem, Severity, TextEdit } from './problem.ts'

/** What a rule may know besides the file. */
export interface ProblemOptions {
  /** Counts towards the size limit, and can gate the start. */
  pre_launch_script?: string
  /** Names of variables that have a value; leave out while nobody was asked for values yet. */
  variables?: ReadonlySet<string>
}

/** One rule: everything it finds in a file. A rule never throws, whatever the file holds. */
export type Rule = (compose: Compose, options: ProblemOptions) => Problem[]

export interface Finding {
  rule: string
  severity: Severity
  message: string
  why: string
  /** Where the reader finds more: the rule's own words at its source. */
  link: string
  service?: Service | string | undefined
  fix?: Fix | undefined
}

/** A problem placed at a node. */
export function problemAt(compose: Compose, node: Node, finding: Finding): Problem {
  const { service, fix, ...rest } = finding
  const name = typeof service === 'string' ? service : service?.name
  return {
    ...rest,
    ...(name === undefined ? {} : { service: name }),
    ...(fix ? { fix } : {}),
    ...compose.place(node),
  }
}

/** An edit that replaces a node's text. */
export function replace(compose: Compose, node: Node, text: string): TextEdit {
  return { ...compose.place(node), text }
}

/** `a`, `a and b`, `a, b and 3 more`. */
export function listed(names: string[]): string {
  const shown = names.slice(0, 4)
  const more = names.length - shown.length
  if (more > 0) return `${shown.join(', ')} and ${more} more`
  const last = shown.pop() ?? ''
  return shown.length === 0 ? last : `${shown.join(', ')} and ${last}`
}

export const docs = {
  practices:
    'https://github.com/Dstack-TEE/dstack/blob/master/docs/security/security-best-practices.md',
  compose: 'https://docs.docker.com/reference/compose-file/',
  services: 'https://docs.docker.com/reference/compose-file/services/',
  interpolation: 'https://docs.docker.com/reference/compose-file/interpolation/',
  volumes: 'https://docs.docker.com/reference/compose-file/volumes/',
  secrets: 'https://docs.docker.com/reference/compose-file/secrets/',
  images: 'https://github.com/opencontainers/distribution-spec/blob/main/spec.md',
  build: 'https://docs.docker.com/reference/compose-file/build/',
  logging: 'https://docs.docker.com/engine/logging/drivers/json-file/',
  limits: 'https://docs.phala.com',
} as const
