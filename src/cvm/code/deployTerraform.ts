import type { ProvisionRequest } from '../../contract/provision.ts'
import type { ApiPrefix, Snippet } from './languages.ts'
import { hcl, hclText } from './literals.ts'
import { terraformProvider } from './setUp.ts'

/** A `phala_app` with its secrets as sensitive variables. */
export function deployTerraform(request: ProvisionRequest, prefix: ApiPrefix): Snippet {
  const { compose_file: file } = request
  const keys = file.allowed_envs ?? []
  const fields: [string, string | undefined][] = [
    ['name', hcl(request.name)],
    ['size', request.instance_type ? hcl(request.instance_type) : undefined],
    ['disk_size', text(request.disk_size)],
    ['storage_fs', text(file.storage_fs)],
    ['region', text(request.region)],
    ['node_id', text(request.teepod_id)],
    ['image', text(request.image)],
    ['kms', request.kms ? hcl(request.kms.toLowerCase()) : undefined],
    ['custom_app_id', text(request.app_id)],
    ['nonce', text(request.nonce)],
    ['listed', text(request.listed)],
    ['public_logs', text(file.public_logs)],
    ['public_sysinfo', text(file.public_sysinfo)],
    ['public_tcbinfo', text(file.public_tcbinfo)],
    ['gateway_enabled', text(file.gateway_enabled)],
    ['secure_time', text(file.secure_time)],
  ]
  const variables = keys.map(
    (key) => `\nvariable ${hcl(key)} {\n  type      = string\n  sensitive = true\n}\n`,
  )
  const env = keys.length
    ? `\n  env = {\n${keys.map((key) => `    ${key} = var.${key}\n`).join('')}  }\n`
    : ''
  const script = file.pre_launch_script
    ? `\n  pre_launch_script = ${hclText(file.pre_launch_script)}\n`
    : ''
  return {
    code: `${terraformProvider(prefix)}${variables.join('')}
resource "phala_app" "this" {
${fields.flatMap(([name, value]) => (value === undefined ? [] : [`  ${name} = ${value}\n`])).join('')}${env}${script}
  docker_compose = ${hclText(file.docker_compose_file ?? '')}

  wait_for_ready = true
}
`,
    notes: [
      ...(keys.length
        ? [`Terraform keeps ${keys.join(', ')} in plain text in its state; set TF_VAR_… for them.`]
        : []),
      ...(request.instance_type
        ? []
        : ['The provider sizes by instance type only: add size = "tdx.small" or another.']),
      ...(request.ssh_authorized_keys?.length
        ? ['SSH keys belong to the account there: phala_ssh_key.']
        : []),
    ],
  }
}

function text(value: string | number | boolean | null | undefined): string | undefined {
  if (value === undefined || value === null) return undefined
  return typeof value === 'string' ? hcl(value) : String(value)
}
