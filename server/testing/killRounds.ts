import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import Database from 'libsql'
import { fraction } from '../sandbox/seed/random.ts'
import { COMPOSE } from '../sandbox/testing/startSandbox.ts'
import { launch } from './process.ts'

export type Tally = {
  rounds: number
  /** Writes that were answered with success before the power went. */
  acknowledged: number
  /** Writes that were sent and never answered: each may be there once or not at all. */
  unanswered: number
  /** Acknowledged writes that are not there. */
  lost: string[]
  /** Writes that are there more than once. */
  doubled: string[]
  /** What is wrong with the database itself. */
  damaged: string[]
}

type Sent = {
  name: string
  acknowledged: boolean
  /** Its address, where it can be deleted again. */
  path?: string
  deletion?: 'asked' | 'acknowledged'
}
type Options = { main: string; dataDir: string; rounds: number; writers: number; seed: number }

/**
 * Lets several writers write at once, kills the process in the middle at a moment that nobody chose,
 * looks at the database and at what the next process says is in it; and that again and again, in one
 * data directory. Every write has a name of its own, by which it is looked for.
 */
export async function killRounds(options: Options): Promise<Tally> {
  const { main, dataDir, rounds, writers, seed } = options
  const tally: Tally = {
    rounds: 0,
    acknowledged: 0,
    unanswered: 0,
    lost: [],
    doubled: [],
    damaged: [],
  }
  const sent: Sent[] = []
  const args = ['--data-dir', dataDir, '--seed', '0', '--speed', '1000']
  for (let round = 0; round < rounds; round++) {
    const server = await launch(main, args)
    const api = client(server.url, server.key)
    tallyUp(tally, sent, await namesIn(api))
    const before = sent.filter((one) => one.acknowledged).length
    const writing = Array.from({ length: writers }, (_, n) =>
      write(api, `r${round}-w${n}`, sent, n % 2 === 0 ? makeKey : makeCvm),
    )
    // Some way into the writing, however fast it goes here, and then at no particular moment.
    const acknowledged = () => sent.filter((one) => one.acknowledged).length - before
    const some = 20 * fraction(seed, 2 * round)
    while (acknowledged() < some && server.child.exitCode === null) await sleep(1)
    await sleep(15 * fraction(seed, 2 * round + 1))
    await server.kill()
    await Promise.all(writing)
    tally.damaged.push(...damageIn(dataDir))
    tally.rounds++
    tally.acknowledged += acknowledged()
  }
  const server = await launch(main, args)
  tallyUp(tally, sent, await namesIn(client(server.url, server.key)))
  await server.kill()
  tally.unanswered = sent.filter((one) => !one.acknowledged).length
  return tally
}

type Api = (method: string, path: string, body?: unknown) => Promise<Response>

