import { isMap, isScalar, type Node } from 'yaml'
import { substitute } from './interpolation.ts'
import { scalarText } from './node.ts'
import type { Compose, Service } from './parse.ts'

/** One entry under `volumes:` of a service. */
export interface Mount {
  service: Service
  node: Node
  /** Where the source is written, for a fix; the whole entry in short syntax. */
  sourceNode: Node
  type: 'bind' | 'volume' | 'anonymous' | 'tmpfs' | 'other'
  /** A path for `bind`, a name for `volume`; variables are replaced by their defaults. */
  source: string
  target: string
  read_only: boolean
}

/** All mounts of a service, short and long syntax. Entries that need a variable's value are left out. */
export function mountsOf(compose: Compose, service: Service): Mount[] {
  const nodes = compose.items(compose.field(service.node, 'volumes')?.value ?? null)
  return nodes.flatMap((node) => {
    const mount = isMap(node) ? long(compose, service, node) : short(service, node)
    return mount ? [mount] : []
  })
}

function long(compose: Compose, service: Service, node: Node): Mount | undefined {
  const read = (key: string) => {
    const text = scalarText(compose.field(node, key)?.value)
    return text === undefined ? '' : substitute(text)
  }
  const source = read('source')
  const target = read('target')
  const type = read('type')
  if (source === null || target === null) return undefined
  const known = type === 'bind' || type === 'tmpfs' || type === 'volume' ? type : 'other'
  return {
    service,
    node,
    sourceNode: compose.field(node, 'source')?.valueNode ?? node,
    type: known === 'volume' && source === '' ? 'anonymous' : known,
    source,
    target,
    read_only: read('read_only') === 'true',
  }
}

function short(service: Service, node: Node): Mount | undefined {
  if (!isScalar(node)) return undefined
  const written = scalarText(node)
  const text = written === undefined ? null : substitute(written)
  if (text === null || text === '') return undefined
  const [source = '', target, mode = ''] = splitColons(text)
  const base = { service, node, sourceNode: node }
  if (target === undefined)
    return { ...base, type: 'anonymous', source: '', target: source, read_only: false }
  return {
    ...base,
    type: isPath(source) ? 'bind' : 'volume',
    source,
    target,
    read_only: mode.split(',').includes('ro'),
  }
}

/** Splits at colons, but keeps a Windows drive letter with its path. */
function splitColons(text: string): string[] {
  const drive = /^[A-Za-z]:[\\/]/.test(text) ? text.slice(0, 2) : ''
  const parts = text.slice(drive.length).split(':')
  return [drive + (parts[0] ?? ''), ...parts.slice(1)]
}

/** Compose takes a source for a path when it starts with `.`, `/`, `~` or a drive letter. */
export function isPath(source: string): boolean {
  return /^(?:\.|\/|~|[A-Za-z]:[\\/])/.test(source)
}

/** True for a path on the author's machine: relative, under a home directory, or on a Windows drive. */
export function isLocalPath(source: string): boolean {
  return !source.startsWith('/')
}
