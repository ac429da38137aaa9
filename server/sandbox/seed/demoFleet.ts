import { seedCvm, type SeedCvm, type SeedPlan } from './seedCvm.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

type Demo = Omit<SeedPlan, 'created_at' | 'started_at'> & { created: number; started: number }

/** `created` and `started` are how long ago, in ms. */
const PLANS: readonly Demo[] = [
  {
    name: 'storefront',
    compose: 'site',
    instance_type: 'tdx.small',
    teepod_id: 1,
    status: 'running',
    listed: true,
    created: 41 * DAY,
    started: 12 * DAY,
  },
  {
    name: 'orders-api',
    compose: 'api',
    instance_type: 'tdx.large',
    teepod_id: 1,
    status: 'running',
    disk_size: 40,
    created: 40 * DAY,
    started: 6 * DAY,
  },
  {
    name: 'orders-api-2',
    app: 'orders-api',
    compose: 'api',
    instance_type: 'tdx.large',
    teepod_id: 3,
    status: 'running',
    disk_size: 40,
    created: 18 * DAY,
    started: 6 * DAY - 7 * MINUTE,
  },
  {
    name: 'orders-api-3',
    app: 'orders-api',
    compose: 'api',
    instance_type: 'tdx.large',
    teepod_id: 4,
    status: 'stopped',
    disk_size: 40,
    created: 18 * DAY,
    started: 9 * DAY,
  },
  {
    name: 'trading-agent',
    compose: 'agent',
    instance_type: 'tdx.medium',
    teepod_id: 2,
    status: 'running',
    public_logs: false,
    created: 9 * DAY,
    started: 3 * DAY,
  },
  {
    name: 'treasury-agent',
    compose: 'agent',
    instance_type: 'tdx.medium',
    teepod_id: 2,
    status: 'running',
    kms: 'BASE',
    public_logs: false,
    created: 5 * DAY,
    started: 5 * DAY,
  },
  {
    name: 'qwen-inference',
    compose: 'llm',
    instance_type: 'h200.small',
    teepod_id: 5,
    status: 'running',
    disk_size: 500,
    created: 3 * DAY,
    started: 3 * DAY,
  },
  {
    name: 'team-git',
    compose: 'git',
    instance_type: 'tdx.medium',
    teepod_id: 3,
    status: 'stopped',
    disk_size: 100,
    created: 120 * DAY,
    started: 30 * DAY,
  },
  {
    name: 'observability',
    compose: 'metrics',
    instance_type: 'tdx.xlarge',
    teepod_id: 3,
    status: 'running',
    dev: true,
    created: 75 * DAY,
    started: 20 * HOUR,
  },
  {
    name: 'nightly-prover',
    compose: 'worker',
    instance_type: 'tdx.4xlarge',
    teepod_id: 1,
    status: 'exited',
    created: 14 * DAY,
    started: 10 * HOUR,
  },
  {
    name: 'landing-page',
    compose: 'broken',
    instance_type: 'tdx.small',
    teepod_id: 2,
    status: 'failed',
    created: 5 * HOUR,
    started: 5 * HOUR,
  },
  {
    name: 'staging-site',
    compose: 'site',
    instance_type: 'tdx.small',
    teepod_id: 4,
    status: 'starting',
    dev: true,
    created: 2 * HOUR,
    started: 0,
  },
]

/** A workspace as a small team would have it, in every state there is to see. `now` in ms. */
export function demoFleet(now: number): SeedCvm[] {
  return PLANS.map(({ created, started, ...plan }) =>
    seedCvm({ ...plan, created_at: now - created, started_at: now - started }),
  )
}
