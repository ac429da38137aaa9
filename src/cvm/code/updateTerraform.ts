import type { ApiPrefix, Snippet } from './languages.ts'
import { hcl, hclText } from './literals.ts'
import { terraformProvider } from './setUp.ts'
import type { Update } from './update.ts'

const WHERE = 'These lines of the phala_app that made it; terraform apply does the rest.'

/** The attributes of the `phala_app` that change, where it has them. */
export function updateTerraform(update: Update, prefix: ApiPrefix): Snippet {
  const said = attributesOf(update)
  if (said.length === 0) return { code: '', notes: [noneOf(update)] }
  const variables =
    update.kind === 'envs'
      ? update.keys.map(
          (key) => `variable ${hcl(key)} {\n  type      = string\n  sensitive = true\n}\n\n`,
        )
      : []
  const notes =
    update.kind === 'envs'
      ? [
          `Terraform keeps ${update.keys.join(', ')} in plain text in its state; set TF_VAR_… for them.`,
        ]
      : []
  return {
    code: `${terraformProvider(prefix)}${variables.join('')}resource "phala_app" "this" {\n  # name, size and the rest as they are\n${said.join('')}}\n`,
    notes: [WHERE, ...notes],
  }
}

function attributesOf(update: Update): string[] {
  switch (update.kind) {
    case 'patch': {
      const { docker_compose_file, user_config, ...fields } = update.fields
      const compose =
        docker_compose_file === undefined
          ? []
          : [`  docker_compose = ${hclText(docker_compose_file)}\n`]
      return user_config === undefined ? [...compose, ...attributes(fields)] : []
    }
    case 'resources': {
      const { instance_type, disk_size, vcpu, memory } = update.fields
      return vcpu === undefined && memory === undefined
        ? attributes({ size: instance_type, disk_size })
        : []
    }
    case 'os_image':
      return attributes({ image: update.name })
    case 'envs':
      return [`  env = {\n${update.keys.map((key) => `    ${key} = var.${key}\n`).join('')}  }\n`]
    case 'setting':
      return update.path === 'scheduled-delete' ? [] : attributes(update.body)
    case 'replicate':
    case 'redeploy':
      return []
  }
}

const attributes = (
  fields: Record<string, string | number | boolean | null | undefined>,
): string[] =>
  Object.entries(fields).flatMap(([name, value]) =>
    value === undefined || value === null ? [] : [`  ${name} = ${literal(value)}\n`],
  )

function literal(value: string | number | boolean): string {
  if (typeof value !== 'string') return String(value)
  return value.includes('\n') ? hclText(value) : hcl(value)
}

function noneOf({ kind }: Update): string {
  if (kind === 'replicate') {
    return 'Terraform names replicas one by one: declare members and phala_app_instance.'
  }
  if (kind === 'redeploy') return 'Terraform goes back by its own history: apply the earlier files.'
  return kind === 'resources'
    ? 'The provider sizes by instance type and disk only.'
    : 'The provider has no attribute for this.'
}
