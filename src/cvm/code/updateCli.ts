import type { ApiPrefix, Snippet } from './languages.ts'
import { shell, shellFile } from './literals.ts'
import { cliSetUp } from './setUp.ts'
import { callOf, type Update } from './update.ts'

/** The command of the CLI, or, where it has none, its line to the API. */
export function updateCli(update: Update, id: string, prefix: ApiPrefix): Snippet {
  const set = cliSetUp(prefix)
  const command = commandOf(update, id)
  if (command !== undefined) {
    const notes =
      update.kind === 'envs' && update.keys.length > 0
        ? [`${update.keys.join(', ')} are read from your shell and sealed by the CLI.`]
        : []
    return { code: `${set}${command}\n`, notes }
  }
  const { method, path, body } = callOf(update, id)
  return {
    code: `${set}phala api ${shell(path)} -X ${method} -d ${shell(JSON.stringify(body))}\n`,
    notes: ['The CLI has no command for this; this is its line to the API.'],
  }
}

function commandOf(update: Update, id: string): string | undefined {
  const of = shell(id)
  switch (update.kind) {
    case 'patch': {
      const { docker_compose_file: file, ...others } = update.fields
      if (file === undefined || Object.keys(others).length > 0) return undefined
      return `${shellFile('docker-compose.yml', file)}\nphala deploy --cvm-id ${of} -c docker-compose.yml`
    }
    case 'envs':
      if (update.keys.length === 0) return undefined
      return ['phala envs update', of, ...update.keys.map((key) => `-e "${key}=$${key}"`)].join(' ')
    case 'resources': {
      const { instance_type, vcpu, memory, disk_size } = update.fields
      if (instance_type !== undefined) return undefined
      return [
        `phala cvms resize ${of}`,
        vcpu !== undefined && `--vcpu ${vcpu}`,
        memory !== undefined && `--memory ${memory}`,
        disk_size !== undefined && `--disk-size ${disk_size}`,
        // Without it the CLI asks for whatever is not said.
        '-y --json',
      ]
        .filter(Boolean)
        .join(' ')
    }
    case 'replicate':
      return ['phala cvms replicate', of, ...nodeOf(update.node_id)].join(' ')
    case 'os_image':
    case 'setting':
    case 'redeploy':
      return undefined
  }
}

const nodeOf = (node: number | undefined) => (node === undefined ? [] : [`--node-id ${node}`])
