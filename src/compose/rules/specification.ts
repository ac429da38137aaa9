import { docs, problemAt, replace, type Rule } from '../rule.ts'
import { mismatches } from '../schema.ts'

/** Keys and types that the Compose specification does not know. */
export const specification: Rule = (compose) =>
  mismatches(compose).map(({ node, path, message, meant }) => {
    const service = path[0] === 'services' ? path[1] : undefined
    return problemAt(compose, node, {
      rule: 'specification',
      severity: 'error',
      message: `${path.join('.')} ${message}.`,
      why: 'Docker Compose checks the file against its specification and starts nothing when it does not fit.',
      link: docs.compose,
      service,
      fix: meant
        ? { title: `Change to ${meant}`, edits: [replace(compose, node, meant)] }
        : undefined,
    })
  })
