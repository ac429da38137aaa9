import { Hono } from 'hono'
import type { AppAttestations, CvmAttestation } from '../../../src/contract/attestation.ts'
import { collateralFor } from '../attestation/attestation.ts'
import type { Context } from '../context.ts'
import { plain } from '../failure.ts'
import { findCvm } from '../find.ts'
import { kmsOf } from '../inventory/kms.ts'
import { nodeOf } from '../inventory/nodes.ts'
import { osImage } from '../inventory/osImages.ts'
import { statusAt } from '../lifecycle/view.ts'
import type { CvmRecord } from '../store/cvm.ts'
import { attesterOf, evidenceOf, isAttesting } from '../views/attestation.ts'
import { appFor } from './apps.ts'
import { json } from './route.ts'

/** What CVMs prove about themselves, as far as a sandbox can make it: all but the hardware. */
export function attestationRoutes(ctx: Context): Hono {
  const app = new Hono()
  app.get('/cvms/:id/attestation', (c) =>
    json(ofCvm(ctx, findCvm(ctx, c.req.param('id'))) satisfies CvmAttestation),
  )
  app.get('/apps/:appId/attestations', (c) =>
    json(ofApp(ctx, c.req.param('appId')) satisfies AppAttestations),
  )
  app.get('/attestations/collateral/:checksum', (c) => {
    const checksum = c.req.param('checksum').toLowerCase()
    const name = attesterOf(ctx, checksum)
    if (name === undefined) throw plain(404, `Quote ${checksum} not found`)
    return json(collateralFor(name, ctx.now() / 1000))
  })
  return app
}

function ofCvm(ctx: Context, cvm: CvmRecord) {
  const head = { name: cvm.name, is_public: cvm.public_tcbinfo }
  if (!isAttesting(ctx, cvm)) {
    return {
      ...head,
      is_online: false,
      error: 'The CVM is not running',
      app_certificates: null,
      tcb_info: null,
      compose_file: null,
    }
  }
  const { app_certificates, tcb_info, compose_file } = evidenceOf(ctx, cvm)
  return { ...head, is_online: true, error: null, app_certificates, tcb_info, compose_file }
}

function ofApp(ctx: Context, appId: string) {
  const { app_id } = appFor(ctx, appId)
  const cvms = ctx.cvms.byApp(app_id)
  const kms = kmsOf(cvms[0]?.kms ?? 'PHALA')
  return {
    app_id,
    contract_address: kms?.chain_id == null ? '' : `0x${app_id}`,
    kms_info: kms && {
      contract_address: kms.kms_contract_address ?? '',
      chain_id: kms.chain_id === null ? null : String(kms.chain_id),
      version: kms.version,
      url: kms.url,
      gateway_app_id: kms.gateway_app_id,
      gateway_app_url: '',
      kms_type: kms.kms_type.toLowerCase(),
    },
    instances: cvms.map((cvm) => instanceOf(ctx, cvm)),
    kms_guest_agent_info: null,
    gateway_guest_agent_info: null,
    qemu_version: null,
  }
}

function instanceOf(ctx: Context, cvm: CvmRecord) {
  const node = nodeOf(cvm.teepod_id)
  const head = {
    vm_uuid: cvm.vm_uuid,
    name: cvm.name,
    instance_id: cvm.instance_id,
    status: statusAt(cvm, ctx.now()).status,
    image_version: osImage(cvm.image)?.name ?? null,
    ppid: node?.ppid ?? null,
    device_id: node?.device_id ?? null,
  }
  return isAttesting(ctx, cvm)
    ? { ...head, ...evidenceOf(ctx, cvm), error: null }
    : {
        ...head,
        quote: null,
        tcb_info: null,
        app_certificates: null,
        compose_file: null,
        error: 'The CVM is not running',
      }
}
