import { isSeq } from 'yaml'
import { databaseOf } from '../databases.ts'
import { addToService, addToTop } from '../insert.ts'
import { mountsOf } from '../mounts.ts'
import { scalarText } from '../node.ts'
import type { Fix } from '../problem.ts'
import { docs, problemAt, type Rule } from '../rule.ts'

/** A database whose data directory is on no volume loses everything when its container is made anew. */
export const databaseVolume: Rule = (compose) =>
  compose.services.flatMap((service) => {
    const entry = compose.field(service.node, 'image')
    const image = scalarText(entry?.value)
    const database = image === undefined ? undefined : databaseOf(image)
    const [path] = database?.paths ?? []
    if (!database || !path || !entry?.valueNode) return []
    const mounts = mountsOf(compose, service).map((mount) => mount.target.replace(/(.)\/$/, '$1'))
    const tmpfs = compose.field(service.node, 'tmpfs')?.value ?? null
    const inMemory = isSeq(tmpfs) ? compose.items(tmpfs).map(scalarText) : [scalarText(tmpfs)]
    const targets = [...mounts, ...inMemory]
    if (targets.some((target) => database.paths.some((one) => covers(target, one)))) return []
    return [
      problemAt(compose, entry.valueNode, {
        rule: 'database-volume',
        severity: 'warning',
        message: `${service.name}: ${database.name} keeps its data in ${path}, which is on no volume. Mount a named volume there.`,
        why: 'Without a volume the data belongs to the container, and every update of the CVM makes new containers.',
        link: docs.volumes,
        service,
        fix: fixFor(),
      }),
    ]

    function fixFor(): Fix | undefined {
      if (compose.field(service.node, 'volumes')) return undefined
      const name = `${service.name}-data`
      const inService = addToService(compose, service, ['volumes:', `  - ${name}:${path}`])
      const atTop = addToTop(compose, 'volumes', [`${name}:`])
      return inService && atTop
        ? { title: `Add the volume ${name}`, edits: [inService, atTop] }
        : undefined
    }
  })

function covers(mounted: string | undefined, path: string): boolean {
  return mounted !== undefined && (path === mounted || path.startsWith(`${mounted}/`))
}
