import { copyFileSync, existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'libsql'
import { MIGRATIONS } from './migrations.ts'

export type Param = string | number | null | Uint8Array
export type Row = Record<string, unknown>

/** The few things that the sandbox asks of its database; everything is synchronous. */
export type Db = {
  get: (sql: string, ...params: Param[]) => Row | undefined
  all: (sql: string, ...params: Param[]) => Row[]
  run: (sql: string, ...params: Param[]) => void
  /** All of it or nothing; what it returns is on disk when it returns. */
  transaction: <T>(work: () => T) => T
  close: () => void
}

/**
 * Opens the database in a folder, or makes it. A write that returned survives a power cut: WAL with
 * synchronous=FULL. A database of a newer program is refused, one of an older program is copied
 * beside itself and then migrated. Throws an Error with one line for people.
 */
export function openDb(dataDir: string): Db {
  const path = join(dataDir, 'sandbox.db')
  const existed = existsSync(path)
  let raw: Database.Database
  try {
    mkdirSync(dataDir, { recursive: true })
    raw = new Database(path)
    raw.pragma('journal_mode = WAL')
    raw.pragma('synchronous = FULL')
    raw.pragma('busy_timeout = 5000')
  } catch (error) {
    throw new Error(`The sandbox cannot use ${path}: ${(error as Error).message}`, { cause: error })
  }
  const statements = new Map<string, Database.Statement>()
  const prepare = (sql: string) => {
    const known = statements.get(sql)
    if (known) return known
    const made = raw.prepare(sql)
    statements.set(sql, made)
    return made
  }
  let depth = 0
  const db: Db = {
    get: (sql, ...params) => prepare(sql).get(...params) as Row | undefined,
    all: (sql, ...params) => prepare(sql).all(...params) as Row[],
    run: (sql, ...params) => void prepare(sql).run(...params),
    transaction(work) {
      if (depth > 0) return work()
      raw.exec('BEGIN IMMEDIATE')
      depth++
      try {
        const result = work()
        raw.exec('COMMIT')
        return result
      } catch (error) {
        if (raw.inTransaction) raw.exec('ROLLBACK')
        throw error
      } finally {
        depth--
      }
    },
    close: () => raw.close(),
  }
  migrate(db, raw, path, existed)
  return db
}

function migrate(db: Db, raw: Database.Database, path: string, existed: boolean): void {
  const version = Number(db.get('PRAGMA user_version')?.['user_version'] ?? 0)
  if (version > MIGRATIONS.length) {
    raw.close()
    throw new Error(
      `${path} was made by a newer version of this program (schema ${version}, known up to ${MIGRATIONS.length}). Use that version, or another --data-dir.`,
    )
  }
  if (version === MIGRATIONS.length) return
  if (existed && version > 0) {
    raw.pragma('wal_checkpoint(TRUNCATE)')
    copyFileSync(path, `${path}.v${version}`)
  }
  db.transaction(() => {
    for (const sql of MIGRATIONS.slice(version)) raw.exec(sql)
    raw.exec(`PRAGMA user_version = ${MIGRATIONS.length}`)
  })
}
