import { addToService } from '../insert.ts'
import type { Node } from 'yaml'
import { isEmpty, scalarText } from '../node.ts'
import type { Compose } from '../parse.ts'
import { docs, listed, problemAt, type Rule } from '../rule.ts'

const lines = [
  'logging:',
  '  driver: json-file',
  '  options:',
  '    max-size: "10m"',
  '    max-file: "3"',
]

/** Logs without a limit fill the disk of the CVM. One hint for the whole file. */
export const logRotation: Rule = (compose) => {
  const without = compose.services.filter((service) => {
    const logging = compose.field(service.node, 'logging')
    return !logging || isEmpty(logging.value) || growsInJsonFile(compose, logging.value)
  })
  const [first] = without
  if (!first) return []
  const edits = without.flatMap((service) => {
    const edit = compose.field(service.node, 'logging')
      ? undefined
      : addToService(compose, service, lines)
    return edit ? [edit] : []
  })
  return [
    problemAt(compose, first.keyNode, {
      rule: 'log-rotation',
      severity: 'hint',
      message: `The logs of ${listed(without.map((service) => service.name))} grow without a limit; set max-size and max-file under logging:.`,
      why: 'Docker keeps every line that a container prints. On a disk that cannot be cleaned from outside, a chatty service stops the CVM some day.',
      link: docs.logging,
      fix:
        edits.length === without.length
          ? {
              title: edits.length === 1 ? 'Limit its logs' : 'Limit the logs of all services',
              edits,
            }
          : undefined,
    }),
  ]
}

/** Of Docker's drivers that keep lines on the disk, only json-file keeps all of them unless told. */
function growsInJsonFile(compose: Compose, logging: Node | null): boolean {
  const driver = scalarText(compose.field(logging, 'driver')?.value) ?? 'json-file'
  const options = compose.field(logging, 'options')?.value ?? null
  return driver === 'json-file' && !compose.field(options, 'max-size')
}
