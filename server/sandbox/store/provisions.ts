import type { CvmRecord } from './cvm.ts'
import type { Db } from './db.ts'

/** A deployment that was provisioned and waits for its commit. */
export type ProvisionRecord = {
  compose_hash: string
  app_id: string
  app_compose: string
  user_config: string
  env_keys: string[]
  /** Everything of the CVM that is known before it exists. */
  cvm: Pick<
    CvmRecord,
    | 'name'
    | 'teepod_id'
    | 'instance_type'
    | 'vcpu'
    | 'memory'
    | 'disk_size'
    | 'gpus'
    | 'image'
    | 'kms'
    | 'ports'
    | 'listed'
  >
}

/** How long a provision can be committed; the vendor's description says 14 days. */
export const PROVISION_TTL_MS = 14 * 24 * 3_600_000

export function provisionStore(db: Db) {
  return {
    put: (record: ProvisionRecord, expires_at: number) =>
      db.run(
        'INSERT INTO provisions (compose_hash, app_id, expires_at, body) VALUES (?,?,?,?) ON CONFLICT (compose_hash, app_id) DO UPDATE SET expires_at = excluded.expires_at, body = excluded.body',
        record.compose_hash,
        record.app_id,
        expires_at,
        JSON.stringify(record),
      ),
    get(composeHash: string, appId: string, now: number): ProvisionRecord | undefined {
      const row = db.get(
        'SELECT body FROM provisions WHERE compose_hash = ? AND app_id = ? AND expires_at > ?',
        composeHash,
        appId,
        now,
      )
      return row && (JSON.parse(String(row['body'])) as ProvisionRecord)
    },
    remove: (composeHash: string, appId: string) =>
      db.run('DELETE FROM provisions WHERE compose_hash = ? AND app_id = ?', composeHash, appId),
  }
}
