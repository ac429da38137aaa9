import type { Operation } from '../../../src/contract/operations.ts'
import type { SshKey } from '../../../src/contract/sshKeys.ts'
import type { Db } from './db.ts'

/** A revision of an app: what one CVM of it was made or changed to. */
export type RevisionRecord = {
  revision_id: string
  app_id: string
  vm_uuid: string
  cvm_id: string
  cvm_name: string
  compose_hash: string
  created_at: number
  operation_type: string
  correlation_id: string
  app_compose: string
  encrypted_env: string
  user_config: string
}

/** What was done to CVMs, newest first, with the number of the record as cursor. */
export function operationStore(db: Db) {
  return {
    insert: (cvm: number, operation: Operation) =>
      db.run(
        'INSERT INTO operations (cvm, correlation_id, body) VALUES (?,?,?)',
        cvm,
        operation.correlation_id,
        JSON.stringify(operation),
      ),
    get(correlationId: string): Operation | undefined {
      const row = db.get('SELECT body FROM operations WHERE correlation_id = ?', correlationId)
      return row && (JSON.parse(String(row['body'])) as Operation)
    },
    save: (operation: Operation) =>
      db.run(
        'UPDATE operations SET body = ? WHERE correlation_id = ?',
        JSON.stringify(operation),
        operation.correlation_id,
      ),
    of: (cvm: number, limit: number, before: number) =>
      db
        .all(
          'SELECT num, body FROM operations WHERE cvm = ? AND num < ? ORDER BY num DESC LIMIT ?',
          cvm,
          before,
          limit,
        )
        .map((row) => ({
          num: Number(row['num']),
          operation: JSON.parse(String(row['body'])) as Operation,
        })),
    count: (cvm: number) =>
      Number(db.get('SELECT count(*) AS n FROM operations WHERE cvm = ?', cvm)?.['n'] ?? 0),
  }
}

export function revisionStore(db: Db) {
  return {
    insert: (revision: RevisionRecord) =>
      db.run(
        'INSERT INTO revisions (revision_id, app_id, body) VALUES (?,?,?)',
        revision.revision_id,
        revision.app_id,
        JSON.stringify(revision),
      ),
    get(appId: string, revisionId: string): RevisionRecord | undefined {
      const row = db.get(
        'SELECT body FROM revisions WHERE revision_id = ? AND app_id = ?',
        revisionId,
        appId,
      )
      return row && (JSON.parse(String(row['body'])) as RevisionRecord)
    },
    page: (appId: string, limit: number, offset: number) =>
      db
        .all(
          'SELECT body FROM revisions WHERE app_id = ? ORDER BY num DESC LIMIT ? OFFSET ?',
          appId,
          limit,
          offset,
        )
        .map((row) => JSON.parse(String(row['body'])) as RevisionRecord),
    count: (appId: string) =>
      Number(db.get('SELECT count(*) AS n FROM revisions WHERE app_id = ?', appId)?.['n'] ?? 0),
  }
}

/** SSH keys of the one user; `id` is the number of the record. */
export function sshKeyStore(db: Db) {
  const read = (row: Record<string, unknown>): SshKey => ({
    ...(JSON.parse(String(row['body'])) as Omit<SshKey, 'id'>),
    id: String(row['id']),
  })
  return {
    all: () => db.all('SELECT * FROM ssh_keys ORDER BY id').map(read),
    insert(key: Omit<SshKey, 'id'>): SshKey {
      db.run('INSERT INTO ssh_keys (body) VALUES (?)', JSON.stringify(key))
      return { ...key, id: String(db.get('SELECT last_insert_rowid() AS n')?.['n']) }
    },
    remove(id: number): boolean {
      if (!db.get('SELECT id FROM ssh_keys WHERE id = ?', id)) return false
      db.run('DELETE FROM ssh_keys WHERE id = ?', id)
      return true
    },
  }
}
