import { copyFileSync, existsSync, mkdirSync, renameSync } from 'node:fs'
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
  /** Another number after anything has been written, or taken back. */
  changes: () => number
  /** All of it or nothing; what it returns is on disk when it returns. */
  transaction: <T>(work: () => T) => T
  close: () => void
}

/**
 * Opens the database in a folder, or makes it. A write that returned survives a power cut: WAL with
 * synchronous=FULL. A database of a newer program is refused, one of an older program is copied
 * beside itself and then migrated. Throws an Error with one line for people.
 */
export function openDb(dataDir: string, migrations: readonly string[] = MIGRATIONS): Db {
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
    throw new Error(`The sandbox cannot use ${path}: ${(error as Error).message}`, {
      cause: coded(error as Error),
    })
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
  let writes = 0
  const db: Db = {
    get: (sql, ...params) => prepare(sql).get(...params) as Row | undefined,
    all: (sql, ...params) => prepare(sql).all(...params) as Row[],
    run: (sql, ...params) => {
      writes++
      prepare(sql).run(...params)
    },
    changes: () => writes,
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
        writes++
        throw error
      } finally {
        depth--
      }
    },
    close: () => raw.close(),
  }
  try {
    migrate(db, raw, path, existed, migrations)
  } catch (error) {
    raw.close()
    throw error
  }
  return db
}

/**
 * What `read` answers, read again only after a write. This connection is the only one that writes. Where
 * it makes an empty map, what is put there is forgotten at the next write.
 */
export function unlessChanged<T>(db: Db, read: () => T): () => T {
  let at = -1
  let value: { read: T } | undefined
  return () => {
    const changes = db.changes()
    if (!value || changes !== at) value = { read: read() }
    at = changes
    return value.read
  }
}

/** The library's own error for a file that cannot be opened has no code, unlike all its others. */
function coded(error: Error): Error {
  const cannotOpen = error.message.startsWith('ConnectionFailed')
  return cannotOpen ? Object.assign(error, { code: 'SQLITE_CANTOPEN' }) : error
}

function migrate(
  db: Db,
  raw: Database.Database,
  path: string,
  existed: boolean,
  migrations: readonly string[],
): void {
  const version = Number(db.get('PRAGMA user_version')?.['user_version'] ?? 0)
  if (version > migrations.length) {
    throw new Error(
      `${path} was made by a newer version of this program (schema ${version}, known up to ${migrations.length}). Use that version, or another --data-dir.`,
    )
  }
  if (version === migrations.length) return
  if (existed && version > 0) keepCopy(raw, path, version)
  db.transaction(() => {
    for (const sql of migrations.slice(version)) raw.exec(sql)
    raw.exec(`PRAGMA user_version = ${migrations.length}`)
  })
}

/** Whole or not at all: a copy that was cut short must not be taken for one. */
function keepCopy(raw: Database.Database, path: string, version: number): void {
  raw.pragma('wal_checkpoint(TRUNCATE)')
  const copy = `${path}.v${version}`
  copyFileSync(path, `${copy}.part`)
  renameSync(`${copy}.part`, copy)
}