function client(url: string, key: string): Api {
  return (method, path, body) =>
    fetch(`${url}/sandbox/api/v1${path}`, {
      method,
      headers: { 'x-api-key': key, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
}

/** Writes until the process is gone; what was made first goes again when there is no more room. */
async function write(api: Api, who: string, sent: Sent[], make: Make): Promise<void> {
  try {
    for (let n = 0; ; n++) {
      const entry: Sent = { name: `${who}-n${n}`, acknowledged: false }
      sent.push(entry)
      entry.acknowledged = await make(api, entry)
      if (!entry.acknowledged) await removeOne(api, sent)
    }
  } catch (error) {
    // Undici's word for a connection that is gone, which is what we wait for.
    if (!(error instanceof TypeError)) throw error
  }
}

/** Resolves to whether it was made, rather than refused for want of room. */
type Make = (api: Api, entry: Sent) => Promise<boolean>

const makeKey: Make = async (api, { name }) => {
  const word = (bytes: Buffer) => {
    const length = Buffer.alloc(4)
    length.writeUInt32BE(bytes.length)
    return Buffer.concat([length, bytes])
  }
  const blob = Buffer.concat([word(Buffer.from('ssh-ed25519')), word(randomBytes(32))])
  const public_key = `ssh-ed25519 ${blob.toString('base64')} ${name}`
  await done(api('POST', '/user/ssh-keys', { name, public_key }))
  return true
}

const makeCvm: Make = async (api, entry) => {
  const compose_file = { docker_compose_file: COMPOSE }
  const provisioned = await api('POST', '/cvms/provision', { name: entry.name, compose_file })
  if (provisioned.status === 409 || provisioned.status === 400) {
    await provisioned.text()
    return false
  }
  const { app_id, compose_hash } = await done(Promise.resolve(provisioned))
  const { vm_uuid } = await done(api('POST', '/cvms', { app_id, compose_hash }))
  entry.path = `/cvms/${vm_uuid}`
  return true
}

async function removeOne(api: Api, sent: readonly Sent[]): Promise<void> {
  const oldest = sent.find((one) => one.path && one.acknowledged && !one.deletion)
  if (!oldest?.path) throw new Error('there is no room, and nothing that could go')
  oldest.deletion = 'asked'
  await done(api('DELETE', oldest.path))
  oldest.deletion = 'acknowledged'
}

async function done(answer: Promise<Response>): Promise<Record<string, unknown>> {
  const { ok, status, url } = await answer
  const text = await (await answer).text()
  if (!ok) throw new Error(`${url} answered ${status}: ${text}`)
  return (text ? JSON.parse(text) : {}) as Record<string, unknown>
}

async function namesIn(api: Api): Promise<string[]> {
  const keys = (await (await api('GET', '/user/ssh-keys')).json()) as { name: string }[]
  const names = keys.map(({ name }) => name)
  for (let page = 1, pages = 1; page <= pages; page++) {
    const answer = await api('GET', `/cvms/paginated?page=${page}&page_size=100`)
    const body = (await answer.json()) as { items: { name: string }[]; pages: number }
    names.push(...body.items.map(({ name }) => name))
    pages = body.pages
  }
  return names
}

function tallyUp(tally: Tally, sent: readonly Sent[], names: readonly string[]): void {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  for (const { name, acknowledged, deletion } of sent) {
    const count = counts.get(name) ?? 0
    if (acknowledged && !deletion && count === 0) tally.lost.push(name)
    if (deletion === 'acknowledged' && count > 0) tally.lost.push(`deletion of ${name}`)
    if (count > 1) tally.doubled.push(name)
  }
}

/** What SQLite says of the file, and what the tables say of each other. */
function damageIn(dataDir: string): string[] {
  const db = new Database(join(dataDir, 'sandbox.db'))
  const all = (sql: string) => db.prepare(sql).all() as Record<string, unknown>[]
  const found = all('PRAGMA integrity_check')
    .map((row) => String(row['integrity_check']))
    .filter((text) => text !== 'ok')
  const orphans: [string, string][] = [
    ['CVMs without files', 'SELECT num FROM cvms WHERE num NOT IN (SELECT num FROM files)'],
    ['files without a CVM', 'SELECT num FROM files WHERE num NOT IN (SELECT num FROM cvms)'],
    ['CVMs without an app', 'SELECT num FROM cvms WHERE app_id NOT IN (SELECT app_id FROM apps)'],
    [
      'apps that count wrongly',
      'SELECT app_id FROM apps WHERE live <> (SELECT count(*) FROM cvms WHERE cvms.app_id = apps.app_id AND deleted_at IS NULL)',
    ],
    [
      'operations under way that no record tells of',
      "SELECT num FROM cvms WHERE json_extract(body, '$.running') IS NOT NULL AND json_extract(body, '$.running.correlation_id') NOT IN (SELECT correlation_id FROM operations)",
    ],
    ['provisions of what exists', 'SELECT p.app_id FROM provisions p JOIN cvms c USING (app_id)'],
  ]
  for (const [what, sql] of orphans) {
    const rows = all(sql)
    if (rows.length > 0) found.push(`${rows.length} ${what}`)
  }
  db.close()
  return found
}
