import { isSeq } from 'yaml'
import { parseImage } from '../../../src/compose/image.ts'
import { substitute } from '../../../src/compose/interpolation.ts'
import { scalarText } from '../../../src/compose/node.ts'
import { parseCompose, type Compose, type Service } from '../../../src/compose/parse.ts'
import { portsOf } from '../../../src/compose/ports.ts'

/** A service as Docker Compose runs it inside the CVM, with its variables filled in. */
export type GuestService = {
  name: string
  container_name: string | null
  /** Empty when the file names none, or a variable in it has no value. */
  image: string
  command: string | null
  /** Ports inside the container that the CVM publishes. */
  ports: readonly number[]
  has_healthcheck: boolean
}

/** What the environment of the CVM says a variable is. */
export type EnvValues = (name: string) => string | undefined

/** The services of a compose file in its order; none for text that is not one. */
export function servicesOf(composeText: string, env: EnvValues = () => undefined): GuestService[] {
  const parsed = parseCompose(composeText)
  if (!parsed.ok) return []
  const { compose } = parsed
  const entries = portsOf(compose, env)
  return compose.services.map((service) => ({
    name: service.name,
    container_name: text(compose, service, 'container_name', env) ?? null,
    image: text(compose, service, 'image', env) ?? '',
    command: text(compose, service, 'command', env) ?? null,
    ports: entries
      .filter((entry) => entry.service.name === service.name)
      .flatMap(({ endpoints }) => endpoints.map(({ target }) => target)),
    has_healthcheck: compose.field(service.node, 'healthcheck') !== undefined,
  }))
}

/**
 * Why Docker could not start these services, in its own words; undefined when it could. Whether a
 * well-formed image exists in its registry is not looked up: no sandbox asks a registry.
 */
export function bootErrorOf(services: readonly GuestService[]): string | undefined {
  for (const { name, image } of services) {
    if (image === '') {
      return `compose up failed: service "${name}" has neither an image nor a build context specified`
    }
    const parsed = parseImage(image)
    if (!parsed.ok) {
      return `compose up failed: service "${name}": invalid reference format "${image}": ${parsed.reason}`
    }
  }
  return undefined
}

/** A field as one text: a list is a command line. Undefined when a variable in it has no value. */
function text(compose: Compose, service: Service, key: string, env: EnvValues): string | undefined {
  const node = compose.field(service.node, key)?.value ?? null
  const raw = isSeq(node)
    ? compose
        .items(node)
        .map((item) => scalarText(item) ?? '')
        .join(' ')
    : scalarText(node)
  return raw === undefined ? undefined : (substitute(raw, env) ?? undefined)
}
