import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { actionOf, type ActionId } from '../../src/cvm/actions.ts'
import { isInTransition, type StatusView } from '../../src/cvm/status.ts'
import { type Answer, startSandbox, type TestSandbox } from '../sandbox/testing/startSandbox.ts'
import type { Step } from './lifecycleSteps.ts'

type Model = {
  uuid: string
  name: string
  /** What it is when nothing is under way. */
  settled: string
  /** What it will be; `never` when it stays under way until somebody cuts it short. */
  coming: string | null
  since: number
  /** How many operations were begun on it. */
  operations: number
  /** How often each action was refused on purpose. */
  refusals: Map<ActionId, number>
}

/** Longer than anything takes that ends at all. */
const LONGEST = 150_000
const MOST = 6

/**
 * Takes a sequence of steps on a sandbox of its own, and holds every answer against the action table and
 * against a model of what should have become of each CVM. Throws at the first difference.
 */
export async function live(sequence: readonly Step[]): Promise<number> {
  const dataDir = mkdtempSync(join(tmpdir(), 'cvm-model-'))
  const clock = { now: Date.UTC(2026, 10, 24) }
  const open = () => startSandbox({ dataDir, speed: 1, now: () => clock.now })
  const world = { box: await open(), cvms: [] as Model[], clock, asked: 0 }
  try {
    for (const one of sequence) {
      if (one.kind === 'wait') clock.now += one.ms
      else if (one.kind === 'crash') {
        await world.box.sandbox.close()
        world.box = await open()
        for (const cvm of world.cvms) cvm.refusals.clear()
      } else if (one.kind === 'deploy') await deploy(world, one.failing)
      else await act(world, one)
      await compare(world)
    }
    clock.now += LONGEST
    await compare(world)
    return world.asked
  } finally {
    await world.box.sandbox.close()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

type World = { box: TestSandbox; cvms: Model[]; clock: { now: number }; asked: number }

const bootOf = (name: string) => (name.includes('fail-boot') ? 'failed' : 'running')

async function deploy({ box, cvms, clock }: World, failing: string): Promise<void> {
  if (cvms.length >= MOST) return
  const name = `model-${cvms.length}${failing && `-${failing}`}`
  const uuid = await box.deploy(name)
  cvms.push(newModel(uuid, name, clock.now))
}

const newModel = (uuid: string, name: string, since: number): Model => ({
  uuid,
  name,
  settled: 'created',
  coming: bootOf(name),
  since,
  operations: 1,
  refusals: new Map(),
})

async function act(world: World, { kind, who, action }: Step & { kind: 'act' | 'both' }) {
  const { box, cvms, clock } = world
  const cvm = cvms[who % Math.max(1, cvms.length)]
  if (!cvm || (action === 'replicate' && cvms.length >= MOST)) return
  const view = await viewOf(box, cvm)
  const table = actionOf(action)
  const allowed = view !== undefined && table.allowed(view)
  world.asked++
  if (kind === 'both' && action !== 'replicate' && !/busy|rate|fail-start/.test(cvm.name)) {
    const answers = await Promise.all([send(box, cvm, action), send(box, cvm, action)])
    const accepted = answers.filter(({ status }) => status < 300).length
    // The second one meets a CVM in transition; what cuts through is allowed there as well.
    const meanwhile = { status: action === 'delete' ? 'deleting' : 'stopping', in_progress: true }
    const expected = allowed ? 1 + Number(table.allowed(meanwhile)) : 0
    if (accepted !== expected) {
      throw new Error(
        `${action} twice at once on ${say(view)}: ${accepted} were accepted, not ${expected}`,
      )
    }
    for (let n = 0; n < accepted; n++) began(cvm, action, clock.now)
    return
  }
  const answer = await send(box, cvm, action)
  const wanted = expectedStatus(cvm, action, view, allowed)
  if (answer.status !== wanted) {
    throw new Error(
      `${action} on ${cvm.name}, which is ${say(view)}: answered ${answer.status}, not ${wanted}: ${JSON.stringify(answer.body)}`,
    )
  }
  if (wanted === 409 && !allowed && answer.body.error_code === 'ERR-CONSOLE-STATE') {
    const reason = view && table.reason(view)
    if (answer.body.message !== reason) throw new Error(`${answer.body.message} is not ${reason}`)
  }
  if (wanted >= 300) return
  if (action === 'replicate') {
    cvms.push(newModel(answer.body.vm_uuid, answer.body.name, clock.now))
    return
  }
  began(cvm, action, clock.now)
  if (answer.status === 200 && !isInTransition(answer.body)) {
    throw new Error(`${action} answered ${answer.body.status}, which is no transition`)
  }
}

/** The status that an action has to be answered with: what the table says, and what the name asks for. */
function expectedStatus(
  cvm: Model,
  action: ActionId,
  view: StatusView | undefined,
  allowed: boolean,
): number {
  if (!view) return 404
  if (!allowed) return 409
  if (action === 'replicate') return 200
  if (action === 'start' && cvm.name.includes('fail-start')) return 500
  const twice = cvm.name.includes('busy-twice') ? 409 : cvm.name.includes('rate-limit') ? 429 : 0
  if (twice) {
    const seen = cvm.refusals.get(action) ?? 0
    cvm.refusals.set(action, seen >= 2 ? 0 : seen + 1)
    if (seen < 2) return twice
  }
  return action === 'delete' ? 204 : 200
}

function began(cvm: Model, action: ActionId, now: number): void {
  const stuck =
    cvm.name.includes('stuck-shutdown') && (action === 'shutdown' || action === 'restart')
  const target = { shutdown: 'stopped', stop: 'stopped', delete: 'deleted' }[action as string]
  cvm.coming = stuck ? 'never' : (target ?? bootOf(cvm.name))
  cvm.since = now
  cvm.operations++
}

function send(box: TestSandbox, { uuid }: Model, action: ActionId): Promise<Answer> {
  if (action === 'delete') return box.ask('DELETE', `/cvms/${uuid}`)
  if (action === 'replicate') return box.ask('POST', `/cvms/${uuid}/replicas`, {})
  const force = action === 'force_restart'
  const path = force ? 'restart' : action
  return box.ask(
    'POST',
    `/cvms/${uuid}/${path}`,
    action.endsWith('restart') ? { force } : undefined,
  )
}

async function viewOf(box: TestSandbox, { uuid }: Model): Promise<StatusView | undefined> {
  const { status, body } = await box.ask('GET', `/cvms/${uuid}`)
  if (status === 404) return undefined
  if (status !== 200) throw new Error(`GET answered ${status}`)
  return body
}

/** What the server says of every CVM against what the model knows. */
async function compare({ box, cvms, clock }: World): Promise<void> {
  for (const cvm of cvms) {
    const view = await viewOf(box, cvm)
    const says = view ? view.status : 'deleted'
    const moving = view !== undefined && isInTransition(view)
    if (!moving && cvm.coming !== null) {
      if (cvm.coming !== says) throw new Error(`${cvm.name} came to be ${says}, not ${cvm.coming}`)
      cvm.settled = says
      cvm.coming = null
    }
    if (moving && cvm.coming === null) throw new Error(`${cvm.name} moves (${says}) by itself`)
    if (moving && cvm.coming !== 'never' && clock.now - cvm.since >= LONGEST) {
      throw new Error(`${cvm.name} is still ${says}, and should be ${cvm.coming}`)
    }
    if (!moving && cvm.settled !== says) {
      throw new Error(`${cvm.name} is ${says}, and was ${cvm.settled}`)
    }
    if (view) await compareHistory(box, cvm, moving)
  }
  const { body } = await box.ask('GET', '/cvms/paginated?page_size=100')
  const listed = (body.items as { vm_uuid: string }[]).map(({ vm_uuid }) => vm_uuid).toSorted()
  const alive = cvms
    .filter(({ settled }) => settled !== 'deleted')
    .map(({ uuid }) => uuid)
    .toSorted()
  if (JSON.stringify(listed) !== JSON.stringify(alive)) throw new Error('the list is another one')
}

async function compareHistory(box: TestSandbox, cvm: Model, moving: boolean): Promise<void> {
  const { body } = await box.ask('GET', `/cvms/${cvm.uuid}/operations?limit=100`)
  if (body.total !== cvm.operations) {
    throw new Error(`${cvm.name} has ${body.total} operations, not ${cvm.operations}`)
  }
  const open = (body.items as { status: string }[]).filter(({ status }) => status === 'in_progress')
  if (open.length !== Number(moving)) throw new Error(`${cvm.name} has ${open.length} under way`)
}

const say = (view: StatusView | undefined) =>
  view ? `${view.status}${view.in_progress ? ' (under way)' : ''}` : 'deleted'
