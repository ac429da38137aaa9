import type { KmsType } from '../../../src/contract/kms.ts'
import { type Db, type Row, unlessChanged } from './db.ts'

export type AppRecord = { app_id: string; name: string; kms: KmsType; created_at: number }

/** Apps that have a CVM, newest first. */
export function appStore(db: Db) {
  return {
    page: (limit: number, offset: number) =>
      db
        .all(
          'SELECT * FROM apps WHERE live > 0 ORDER BY created_at DESC, app_id LIMIT ? OFFSET ?',
          limit,
          offset,
        )
        .map(read),
    all: unlessChanged(db, () =>
      db.all('SELECT * FROM apps WHERE live > 0 ORDER BY created_at DESC, app_id').map(read),
    ),
    count: () => Number(db.get('SELECT count(*) AS n FROM apps WHERE live > 0')?.['n'] ?? 0),
    get(appId: string): AppRecord | undefined {
      const row = db.get('SELECT * FROM apps WHERE app_id = ? AND live > 0', appId)
      return row && read(row)
    },
    rename: (appId: string, name: string) =>
      db.run('UPDATE apps SET name = ? WHERE app_id = ?', name, appId),
  }
}

export type AppStore = ReturnType<typeof appStore>

const read = (row: Row): AppRecord => ({
  app_id: String(row['app_id']),
  name: String(row['name']),
  kms: row['kms'] as KmsType,
  created_at: Number(row['created_at']),
})
