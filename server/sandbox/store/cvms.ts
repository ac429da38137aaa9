import { bareAppId } from '../../../src/contract/ids.ts'
import type { CvmFiles, CvmRecord } from './cvm.ts'
import { type Db, type Param, type Row, unlessChanged } from './db.ts'

export type CvmFilter = {
  teepod_id?: number | undefined
  status?: readonly string[] | undefined
}

/** CVMs in the database. Deleted ones stay, and are found by `id` only where that is asked for. */
export function cvmStore(db: Db) {
  const read = createRead()
  /** The one of which a column says so. Whoever asks for what there is not fills no memory. */
  const by = (column: string) => {
    const known = unlessChanged(db, () => new Map<string | number, CvmRecord>())
    return (value: string | number): CvmRecord | undefined => {
      const found = known().get(value)
      if (found) return found
      const row = db.get(
        `SELECT num, body FROM cvms WHERE ${column} = ? AND deleted_at IS NULL`,
        value,
      )
      const cvm = row && read(row)
      if (cvm) known().set(value, cvm)
      return cvm
    }
  }
  const many = (rows: Row[]) => rows.map(read)
  const pages = unlessChanged(db, () => new Map<string, CvmRecord[]>())
  const asked = unlessChanged(db, () => new Map<string, CvmRecord>())
  const apps = unlessChanged(db, () => new Map<string, readonly CvmRecord[]>())
  const counts = unlessChanged(db, () => new Map<number | undefined, number>())
  const earliest = (column: string) => {
    const row = db.get(
      `SELECT ${column} AS at FROM cvms WHERE ${column} IS NOT NULL AND deleted_at IS NULL ORDER BY ${column} LIMIT 1`,
    )
    return row ? Number(row['at']) : Infinity
  }
  return {
    byNum: by('num'),
    byId: by('id'),
    byUuid: by('vm_uuid'),
    /** Those of them that there are, and maybe others, by their UUIDs. */
    byUuids(uuids: readonly string[]): ReadonlyMap<string, CvmRecord> {
      const found = asked()
      const others = uuids.filter((uuid) => !found.has(uuid))
      const rows =
        others.length > 0
          ? db.all(
              'SELECT num, body FROM cvms WHERE vm_uuid IN (SELECT value FROM json_each(?)) AND deleted_at IS NULL',
              JSON.stringify(others),
            )
          : []
      for (const cvm of many(rows)) found.set(cvm.vm_uuid, cvm)
      return found
    },
    byApp(appId: string): readonly CvmRecord[] {
      const id = bareAppId(appId)
      const known = apps().get(id)
      if (known) return known
      const cvms = many(
        db.all(
          'SELECT num, body FROM cvms WHERE app_id = ? AND deleted_at IS NULL ORDER BY num',
          id,
        ),
      )
      if (cvms.length > 0) apps().set(id, cvms)
      return cvms
    },
    byInstance: by('instance_id'),
    byName: (name: string) =>
      many(
        db.all(
          'SELECT num, body FROM cvms WHERE name = ? COLLATE NOCASE AND deleted_at IS NULL ORDER BY num',
          name,
        ),
      ),
    /** Newest first. */
    page({ teepod_id }: CvmFilter, limit: number, offset: number): CvmRecord[] {
      const known = pages()
      const name = `${teepod_id} ${limit} ${offset}`
      const found = known.get(name)
      if (found) return found
      const where = teepod_id === undefined ? '' : ' AND teepod_id = ?'
      const params: Param[] = teepod_id === undefined ? [] : [teepod_id]
      const page = many(
        db.all(
          `SELECT num, body FROM cvms WHERE deleted_at IS NULL${where} ORDER BY created_at DESC, num DESC LIMIT ? OFFSET ?`,
          ...params,
          limit,
          offset,
        ),
      )
      if (known.size >= MAX_PAGES) known.clear()
      known.set(name, page)
      return page
    },
    count({ teepod_id }: CvmFilter = {}): number {
      const known = counts().get(teepod_id)
      if (known !== undefined) return known
      const row =
        teepod_id === undefined
          ? db.get('SELECT count(*) AS n FROM cvms WHERE deleted_at IS NULL')
          : db.get(
              'SELECT count(*) AS n FROM cvms WHERE deleted_at IS NULL AND teepod_id = ?',
              teepod_id,
            )
      const count = Number(row?.['n'] ?? 0)
      // Whoever asks for nodes that there are not fills no memory.
      if (count > 0) counts().set(teepod_id, count)
      return count
    },
    /** When the next of `due` and `scheduled` comes, in ms since 1970; Infinity when none does. */
    nextDue: unlessChanged(db, () =>
      Math.min(earliest('due_at'), earliest("json_extract(body, '$.scheduled_delete_at')")),
    ),
    /** Those whose operation is over by `now`, the earliest first. */
    due: (now: number) =>
      many(
        db.all(
          'SELECT num, body FROM cvms WHERE due_at IS NOT NULL AND due_at <= ? ORDER BY due_at',
          now,
        ),
      ),
    /** Those that are to be deleted by `now`. */
    scheduled: (now: number) =>
      many(
        db.all(
          "SELECT num, body FROM cvms WHERE json_extract(body, '$.scheduled_delete_at') IS NOT NULL AND json_extract(body, '$.scheduled_delete_at') <= ? AND deleted_at IS NULL",
          now,
        ),
      ),
    /** What is taken on each node; memory in MB, disk in GB. */
    taken: unlessChanged(db, () =>
      db
        .all(
          "SELECT teepod_id, count(*) AS slots, sum(json_extract(body, '$.vcpu')) AS vcpu, sum(json_extract(body, '$.memory')) AS memory, sum(json_extract(body, '$.disk_size')) AS disk, sum(json_extract(body, '$.gpus')) AS gpus FROM cvms WHERE deleted_at IS NULL GROUP BY teepod_id",
        )
        .map((row) => ({
          teepod_id: Number(row['teepod_id']),
          slots: Number(row['slots']),
          vcpu: Number(row['vcpu']),
          memory: Number(row['memory']),
          disk: Number(row['disk']),
          gpus: Number(row['gpus']),
        })),
    ),
    /** Everything that is there: for searches and totals. */
    all: unlessChanged(db, () =>
      many(db.all('SELECT num, body FROM cvms WHERE deleted_at IS NULL')),
    ),
    insert(cvm: Omit<CvmRecord, 'num'>, files: CvmFiles): CvmRecord {
      return db.transaction(() => {
        db.run(
          'INSERT INTO cvms (id, vm_uuid, app_id, instance_id, name, teepod_id, instance_type, status, created_at, due_at, body) VALUES (?,?,?,?,?,?,?,?,?,?,?)',
          cvm.id,
          cvm.vm_uuid,
          cvm.app_id,
          cvm.instance_id,
          cvm.name,
          cvm.teepod_id,
          cvm.instance_type,
          cvm.status,
          cvm.created_at,
          cvm.running?.due_at ?? null,
          JSON.stringify(cvm),
        )
        const num = Number(db.get('SELECT last_insert_rowid() AS n')?.['n'])
        db.run(
          'INSERT INTO files (num, app_compose, encrypted_env, user_config, boots) VALUES (?,?,?,?,?)',
          num,
          files.app_compose,
          files.encrypted_env,
          files.user_config,
          JSON.stringify(files.boots),
        )
        db.run(
          'INSERT INTO apps (app_id, name, kms, created_at, live) VALUES (?,?,?,?,1) ON CONFLICT (app_id) DO UPDATE SET live = live + 1',
          cvm.app_id,
          cvm.name,
          cvm.kms,
          cvm.created_at,
        )
        return { ...cvm, num }
      })
    },
    save(cvm: CvmRecord): void {
      db.transaction(() => {
        const before = db.get('SELECT deleted_at FROM cvms WHERE num = ?', cvm.num)
        db.run(
          'UPDATE cvms SET name = ?, instance_type = ?, status = ?, deleted_at = ?, due_at = ?, body = ? WHERE num = ?',
          cvm.name,
          cvm.instance_type,
          cvm.status,
          cvm.deleted_at,
          cvm.running?.due_at ?? null,
          JSON.stringify(cvm),
          cvm.num,
        )
        if (before?.['deleted_at'] === null && cvm.deleted_at !== null) {
          db.run('UPDATE apps SET live = live - 1 WHERE app_id = ?', cvm.app_id)
        }
      })
    },
    files(num: number): CvmFiles {
      const row = db.get('SELECT * FROM files WHERE num = ?', num)
      if (!row) throw new Error(`CVM ${num} has no files`)
      return {
        app_compose: String(row['app_compose']),
        encrypted_env: String(row['encrypted_env']),
        user_config: String(row['user_config']),
        boots: JSON.parse(String(row['boots'])) as CvmFiles['boots'],
      }
    },
    saveFiles(num: number, files: CvmFiles): void {
      db.run(
        'UPDATE files SET app_compose = ?, encrypted_env = ?, user_config = ?, boots = ? WHERE num = ?',
        files.app_compose,
        files.encrypted_env,
        files.user_config,
        JSON.stringify(files.boots),
        num,
      )
    },
  }
}

export type CvmStore = ReturnType<typeof cvmStore>

/** So many pages are kept until the next write. */
const MAX_PAGES = 100

/** Records are never changed in place, so one that was parsed from the same text is the same. */
const KNOWN = 20_000

function createRead(): (row: Row) => CvmRecord {
  const known = new Map<number, { body: string; cvm: CvmRecord }>()
  return (row) => {
    const num = Number(row['num'])
    const body = String(row['body'])
    const found = known.get(num)
    if (found?.body === body) return found.cvm
    const cvm = { ...(JSON.parse(body) as Omit<CvmRecord, 'num'>), num }
    if (known.size >= KNOWN) known.clear()
    known.set(num, { body, cvm })
    return cvm
  }
}
