import { environmentOf } from '../environment.ts'
import { scalarText, span } from '../node.ts'
import type { Compose, Service } from '../parse.ts'
import type { Problem, TextEdit } from '../problem.ts'
import { scalarsOf } from '../references.ts'
import { docs, listed, problemAt, replace, type Rule } from '../rule.ts'
import { knownSecretIn, secretIn } from '../secrets.ts'
import type { Assignment } from '../environment.ts'

const why =
  'The compose file is part of the public, measured configuration: everybody who can verify the CVM can read it. Secrets are sealed in your browser and opened inside the CVM only.'

/** Secrets written into the file, which is public and measured. One problem for each service. */
export const plainSecrets: Rule = (compose) => [...inEnvironment(compose), ...elsewhere(compose)]

const inEnvironment = (compose: Compose): Problem[] =>
  compose.services.flatMap((service) => {
    const found = environmentOf(compose, service).flatMap((assignment) => {
      const { key, value } = assignment
      if (value === undefined || value.includes('$')) return []
      const kind = secretIn(key, value)
      return kind === undefined ? [] : [{ assignment, kind }]
    })
    const [first] = found
    if (!first) return []
    const names = found.map(({ assignment }) => assignment.key)
    return [
      problemAt(compose, first.assignment.node, {
        rule: 'secret-in-plain-sight',
        severity: 'warning',
        message:
          found.length === 1
            ? `${service.name}: ${first.assignment.key} looks like ${first.kind}, in plain sight. Write \${${nameFor(service, first.assignment)}} and give the value in the Secrets step.`
            : `${service.name}: ${listed(names)} look like secrets, in plain sight. Write \${NAME} and give the values in the Secrets step.`,
        why,
        link: docs.practices,
        service,
        fix: fixFor(
          compose,
          service,
          found.map(({ assignment }) => assignment),
        ),
      }),
    ]
  })

/** In commands, labels, configs and so on a value has no name to go by, only its form. */
function elsewhere(compose: Compose): Problem[] {
  const assigned = new Set(
    compose.services.flatMap((service) =>
      environmentOf(compose, service).map(({ node }): unknown => node),
    ),
  )
  return scalarsOf(compose).flatMap(({ scalar, service }) => {
    const text = assigned.has(scalar) ? undefined : scalarText(scalar)
    const found = text === undefined ? undefined : knownSecretIn(text)
    if (!found) return []
    const { secret, kind } = found
    const name = `${(service ?? 'app').replaceAll(/\W/g, '_').toUpperCase()}_SECRET`
    const raw = compose.text.slice(...span(scalar))
    const whole = !secret.startsWith('-----') && raw.split(secret).length === 2
    return [
      problemAt(compose, scalar, {
        rule: 'secret-in-plain-sight',
        severity: 'warning',
        message: `${service ?? 'The file'}: this looks like ${kind}, in plain sight. Write \${${name}} there and give the value in the Secrets step.`,
        why,
        link: docs.practices,
        service,
        fix: whole
          ? {
              title: 'Make it a secret',
              edits: [
                replace(
                  compose,
                  scalar,
                  raw.replace(secret, () => `\${${name}}`),
                ),
              ],
            }
          : undefined,
      }),
    ]
  })
}

function fixFor(compose: Compose, service: Service, assignments: Assignment[]) {
  const edits = assignments.flatMap((assignment): TextEdit[] => {
    const variable = `\${${nameFor(service, assignment)}}`
    const text = assignment.form === 'map' ? variable : `${assignment.key}=${variable}`
    return [replace(compose, assignment.node, text)]
  })
  return {
    title:
      assignments.length === 1 ? 'Make it a secret' : `Make ${assignments.length} values secrets`,
    edits,
  }
}

/** The variable that takes the place of a value; its own name when that is a good one. */
function nameFor(service: Service, assignment: Assignment): string {
  const own = assignment.key.replaceAll(/\W/g, '_')
  if (/^[A-Za-z_]/.test(own)) return own
  return `${service.name.replaceAll(/\W/g, '_').toUpperCase()}_SECRET`
}
