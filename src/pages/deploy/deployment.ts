import { type Deployment, toProvisionBody } from '../../api/provision.ts'
import { bareAppId } from '../../contract/ids.ts'
import { type AppCompose, appComposeOf } from '../../trust/appCompose.ts'
import { canonicalJson, hashOfString } from '../../trust/composeHash.ts'
import type { Draft } from './draft/draft.ts'
import {
  automaticImage,
  type Catalogue,
  chosenKms,
  hasOwnSize,
  kmsTypeOf,
} from './resources/catalogue.ts'
import { sshKeysIn } from '../../cvm/sshKeys.ts'

/**
 * The one way from a draft to a request. Every switch is sent, also those left as they were: what
 * the server would fill in by itself could not be foretold, and the hash not be checked.
 */
export function deploymentOf(
  draft: Draft,
  keys: readonly string[],
  catalogue: Catalogue,
): Deployment {
  const { compose, resources, secrets } = draft
  const ownSize = hasOwnSize(resources)
  const image = resources.image || automaticImage(resources, catalogue)?.name
  const kms = chosenKms(resources, catalogue)
  return {
    ...measuredOf(draft, keys),
    name: resources.name,
    docker_compose_file: compose.docker_compose_file,
    instance_type: ownSize ? undefined : resources.instance_type,
    vcpu: ownSize ? Number(resources.vcpu) : undefined,
    memory: ownSize ? Number(resources.memory) : undefined,
    disk_size: Number(resources.disk_size),
    teepod_id: resources.teepod_id === '' ? undefined : Number(resources.teepod_id),
    region: resources.region || undefined,
    image,
    // A development image lets its operator in: only who chooses one by name gets one.
    prefer_dev: image === undefined ? false : undefined,
    kms: kms ? kmsTypeOf(kms) : 'PHALA',
    kms_id: resources.kms || undefined,
    listed: resources.listed,
    ssh_authorized_keys: sshKeysIn(secrets.ssh_authorized_keys),
    app_id: resources.app_id === '' ? undefined : bareAppId(resources.app_id),
    nonce: resources.nonce === '' ? undefined : Number(resources.nonce),
  }
}

/** The part that is measured: it depends on the draft alone, not on what the API offers now. */
function measuredOf({ compose, resources }: Draft, keys: readonly string[]): Deployment {
  return {
    name: resources.name,
    docker_compose_file: compose.docker_compose_file,
    pre_launch_script: compose.pre_launch_script || undefined,
    env_keys: [...keys],
    public_logs: resources.public_logs,
    public_sysinfo: resources.public_sysinfo,
    public_tcbinfo: resources.public_tcbinfo,
    gateway_enabled: resources.gateway_enabled,
    kms_enabled: true,
    secure_time: resources.secure_time,
    storage_fs: resources.storage_fs,
  }
}

/** The app_compose that this page expects the server to make, for a hash of our own. */
export function expectedAppCompose(draft: Draft, keys: readonly string[]): AppCompose {
  return appComposeOf(toProvisionBody(measuredOf(draft, keys)).compose_file)
}

/**
 * Tells whether a provision still is about what is in the draft: everything that goes into the
 * request, and nothing that does not (values of secrets, a transaction hash).
 */
export function fingerprintOf(draft: Draft, keys: readonly string[]): string {
  const { compose, resources, secrets } = draft
  const { ssh_authorized_keys } = secrets
  return hashOfString(canonicalJson({ compose, resources, keys, ssh_authorized_keys }))
}
