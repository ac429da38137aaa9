import { scalarText } from './node.ts'
import { parseCompose } from './parse.ts'
import { isPublic, portsOf } from './ports.ts'
import { referencesIn } from './references.ts'

/** What a compose file would run, for somebody who did not write it. */
export type Summary = {
  services: { name: string; image: string | undefined }[]
  /** Ports that strangers reach. */
  ports: number[]
  /** Names of the variables that it reads. */
  variables: string[]
}

/** Empty for a text that is no compose file; what is wrong with it is said elsewhere. */
export function summaryOf(text: string): Summary {
  const parsed = parseCompose(text)
  if (!parsed.ok) return { services: [], ports: [], variables: [] }
  const { compose } = parsed
  const ports = portsOf(compose)
    .flatMap(({ endpoints }) => endpoints)
    .filter(isPublic)
    .flatMap(({ published }) => published ?? [])
  return {
    services: compose.services.map(({ name, node }) => ({
      name,
      image: scalarText(compose.field(node, 'image')?.value ?? null) ?? undefined,
    })),
    ports: [...new Set(ports)],
    variables: referencesIn(text).map(({ name }) => name),
  }
}
