import type { ApiPrefix, Snippet } from './languages.ts'
import { quoted } from './literals.ts'
import { goProgram } from './setUp.ts'
import type { Update } from './update.ts'

/** A call of the Go client, where it has a method for it. */
export function updateGo(update: Update, id: string, prefix: ApiPrefix): Snippet {
  const call = callOf(update, quoted(id))
  if (call === undefined) {
    return {
      code: '',
      notes: ['The Go client has no method for this; send the request that curl sends.'],
    }
  }
  const before = call.includes('ptr(') ? 'func ptr[T any](value T) *T { return &value }\n\n' : ''
  const body = `${call}\tif err != nil {\n\t\tlog.Fatal(err)\n\t}\n`
  const notes =
    update.kind === 'envs'
      ? ['ENV_PUBKEY is kms_info.encrypted_env_pubkey of the CVM; the values are sealed here.']
      : []
  return { code: goProgram(prefix, body, before), notes }
}

/** Names of the client's fields. What it has no field for cannot be said with it. */
const PATCH: Record<string, string> = {
  docker_compose_file: 'DockerComposeFile',
  pre_launch_script: 'PreLaunchScript',
  public_logs: 'PublicLogs',
  public_sysinfo: 'PublicSysinfo',
  public_tcbinfo: 'PublicTcbinfo',
}

const RESOURCES: Record<string, string> = {
  vcpu: 'VCPU',
  memory: 'Memory',
  disk_size: 'DiskSize',
  instance_type: 'InstanceType',
  allow_restart: 'AllowRestart',
}

function callOf(update: Update, cvm: string): string | undefined {
  switch (update.kind) {
    case 'patch': {
      const fields = fieldsOf(update.fields, PATCH)
      return (
        fields && `\t_, err = client.PatchCVM(ctx, ${cvm}, &phala.PatchCVMRequest{\n${fields}\t})\n`
      )
    }
    case 'resources': {
      const fields = fieldsOf(update.fields, RESOURCES)
      return `\terr = client.UpdateCVMResources(ctx, ${cvm}, &phala.UpdateResourcesRequest{\n${fields ?? ''}\t})\n`
    }
    case 'os_image':
      return `\terr = client.UpdateOSImage(ctx, ${cvm}, &phala.UpdateOSImageRequest{OSImageName: ${quoted(update.name)}})\n`
    case 'replicate': {
      const node = update.node_id === undefined ? '' : `NodeID: ptr(${update.node_id})`
      return `\t_, err = client.ReplicateCVM(ctx, ${cvm}, &phala.ReplicateCVMOptions{${node}})\n`
    }
    case 'envs': {
      const pairs = update.keys
        .map((key) => `\t\t{Key: ${quoted(key)}, Value: os.Getenv(${quoted(key)})},\n`)
        .join('')
      const keys = update.keys.map(quoted).join(', ')
      return `\tsealed, err := phala.EncryptEnvVars([]phala.EnvVar{\n${pairs}\t}, os.Getenv("ENV_PUBKEY"))
	if err != nil {
		log.Fatal(err)
	}
	_, err = client.UpdateCVMEnvs(ctx, ${cvm}, &phala.UpdateEnvsRequest{
		EncryptedEnv: sealed,
		EnvKeys:      []string{${keys}},
	})
`
    }
    case 'setting':
    case 'redeploy':
      return undefined
  }
}

/** `Name: ptr(value),` for each; undefined where one has no name there. */
function fieldsOf(fields: object, names: Record<string, string>): string | undefined {
  const lines = Object.entries(fields).map(([key, value]) => {
    const name = names[key]
    return name && `\t\t${name}: ptr(${JSON.stringify(value)}),\n`
  })
  return lines.every(Boolean) ? lines.join('') : undefined
}
