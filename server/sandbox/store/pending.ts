import type { Db, Row } from './db.ts'

/** A change that waits until a chain allows its compose hash. `change` is what was asked for. */
export type PendingRecord = {
  token: string
  cvm: number
  compose_hash: string
  expires_at: number
  kind: 'update' | 'replica'
  change: unknown
}

export function pendingStore(db: Db) {
  const read = (row: Row | undefined): PendingRecord | undefined =>
    row && (JSON.parse(String(row['body'])) as PendingRecord)
  return {
    put: (record: PendingRecord) =>
      db.run(
        'INSERT INTO pending (token, cvm, compose_hash, expires_at, body) VALUES (?,?,?,?,?)',
        record.token,
        record.cvm,
        record.compose_hash,
        record.expires_at,
        JSON.stringify(record),
      ),
    byToken: (token: string, now: number) =>
      read(db.get('SELECT body FROM pending WHERE token = ? AND expires_at > ?', token, now)),
    byHash: (cvm: number, composeHash: string, now: number) =>
      read(
        db.get(
          'SELECT body FROM pending WHERE cvm = ? AND compose_hash = ? AND expires_at > ? ORDER BY expires_at DESC LIMIT 1',
          cvm,
          composeHash,
          now,
        ),
      ),
    remove: (token: string) => db.run('DELETE FROM pending WHERE token = ?', token),
  }
}
