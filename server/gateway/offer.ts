import { isPathId } from '../../src/contract/pathId.ts'

/**
 * Every call of the API that the console passes on; nothing else is ever forwarded. `:id` stands for
 * one path segment that passes `isPathId`.
 */
const OFFER = `
GET    /auth/me
GET    /workspaces
GET    /workspaces/:id
GET    /workspaces/:id/nodes
GET    /workspaces/:id/quotas
GET    /user/ssh-keys
POST   /user/ssh-keys
POST   /user/ssh-keys/github-profile
POST   /user/ssh-keys/github-sync
DELETE /user/ssh-keys/:id

GET    /instance-types
GET    /instance-types/:id
GET    /teepods/available
GET    /os-images
GET    /kms
GET    /kms/phala/next_app_id
GET    /kms/on-chain/:id
GET    /kms/:id
GET    /kms/:id/info
GET    /kms/:id/pubkey/:id

GET    /apps
GET    /apps/filter-options
GET    /apps/:id
GET    /apps/:id/cvms
POST   /apps/:id/cvms/is-allowed
POST   /apps/:id/cvms/:id/replicas
POST   /apps/:id/instances
GET    /apps/:id/device-allowlist
GET    /apps/:id/kms-info
GET    /apps/:id/usage
GET    /apps/:id/revisions
GET    /apps/:id/revisions/:id
POST   /apps/:id/revisions/:id/redeploy
GET    /apps/:id/attestations
GET    /apps/:id/attestations/tcb-evaluation
POST   /apps/:id/is-allowed
GET    /apps/:id/pending-updates
GET    /apps/:id/pending-updates/:id/:id/preview

POST   /cvms
POST   /cvms/provision
GET    /cvms/paginated
POST   /cvms/batch-stop
PATCH  /cvms/instance-ids
POST   /status/batch
GET    /cvms/:id
PATCH  /cvms/:id
DELETE /cvms/:id
POST   /cvms/:id/start
POST   /cvms/:id/stop
POST   /cvms/:id/shutdown
POST   /cvms/:id/restart
POST   /cvms/:id/replicas
POST   /cvms/:id/commit-replica
GET    /cvms/:id/commit-update
POST   /cvms/:id/commit-update
GET    /cvms/:id/state
GET    /cvms/:id/stats
GET    /cvms/:id/composition
GET    /cvms/:id/network
GET    /cvms/:id/network-config
PATCH  /cvms/:id/network-config
GET    /cvms/:id/ports
PUT    /cvms/:id/ports
GET    /cvms/:id/firewall-status
POST   /cvms/:id/customize-domain-diagnose
GET    /cvms/:id/attestation
GET    /cvms/:id/compose_file
PATCH  /cvms/:id/compose_file
POST   /cvms/:id/compose_file/provision
GET    /cvms/:id/docker-compose.yml
PATCH  /cvms/:id/docker-compose
GET    /cvms/:id/pre-launch-script
PATCH  /cvms/:id/pre-launch-script
GET    /cvms/:id/pre-launch-script/upgrade-status
POST   /cvms/:id/pre-launch-script/upgrade-to-latest-official
GET    /cvms/:id/user_config
PATCH  /cvms/:id/envs
PATCH  /cvms/:id/resources
PATCH  /cvms/:id/visibility
PATCH  /cvms/:id/listed
PATCH  /cvms/:id/name
PATCH  /cvms/:id/scheduled-delete
GET    /cvms/:id/available-os-images
PATCH  /cvms/:id/os-image
PATCH  /cvms/:id/instance-id
POST   /cvms/:id/is-allowed
GET    /cvms/:id/operations
POST   /cvms/:id/operations/cancel
GET    /cvms/:id/operation-status
POST   /cvms/:id/revisions/:id/redeploy

POST   /attestations/verify
GET    /attestations/recent
GET    /attestations/view/:id
GET    /attestations/raw/:id
GET    /attestations/collateral/:id
`

/** The calls that the API answers without a key, so that anybody can check a proof. */
const PUBLIC_OFFER = `
GET    /instance-types
GET    /instance-types/:id
GET    /apps/:id/attestations
GET    /attestations/view/:id
GET    /attestations/raw/:id
GET    /attestations/collateral/:id
GET    /kms/:id/pubkey/:id
`

type Call = { method: string; path: string }
type Node = { children: Map<string, Node>; methods: Set<string> }

export type Verdict =
  | { kind: 'offered' }
  | { kind: 'unknown' }
  | { kind: 'method'; allow: string[] }
  | { kind: 'badId'; segment: string }

export type Offer = (method: string, path: string) => Verdict

const newNode = (): Node => ({ children: new Map(), methods: new Set() })

function createOffer(calls: readonly Call[]): Offer {
  const root = newNode()
  for (const { method, path } of calls) {
    let node = root
    for (const segment of path.slice(1).split('/')) {
      const next = node.children.get(segment) ?? newNode()
      node.children.set(segment, next)
      node = next
    }
    node.methods.add(method)
  }
  return (method, path) => {
    const segments = path.slice(1).split('/')
    const nodes = walk(root, segments, 0)
    if (nodes.length === 0) return { kind: 'unknown' }
    const node = nodes.find((one) => one.node.methods.has(method))
    if (!node) {
      const allow = nodes.flatMap((one) => [...one.node.methods])
      return allow.length ? { kind: 'method', allow } : { kind: 'unknown' }
    }
    const bad = node.ids.find((id) => !isPathId(id))
    return bad === undefined ? { kind: 'offered' } : { kind: 'badId', segment: bad }
  }
}

/** All places a path can lead to, a word spelled out before an identifier. */
function walk(node: Node, segments: string[], at: number): { node: Node; ids: string[] }[] {
  const segment = segments[at]
  if (segment === undefined) return node.methods.size ? [{ node, ids: [] }] : []
  const word = segment === ':id' ? undefined : node.children.get(segment)
  const id = node.children.get(':id')
  return [
    ...(word ? walk(word, segments, at + 1) : []),
    ...(id
      ? walk(id, segments, at + 1).map((found) => ({ ...found, ids: [segment, ...found.ids] }))
      : []),
  ]
}

const callsOf = (lines: string): Call[] =>
  lines
    .trim()
    .split(/\n+/)
    .map((line) => line.split(/\s+/))
    .map(([method = '', path = '']) => ({ method, path }))

/** The calls one by one, for whoever has to look at all of them. */
export const OFFERED: readonly Call[] = callsOf(OFFER)

export const offer = createOffer(OFFERED)
export const publicOffer = createOffer(callsOf(PUBLIC_OFFER))
