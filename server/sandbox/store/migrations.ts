/**
 * The schema, step by step; a step that has been released is never changed. What lists need is in
 * `cvms`, small and indexed; long texts are in `files`, read for one CVM at a time.
 */
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

  CREATE TABLE cvms (
    num INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    vm_uuid TEXT NOT NULL UNIQUE,
    app_id TEXT NOT NULL,
    instance_id TEXT NOT NULL,
    name TEXT NOT NULL,
    teepod_id INTEGER NOT NULL,
    instance_type TEXT NOT NULL,
    status TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    deleted_at INTEGER,
    due_at INTEGER,
    body TEXT NOT NULL
  );
  CREATE INDEX cvms_listed ON cvms (created_at DESC, num DESC) WHERE deleted_at IS NULL;
  CREATE INDEX cvms_app ON cvms (app_id, num) WHERE deleted_at IS NULL;
  CREATE INDEX cvms_instance ON cvms (instance_id) WHERE deleted_at IS NULL;
  CREATE INDEX cvms_name ON cvms (name COLLATE NOCASE) WHERE deleted_at IS NULL;
  CREATE INDEX cvms_node ON cvms (teepod_id) WHERE deleted_at IS NULL;
  CREATE INDEX cvms_due ON cvms (due_at) WHERE due_at IS NOT NULL;
  CREATE INDEX cvms_scheduled ON cvms (json_extract(body, '$.scheduled_delete_at'))
    WHERE json_extract(body, '$.scheduled_delete_at') IS NOT NULL;

  CREATE TABLE files (
    num INTEGER PRIMARY KEY,
    app_compose TEXT NOT NULL,
    encrypted_env TEXT NOT NULL,
    user_config TEXT NOT NULL,
    boots TEXT NOT NULL
  );

  CREATE TABLE apps (
    app_id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    kms TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    live INTEGER NOT NULL
  ) WITHOUT ROWID;
  CREATE INDEX apps_listed ON apps (created_at DESC, app_id) WHERE live > 0;

  CREATE TABLE operations (
    num INTEGER PRIMARY KEY AUTOINCREMENT,
    cvm INTEGER NOT NULL,
    correlation_id TEXT NOT NULL UNIQUE,
    body TEXT NOT NULL
  );
  CREATE INDEX operations_cvm ON operations (cvm, num);

  CREATE TABLE revisions (
    num INTEGER PRIMARY KEY AUTOINCREMENT,
    revision_id TEXT NOT NULL UNIQUE,
    app_id TEXT NOT NULL,
    body TEXT NOT NULL
  );
  CREATE INDEX revisions_app ON revisions (app_id, num);

  CREATE TABLE provisions (
    compose_hash TEXT NOT NULL,
    app_id TEXT NOT NULL,
    expires_at INTEGER NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (compose_hash, app_id)
  ) WITHOUT ROWID;

  CREATE TABLE pending (
    token TEXT PRIMARY KEY,
    cvm INTEGER NOT NULL,
    compose_hash TEXT NOT NULL,
    expires_at INTEGER NOT NULL,
    body TEXT NOT NULL
  ) WITHOUT ROWID;

  CREATE TABLE ssh_keys (id INTEGER PRIMARY KEY AUTOINCREMENT, body TEXT NOT NULL);
  `,
]
