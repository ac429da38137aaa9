import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'libsql'
import { startServer } from '../e2e/harness/server.ts'
import { median, type Row, timed } from './measure.ts'

const WRITES = 500

/** Durable writes a second: an acknowledged PATCH of the sandbox against a bare insert in libsql. */
export async function run(): Promise<Row[]> {
  const server = await startServer({ seed: 10 })
  const dir = mkdtempSync(join(tmpdir(), 'writes-'))
  try {
    const headers = { 'x-api-key': server.sandboxKey, 'content-type': 'application/json' }
    const page = await (await fetch(`${server.sandboxUrl}/cvms/paginated`, { headers })).json()
    const [cvm] = (page as { items: { id: string }[] }).items
    if (!cvm) throw new Error('the seeded sandbox is empty')
    let listed = false
    const write = async () => {
      listed = !listed
      const answer = await fetch(`${server.sandboxUrl}/cvms/${cvm.id}/listed`, {
        method: 'PATCH',
        headers,
        body: JSON.stringify({ listed }),
      })
      if (!answer.ok) throw new Error(`a write answered ${answer.status}: ${await answer.text()}`)
      await answer.arrayBuffer()
    }

    const db = new Database(join(dir, 'plain.db'))
    db.pragma('journal_mode = WAL')
    db.pragma('synchronous = FULL')
    db.exec('create table t (id integer primary key, body text)')
    const insert = db.prepare('insert into t (body) values (?)')

    await timed(50, 1, write)
    const ours: number[] = []
    const other: number[] = []
    for (let round = 0; round < 3; round++) {
      ours.push(...(await timed(WRITES, 1, write)))
      other.push(...(await timed(WRITES, 1, async () => insert.run('x'.repeat(500)))))
    }
    db.close()
    return [
      {
        what: 'durable writes a second over HTTP, against plain libsql inserts without HTTP',
        ours: `${Math.round(1000 / median(ours))}/s`,
        other: `${Math.round(1000 / median(other))}/s`,
        ratio: median(ours) / median(other),
      },
    ]
  } finally {
    await server.dispose()
    rmSync(dir, { recursive: true })
  }
}
