import { scalarText } from '../node.ts'
import { docs, listed, problemAt, replace, type Rule } from '../rule.ts'

/** Containers that Docker restarts by itself may run before a pre-launch script that should gate them. */
export const restartGate: Rule = (compose, { pre_launch_script: script = '' }) => {
  const gates = /(?:^|[\s;&|])(?:exit\s+[1-9]|curl|wget|set\s+-[a-z]*e|jq|test)(?:\s|$)/.test(
    script.slice(0, 20_000),
  )
  if (!gates) return []
  const early = compose.services.filter((service) => {
    const policy = scalarText(compose.field(service.node, 'restart')?.value)
    return policy === 'always' || policy === 'unless-stopped'
  })
  const [first] = early
  const entries = early.flatMap((service) => compose.field(service.node, 'restart') ?? [])
  const [entry] = entries
  if (!first || !entry) return []
  const values = new Set(entries.flatMap(({ value }) => (value ? [value] : [])))
  return [
    problemAt(compose, entry.valueNode ?? entry.keyNode, {
      rule: 'restart-before-script',
      severity: 'warning',
      message: `${listed(early.map((service) => service.name))} may start before the pre-launch script after a reboot. Use restart: on-failure where the script must come first.`,
      why: 'With restart: always or unless-stopped Docker starts existing containers as soon as it runs, before the pre-launch script has checked or fetched anything.',
      link: docs.practices,
      service: first,
      fix: {
        title: 'Change to restart: on-failure',
        edits: [...values].map((value) => replace(compose, value, 'on-failure')),
      },
    }),
  ]
}
