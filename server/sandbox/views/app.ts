import type { Revision } from '../../../src/contract/apps.ts'
import type { Context } from '../context.ts'
import type { AppRecord } from '../store/apps.ts'
import type { RevisionRecord } from '../store/records.ts'
import { infoOf, USER_REF, WORKSPACE_REF } from './info.ts'
import { basic2025 } from './info2025.ts'

/** An app with its CVMs. `current_cvm` is the one that has been there longest. */
export function appOf(ctx: Context, app: AppRecord, is2025: boolean) {
  const cvms = ctx.cvms.byApp(app.app_id)
  const view = is2025 ? basic2025 : infoOf
  const [current] = cvms
  return {
    id: app.app_id,
    name: app.name,
    app_id: app.app_id,
    created_at: new Date(app.created_at).toISOString(),
    kms_type: app.kms.toLowerCase(),
    app_provision_type: null,
    app_icon_url: null,
    profile: { display_name: app.name, avatar_url: null, description: null, custom_domain: null },
    current_cvm: current ? view(ctx, current) : null,
    cvms: cvms.map((cvm) => view(ctx, cvm)),
    cvm_count: cvms.length,
  }
}

export function revisionOf(revision: RevisionRecord): Revision {
  return {
    revision_id: revision.revision_id,
    app_id: revision.app_id,
    vm_uuid: revision.vm_uuid,
    compose_hash: revision.compose_hash,
    created_at: new Date(revision.created_at).toISOString(),
    operation_type: revision.operation_type,
    trace_id: revision.correlation_id,
    triggered_by: USER_REF,
    cvm: {
      object_type: 'cvm',
      id: revision.cvm_id,
      name: revision.cvm_name,
      app_id: revision.app_id,
      vm_uuid: revision.vm_uuid,
    },
    workspace: WORKSPACE_REF,
  }
}
