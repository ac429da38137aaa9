import { addToService } from '../insert.ts'
import { isEmpty } from '../node.ts'
import { listed, problemAt, type Rule } from '../rule.ts'

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
    return !logging || isEmpty(logging.value)
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
      link: 'https://docs.docker.com/engine/logging/drivers/json-file/',
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
