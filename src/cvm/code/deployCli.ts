import type { ProvisionRequest } from '../../contract/provision.ts'
import type { ApiPrefix, Snippet } from './languages.ts'
import { shell, shellFile } from './literals.ts'
import { cliSetUp } from './setUp.ts'

/** `phala deploy`, with the files that it reads. */
export function deployCli(request: ProvisionRequest, prefix: ApiPrefix): Snippet {
  const { compose_file: file } = request
  const script = file.pre_launch_script
  const keys = file.allowed_envs ?? []
  const lines = [
    `phala deploy -n ${shell(request.name)} -c docker-compose.yml`,
    request.instance_type && `-t ${shell(request.instance_type)}`,
    request.vcpu && `--vcpu ${request.vcpu}`,
    request.memory && `--memory ${request.memory}`,
    request.disk_size && `--disk-size ${request.disk_size}G`,
    file.storage_fs && `--fs ${shell(file.storage_fs)}`,
    request.region && `-r ${shell(request.region)}`,
    request.teepod_id && `--node-id ${request.teepod_id}`,
    request.image && `--image ${shell(request.image)}`,
    request.prefer_dev === false && '--no-dev-os',
    request.kms && request.kms !== 'PHALA' && `--kms ${request.kms.toLowerCase()}`,
    flag('public-logs', file.public_logs),
    flag('public-sysinfo', file.public_sysinfo),
    flag('listed', request.listed),
    script && '--pre-launch-script pre-launch.sh',
    request.app_id && `--custom-app-id ${shell(request.app_id)} --nonce ${request.nonce}`,
    ...keys.map((key) => `-e "${key}=$${key}"`),
  ].filter(Boolean)
  const files = [
    shellFile('docker-compose.yml', file.docker_compose_file ?? ''),
    script && shellFile('pre-launch.sh', script),
  ].filter(Boolean)
  return {
    code: `${cliSetUp(prefix)}${files.join('\n')}\n${lines.join(' \\\n  ')}\n`,
    notes: [
      ...(keys.length
        ? [`${keys.join(', ')} are read from your shell and sealed by the CLI.`]
        : []),
      ...unsaid(request),
    ],
  }
}

const flag = (name: string, on: boolean | undefined) =>
  on === undefined ? undefined : on ? `--${name}` : `--no-${name}`

/** What is chosen here and has no flag. */
function unsaid({ compose_file: file, ssh_authorized_keys }: ProvisionRequest): string[] {
  const names = [
    file.public_tcbinfo === false && 'hide the TCB info',
    file.gateway_enabled === false && 'turn the gateway off',
    file.secure_time === true && 'ask for secure time',
    (ssh_authorized_keys?.length ?? 0) > 0 &&
      'take these SSH keys (it has --ssh-pubkey with a file)',
  ].filter((one): one is string => typeof one === 'string')
  return names.map((name) => `The CLI has no flag to ${name}.`)
}
