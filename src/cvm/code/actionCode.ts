import type { ActionId } from '../actions.ts'
import { type ApiPrefix, CLOUD_PREFIX, type Language, type Snippet } from './languages.ts'
import { hcl, quoted, shell } from './literals.ts'
import { goProgram, cliSetUp, pythonSetUp, terraformProvider, typescriptClient } from './setUp.ts'

/** What an action of the table is to each client; `id` is any identifier of the CVM. */
export function actionCode(
  language: Language,
  action: ActionId,
  id: string,
  prefix: ApiPrefix,
): Snippet {
  switch (language) {
    case 'cli':
      return cli(action, id, prefix)
    case 'curl':
      return curl(action, id, prefix)
    case 'go':
      return go(action, id, prefix)
    case 'typescript':
      return typescript(action, id, prefix)
    case 'python':
      return python(action, id, prefix)
    case 'terraform':
      return terraform(action, id, prefix)
  }
}

/** Method, path below the CVM, body. */
const CALLS: Record<ActionId, [string, string, unknown?]> = {
  start: ['POST', '/start'],
  shutdown: ['POST', '/shutdown'],
  stop: ['POST', '/stop'],
  restart: ['POST', '/restart', { force: false }],
  force_restart: ['POST', '/restart', { force: true }],
  replicate: ['POST', '/replicas', {}],
  delete: ['DELETE', ''],
}

function cli(action: ActionId, id: string, prefix: ApiPrefix): Snippet {
  const of = shell(id)
  const commands: Record<ActionId, string> = {
    start: `phala cvms start ${of}`,
    shutdown: `phala api ${shell(`/cvms/${id}/shutdown`)} -X POST`,
    stop: `phala cvms stop ${of}`,
    restart: `phala cvms restart ${of}`,
    force_restart: `phala api ${shell(`/cvms/${id}/restart`)} -X POST -F force:=true`,
    replicate: `phala cvms replicate ${of}`,
    delete: `phala cvms delete ${of} -y`,
  }
  const none: Partial<Record<ActionId, string>> = {
    shutdown: 'The CLI has no command that shuts down gently; this is its line to the API.',
    force_restart: 'The CLI cannot restart by force; this is its line to the API.',
    stop: 'To the CLI, stop is the force stop.',
  }
  return { code: `${cliSetUp(prefix)}${commands[action]}\n`, notes: [none[action] ?? []].flat() }
}

function curl(action: ActionId, id: string, prefix: ApiPrefix): Snippet {
  const [method, path, body] = CALLS[action]
  const lines = [
    `curl -fsS -X ${method} ${shell(`${prefix ?? CLOUD_PREFIX}/cvms/${encodeURIComponent(id)}${path}`)}`,
    '-H "X-API-Key: $PHALA_CLOUD_API_KEY"',
    "-H 'X-Phala-Version: 2026-01-21'",
    "-H 'Content-Type: application/json'",
    ...(body === undefined ? [] : [`-d ${shell(JSON.stringify(body))}`]),
  ]
  return { code: `${lines.join(' \\\n  ')}\n`, notes: [] }
}

function go(action: ActionId, id: string, prefix: ApiPrefix): Snippet {
  const cvm = quoted(id)
  const calls: Record<ActionId, string> = {
    start: `_, err = client.StartCVM(ctx, ${cvm})`,
    shutdown: `_, err = client.ShutdownCVM(ctx, ${cvm})`,
    stop: `_, err = client.StopCVM(ctx, ${cvm})`,
    restart: `_, err = client.RestartCVM(ctx, ${cvm}, nil)`,
    force_restart: `_, err = client.RestartCVM(ctx, ${cvm}, &phala.RestartCVMOptions{Force: true})`,
    replicate: `_, err = client.ReplicateCVM(ctx, ${cvm}, &phala.ReplicateCVMOptions{})`,
    delete: `err = client.DeleteCVM(ctx, ${cvm})`,
  }
  return {
    code: goProgram(prefix, `\t${calls[action]}\n\tif err != nil {\n\t\tlog.Fatal(err)\n\t}\n`),
    notes: [],
  }
}

function typescript(action: ActionId, id: string, prefix: ApiPrefix): Snippet {
  const names: Record<ActionId, [string, string]> = {
    start: ['startCvm', ''],
    shutdown: ['shutdownCvm', ''],
    stop: ['stopCvm', ''],
    restart: ['restartCvm', ''],
    force_restart: ['restartCvm', ', force: true'],
    replicate: ['replicateCvm', ''],
    delete: ['deleteCvm', ''],
  }
  const [name, more] = names[action]
  return {
    code: `${typescriptClient(prefix, [name])}\nawait ${name}(client, { id: ${quoted(id)}${more} })\n`,
    notes: [],
  }
}

function python(action: ActionId, id: string, prefix: ApiPrefix): Snippet {
  const names: Record<ActionId, [string, string]> = {
    start: ['start_cvm', ''],
    shutdown: ['shutdown_cvm', ''],
    stop: ['stop_cvm', ''],
    restart: ['restart_cvm', ''],
    force_restart: ['restart_cvm', ', "force": True'],
    replicate: ['replicate_cvm', ''],
    delete: ['delete_cvm', ''],
  }
  const [name, more] = names[action]
  return {
    code: `${pythonSetUp(prefix)}\nclient.${name}({"id": ${quoted(id)}${more}})\n`,
    notes: [],
  }
}

function terraform(action: ActionId, id: string, prefix: ApiPrefix): Snippet {
  if (action === 'start' || action === 'stop') {
    const state = action === 'start' ? 'running' : 'stopped'
    return {
      code: `${terraformProvider(prefix)}
resource "phala_cvm_power" "this" {
  cvm_id         = ${hcl(id)}
  state          = "${state}"
  wait_for_state = true
}
`,
      notes: action === 'stop' ? ['The provider stops by force.'] : [],
    }
  }
  const instead: Partial<Record<ActionId, string>> = {
    replicate: 'Terraform names replicas one by one: declare members and phala_app_instance.',
    delete: 'Terraform deletes what it has made: terraform destroy.',
  }
  return {
    code: '',
    notes: [instead[action] ?? 'Terraform describes states; it has no word for this action.'],
  }
}
