import type { Db } from './db.ts'

/** A value of the data directory: the one that is kept, or a new one, kept from now on. */
export function kept(db: Db, key: string, make: () => string): string {
  return db.transaction(() => {
    const row = db.get('SELECT value FROM meta WHERE key = ?', key)
    if (row) return String(row['value'])
    const value = make()
    db.run('INSERT INTO meta (key, value) VALUES (?, ?)', key, value)
    return value
  })
}
