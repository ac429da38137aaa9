import { fraction, hash32, pick } from './random.ts'
import { seedCvm, type SeedCvm, type SeedPlan } from './seedCvm.ts'

const DAY = 86_400_000

const ADJECTIVES = [
  'amber',
  'brisk',
  'calm',
  'dapper',
  'eager',
  'fabled',
  'gentle',
  'hidden',
  'ivory',
  'jolly',
  'keen',
  'lunar',
  'mellow',
  'noble',
  'opal',
  'proud',
  'quiet',
  'rustic',
  'silver',
  'tidal',
  'umber',
  'vivid',
  'witty',
  'young',
] as const

const NOUNS = [
  'anchor',
  'beacon',
  'comet',
  'delta',
  'ember',
  'falcon',
  'garnet',
  'harbor',
  'island',
  'jasper',
  'kestrel',
  'lantern',
  'meadow',
  'nebula',
  'orchard',
  'prairie',
  'quarry',
  'river',
  'summit',
  'thicket',
  'upland',
  'valley',
  'willow',
  'zephyr',
] as const

const KINDS = ['site', 'site', 'api', 'api', 'agent', 'agent', 'git', 'metrics', 'worker'] as const
const SIZES = [
  'tdx.small',
  'tdx.small',
  'tdx.small',
  'tdx.medium',
  'tdx.medium',
  'tdx.large',
  'tdx.xlarge',
  'tdx.2xlarge',
] as const
const NODES = [1, 1, 1, 2, 2, 3, 3, 4] as const

/**
 * `count` CVMs, the same for the same `count` and `now` (ms): apps of one to four replicas, over all
 * regions, types and settled statuses. The first n of a larger fleet are the fleet of n.
 */
export function fleet(count: number, now: number): SeedCvm[] {
  const cvms: SeedCvm[] = []
  for (let app = 0; cvms.length < count; app++) {
    const plans = appPlans(app, now)
    for (const plan of plans.slice(0, count - cvms.length)) cvms.push(seedCvm(plan))
  }
  return cvms
}

/** One app in six has replicas. */
function appPlans(app: number, now: number): SeedPlan[] {
  const name = appName(app)
  const key = hash32(name)
  const isGpu = fraction(key, 0) < 0.01
  const compose = isGpu ? 'llm' : pick(KINDS, fraction(key, 1))
  const replicas = fraction(key, 2) < 5 / 6 ? 1 : 2 + Math.floor(fraction(key, 3) * 3)
  const created_at = now - Math.floor((0.2 + 400 * fraction(key, 4) ** 2) * DAY)
  return Array.from({ length: replicas }, (_, replica) => {
    const at = (n: number) => fraction(key, 10 + replica * 10 + n)
    const status = statusAt(at(0))
    const age = now - created_at
    return {
      name: replica === 0 ? name : `${name}-${replica + 1}`,
      app: name,
      compose: status === 'failed' ? 'broken' : compose,
      instance_type: isGpu ? 'h200.small' : pick(SIZES, fraction(key, 5)),
      teepod_id: isGpu ? 5 : pick(NODES, at(1)),
      status,
      dev: fraction(key, 6) < 0.1,
      listed: fraction(key, 7) < 0.2,
      created_at: created_at + Math.floor((age / 2) * (replica / 4)),
      // At least an hour ago, so that whatever ended has ended by now.
      started_at: now - 3_600_000 - Math.floor(at(2) * Math.max(0, age / 2 - 3_600_000)),
    }
  })
}

function statusAt(at: number): SeedCvm['status'] {
  if (at < 0.8) return 'running'
  if (at < 0.94) return 'stopped'
  if (at < 0.97) return 'exited'
  return 'failed'
}

/** Unique for every number, and no name is another's with a replica number behind. */
function appName(app: number): string {
  const adjective = ADJECTIVES[Math.floor(app / NOUNS.length) % ADJECTIVES.length]
  const noun = NOUNS[app % NOUNS.length]
  const round = Math.floor(app / (NOUNS.length * ADJECTIVES.length))
  return `${adjective}-${noun}${round === 0 ? '' : `-v${round}`}`
}
