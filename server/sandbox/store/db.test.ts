import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'libsql'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openDb, type Row, unlessChanged } from './db.ts'
import { MIGRATIONS } from './migrations.ts'

let dir = ''
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'db-'))
})
afterEach(() => rmSync(dir, { recursive: true }))

const V1 = ['CREATE TABLE t (a TEXT)']
const V2 = [...V1, 'ALTER TABLE t ADD COLUMN b TEXT; UPDATE t SET b = a']
const V3 = [...V2, 'CREATE TABLE u (c); INSERT INTO u SELECT b FROM t']

const copies = () => readdirSync(dir).filter((name) => /\.(v\d+|part)$/.test(name))

/** What a file holds, read by nothing of ours. */
function read(file: string): { version: unknown; rows: unknown[] } {
  const raw = new Database(join(dir, file))
  const { user_version: version } = raw.prepare('PRAGMA user_version').get() as Row
  const rows: unknown[] = raw.prepare('SELECT * FROM t').all()
  raw.close()
  return { version, rows }
}

describe('an older database', () => {
  test('is migrated step by step, and a copy of it is kept as it was', () => {
    const old = openDb(dir, V1)
    old.run('INSERT INTO t VALUES (?)', 'kept')
    old.close()
    const db = openDb(dir, V3)
    expect(db.get('SELECT a, b FROM t')).toMatchObject({ a: 'kept', b: 'kept' })
    expect(db.get('SELECT c FROM u')).toMatchObject({ c: 'kept' })
    db.close()
    expect(read('sandbox.db.v1')).toEqual({ version: 1, rows: [{ a: 'kept' }] })
    expect(copies()).toEqual(['sandbox.db.v1'])
  })

  test('is copied with what was still in its write-ahead log', () => {
    const old = openDb(dir, V1)
    old.run('INSERT INTO t VALUES (?)', 'x'.repeat(10_000))
    // The other process never closed it.
    expect(statSync(join(dir, 'sandbox.db-wal')).size).toBeGreaterThan(10_000)
    openDb(dir, V2).close()
    expect(read('sandbox.db.v1').rows).toEqual([{ a: 'x'.repeat(10_000) }])
    old.close()
  })

  test('keeps a copy of each version that it was', () => {
    for (const migrations of [V1, V2, V3]) openDb(dir, migrations).close()
    expect(copies().toSorted()).toEqual(['sandbox.db.v1', 'sandbox.db.v2'])
  })

  test('is left as it was when a step fails', () => {
    const old = openDb(dir, V1)
    old.run('INSERT INTO t VALUES (?)', 'kept')
    old.close()
    expect(() => openDb(dir, [...V2, 'INSERT INTO nowhere VALUES (1)'])).toThrow('nowhere')
    expect(read('sandbox.db')).toEqual({ version: 1, rows: [{ a: 'kept' }] })
    openDb(dir, V2).close()
    expect(read('sandbox.db').version).toBe(2)
  })
})

describe('a newer database', () => {
  test('is refused with one line, and untouched', () => {
    const newer = openDb(dir, V3)
    newer.run('INSERT INTO t VALUES (?, ?)', 'a', 'b')
    newer.close()
    expect(() => openDb(dir, V2)).toThrow(
      /^.*sandbox\.db was made by a newer version of this program \(schema 3, known up to 2\)\. Use that version, or another --data-dir\.$/,
    )
    expect(read('sandbox.db')).toEqual({ version: 3, rows: [{ a: 'a', b: 'b' }] })
    expect(existsSync(join(dir, 'sandbox.db.v3'))).toBe(false)
  })

  test('of a whole program is refused in the same way', () => {
    openDb(dir).close()
    const raw = new Database(join(dir, 'sandbox.db'))
    raw.exec(`PRAGMA user_version = ${MIGRATIONS.length + 1}`)
    raw.close()
    expect(() => openDb(dir)).toThrow('newer version')
  })
})

test('a database of this version is opened without a copy', () => {
  openDb(dir, V2).close()
  openDb(dir, V2).close()
  expect(copies()).toEqual([])
})

test('a file that is no database is refused by its path', () => {
  writeFileSync(join(dir, 'sandbox.db'), 'not a database at all'.repeat(500))
  expect(() => openDb(dir)).toThrow(
    /^The sandbox cannot use .*sandbox\.db: file is not a database$/,
  )
})

describe('a transaction', () => {
  test('that fails leaves nothing, and the next one works', () => {
    const db = openDb(dir, V1)
    const half = () =>
      db.transaction(() => {
        db.run('INSERT INTO t VALUES (?)', 'half')
        throw new Error('in the middle')
      })
    expect(half).toThrow('in the middle')
    db.transaction(() => db.run('INSERT INTO t VALUES (?)', 'whole'))
    expect(db.all('SELECT a FROM t')).toEqual([{ a: 'whole' }])
    db.close()
  })

  test('that was taken back is forgotten by what had read it meanwhile', () => {
    const db = openDb(dir, V1)
    const count = unlessChanged(db, () => db.all('SELECT a FROM t').length)
    const seen: number[] = []
    const half = () =>
      db.transaction(() => {
        db.run('INSERT INTO t VALUES (?)', 'half')
        seen.push(count())
        throw new Error('in the middle')
      })
    expect(half).toThrow('in the middle')
    expect([...seen, count()]).toEqual([1, 0])
    db.close()
  })

  test('inside another one is part of it', () => {
    const db = openDb(dir, V1)
    const outer = () =>
      db.transaction(() => {
        db.transaction(() => db.run('INSERT INTO t VALUES (?)', 'inner'))
        throw new Error('after it')
      })
    expect(outer).toThrow('after it')
    expect(db.all('SELECT a FROM t')).toEqual([])
    db.close()
  })

  test('that finds the disk full leaves nothing, and what was there can be read', () => {
    const db = openDb(dir, V1)
    db.run('INSERT INTO t VALUES (?)', 'before')
    db.get('PRAGMA max_page_count = 4')
    const much = () =>
      db.transaction(() => {
        for (let n = 0; n < 100; n++) db.run('INSERT INTO t VALUES (?)', 'x'.repeat(1000))
      })
    expect(much).toThrow('full')
    expect(db.all('SELECT a FROM t')).toEqual([{ a: 'before' }])
    expect(db.get('PRAGMA integrity_check')).toMatchObject({ integrity_check: 'ok' })
    db.close()
  })
})
