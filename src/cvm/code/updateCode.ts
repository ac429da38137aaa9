import { type ApiPrefix, CLOUD_PREFIX, type Language, type Snippet } from './languages.ts'
import { python, quoted, shell } from './literals.ts'
import { pythonSetUp, typescriptClient } from './setUp.ts'
import { callOf, type Update } from './update.ts'
import { updateCli } from './updateCli.ts'
import { updateGo } from './updateGo.ts'
import { updateTerraform } from './updateTerraform.ts'

/** A change to a CVM for each client; `id` is any of its identifiers. */
export function updateCode(
  language: Language,
  update: Update,
  id: string,
  prefix: ApiPrefix,
): Snippet {
  switch (language) {
    case 'cli':
      return updateCli(update, id, prefix)
    case 'curl':
      return curl(update, id, prefix)
    case 'go':
      return updateGo(update, id, prefix)
    case 'typescript':
      return typescript(update, id, prefix)
    case 'python':
      return inPython(update, id, prefix)
    case 'terraform':
      return updateTerraform(update, prefix)
  }
}

function curl(update: Update, id: string, prefix: ApiPrefix): Snippet {
  const { method, path, body } = callOf(update, id)
  const isEnvs = update.kind === 'envs'
  const data = isEnvs
    ? `"{\\"encrypted_env\\":\\"$ENCRYPTED_ENV\\",\\"env_keys\\":${JSON.stringify(update.keys).replaceAll('"', '\\"')}}"`
    : shell(JSON.stringify(body))
  const lines = [
    `curl -fsS -X ${method} ${shell(`${prefix ?? CLOUD_PREFIX}${path}`)}`,
    '-H "X-API-Key: $PHALA_CLOUD_API_KEY"',
    "-H 'X-Phala-Version: 2026-01-21'",
    "-H 'Content-Type: application/json'",
    `-d ${data}`,
  ]
  const notes = isEnvs
    ? [
        `curl cannot seal: ENCRYPTED_ENV is the JSON {"env":[{"key","value"}]} sealed for kms_info.encrypted_env_pubkey of the CVM, as the TypeScript and Python tabs do it. The CLI does it by itself.`,
      ]
    : []
  return { code: `${lines.join(' \\\n  ')}\n`, notes }
}

function typescript(update: Update, id: string, prefix: ApiPrefix): Snippet {
  const with_ = (fields: object) => JSON.stringify({ id, ...fields }, null, 2)
  const one = (name: string, fields: object) => ({
    code: `${typescriptClient(prefix, [name])}\nawait ${name}(client, ${with_(fields)})\n`,
    notes: [],
  })
  switch (update.kind) {
    case 'patch':
      return one('patchCvm', update.fields)
    case 'resources':
      return one('updateCvmResources', update.fields)
    case 'os_image':
      return one('updateOsImage', { os_image_name: update.name })
    case 'replicate':
      return one('replicateCvm', callOf(update, id).body)
    case 'envs': {
      const pairs = update.keys
        .map((key) => `  { key: ${quoted(key)}, value: process.env[${quoted(key)}] ?? '' },\n`)
        .join('')
      const names = ['encryptEnvVars', 'getCvmInfo', 'updateCvmEnvs']
      return {
        code: `${typescriptClient(prefix, names)}
const id = ${quoted(id)}
const { kms_info } = await getCvmInfo(client, { id })
const encrypted_env = await encryptEnvVars([\n${pairs}], kms_info.encrypted_env_pubkey)
await updateCvmEnvs(client, { id, encrypted_env, env_keys: ${JSON.stringify(update.keys)} })
`,
        notes: [],
      }
    }
    case 'setting':
    case 'redeploy': {
      const { method, path, body } = callOf(update, id)
      return {
        code: `${typescriptClient(prefix, [])}\nawait client.${method.toLowerCase()}(${quoted(path)}, ${JSON.stringify(body, null, 2)})\n`,
        notes: [],
      }
    }
  }
}

function inPython(update: Update, id: string, prefix: ApiPrefix): Snippet {
  const { method, path, body } = callOf(update, id)
  if (update.kind !== 'envs') {
    return {
      code: `${pythonSetUp(prefix)}\nclient.request(${quoted(method)}, ${quoted(path)}, json=${python(body)})\n`,
      notes: [],
    }
  }
  const pairs = update.keys
    .map((key) => `    EnvVar(key=${quoted(key)}, value=os.environ[${quoted(key)}]),\n`)
    .join('')
  const imports = 'from dstack_sdk.encrypt_env_vars import EnvVar, encrypt_env_vars_sync\n'
  return {
    code: `${pythonSetUp(prefix, imports)}
cvm = client.get(${quoted(path.replace(/\/envs$/, ''))})
encrypted_env = encrypt_env_vars_sync([\n${pairs}], cvm["kms_info"]["encrypted_env_pubkey"])
client.request(${quoted(method)}, ${quoted(path)}, json={
    "encrypted_env": encrypted_env,
    "env_keys": ${JSON.stringify(update.keys)},
})
`,
    notes: [],
  }
}
