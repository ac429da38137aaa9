import type { ProvisionRequest } from '../../contract/provision.ts'
import { deployCli } from './deployCli.ts'
import { deployTerraform } from './deployTerraform.ts'
import { type ApiPrefix, CLOUD_PREFIX, type Language, type Snippet } from './languages.ts'
import { python, quoted, shell } from './literals.ts'
import { goProgram, pythonSetUp, typescriptClient } from './setUp.ts'

/**
 * A deployment, as the wizard would send it, for each client. Values of secrets are never in it: they
 * are read from the environment of whoever runs it, and sealed there.
 */
export function deployCode(
  language: Language,
  request: ProvisionRequest,
  prefix: ApiPrefix,
): Snippet {
  switch (language) {
    case 'cli':
      return deployCli(request, prefix)
    case 'curl':
      return curl(request, prefix)
    case 'go':
      return go(request, prefix)
    case 'typescript':
      return typescript(request, prefix)
    case 'python':
      return inPython(request, prefix)
    case 'terraform':
      return deployTerraform(request, prefix)
  }
}

/** Each thing once, in the spelling of the API's description. */
export function oneSpelling(request: ProvisionRequest): Record<string, unknown> {
  const { kms_type: _, custom_app_id: _1, ssh_authorized_keys: _2, ...rest } = request
  const { secure_time: _3, storage_fs: _4, ...body } = rest
  return body
}

const keysOf = (request: ProvisionRequest): string[] => request.compose_file.allowed_envs ?? []

const ON_CHAIN =
  'With a KMS on a chain the app’s contract must allow the compose hash before the second call.'

const notesOf = (request: ProvisionRequest): string[] =>
  request.kms === undefined || request.kms === null || request.kms === 'PHALA' ? [] : [ON_CHAIN]

function curl(request: ProvisionRequest, prefix: ApiPrefix): Snippet {
  const keys = keysOf(request)
  const headers = [
    '-H "X-API-Key: $PHALA_CLOUD_API_KEY"',
    "-H 'X-Phala-Version: 2026-01-21'",
    "-H 'Content-Type: application/json'",
  ].join(' \\\n  ')
  const env = keys.length
    ? `,\\"encrypted_env\\":\\"$ENCRYPTED_ENV\\",\\"env_keys\\":${JSON.stringify(keys).replaceAll('"', '\\"')}`
    : ''
  return {
    code: `API=${shell(prefix ?? CLOUD_PREFIX)}
field() { printf %s "$provision" | grep -o "\\"$1\\": *\\"[^\\"]*\\"" | head -n 1 | cut -d '"' -f 4; }

provision=$(curl -fsS "$API/cvms/provision" \\
  ${headers} \\
  -d ${shell(JSON.stringify(oneSpelling(request), null, 2))})

curl -fsS "$API/cvms" \\
  ${headers} \\
  -d "{\\"app_id\\":\\"$(field app_id)\\",\\"compose_hash\\":\\"$(field compose_hash)\\"${env}}"
`,
    notes: [
      ...(keys.length
        ? [
            `curl cannot seal ${keys.join(', ')}: ENCRYPTED_ENV is the JSON {"env":[{"key","value"}]} sealed for app_env_encrypt_pubkey of the first answer, as the TypeScript and Python tabs do it.`,
          ]
        : []),
      ...notesOf(request),
    ],
  }
}

function typescript(request: ProvisionRequest, prefix: ApiPrefix): Snippet {
  const keys = keysOf(request)
  const pairs = keys
    .map((key) => `  { key: ${quoted(key)}, value: process.env[${quoted(key)}] ?? '' },\n`)
    .join('')
  const seal = keys.length
    ? `const encrypted_env = await encryptEnvVars([\n${pairs}], provision.app_env_encrypt_pubkey)\n\n`
    : ''
  const env = keys.length ? `  encrypted_env,\n  env_keys: ${JSON.stringify(keys)},\n` : ''
  const names = ['commitCvmProvision', ...(keys.length ? ['encryptEnvVars'] : [])]
  return {
    code: `${typescriptClient(prefix, names)}
const provision = await client.post('/cvms/provision', ${JSON.stringify(oneSpelling(request), null, 2)})

${seal}const cvm = await commitCvmProvision(client, {
  app_id: provision.app_id,
  compose_hash: provision.compose_hash,
${env}})
console.log(cvm.vm_uuid)
`,
    notes: [
      'client.post instead of provisionCvm, which drops what it does not know of compose_file.',
      ...notesOf(request),
    ],
  }
}

function inPython(request: ProvisionRequest, prefix: ApiPrefix): Snippet {
  const keys = keysOf(request)
  const pairs = keys
    .map((key) => `    EnvVar(key=${quoted(key)}, value=os.environ[${quoted(key)}]),\n`)
    .join('')
  const seal = keys.length
    ? `encrypted_env = encrypt_env_vars_sync([\n${pairs}], provision.app_env_encrypt_pubkey)\n\n`
    : ''
  const env = keys.length
    ? `    "encrypted_env": encrypted_env,\n    "env_keys": ${JSON.stringify(keys)},\n`
    : ''
  const imports = keys.length
    ? 'from dstack_sdk.encrypt_env_vars import EnvVar, encrypt_env_vars_sync\n'
    : ''
  return {
    code: `${pythonSetUp(prefix, imports)}
provision = client.provision_cvm(${python(oneSpelling(request))})

${seal}cvm = client.commit_cvm_provision({
    "app_id": provision.app_id,
    "compose_hash": provision.compose_hash,
${env}})
print(cvm.vm_uuid)
`,
    notes: notesOf(request),
  }
}

function go(request: ProvisionRequest, prefix: ApiPrefix): Snippet {
  const keys = keysOf(request)
  const { compose_file: file } = request
  const field = (name: string, value: unknown, indent: string) =>
    value === undefined || value === null
      ? ''
      : `${indent}${name}: ptr(${typeof value === 'number' && name === 'Nonce' ? `int64(${value})` : JSON.stringify(value)}),\n`
  const size = request.instance_type
    ? `\t\tInstanceType: ${quoted(request.instance_type)},\n`
    : field('VCPU', request.vcpu, '\t\t') + field('Memory', request.memory, '\t\t')
  const ssh = request.ssh_authorized_keys?.length
    ? `\t\tSSHAuthorizedKeys: []string{${request.ssh_authorized_keys.map(quoted).join(', ')}},\n`
    : ''
  const body = `	provision, err := client.ProvisionCVM(ctx, &phala.ProvisionCVMRequest{
		Name: ${quoted(request.name)},
${size}${field('DiskSize', request.disk_size, '\t\t')}${field('TeepodID', request.teepod_id, '\t\t')}${field('Region', request.region, '\t\t')}${field('Image', request.image, '\t\t')}${field('KMSType', request.kms, '\t\t')}${field('Listed', request.listed, '\t\t')}${field('CustomAppID', request.app_id, '\t\t')}${field('Nonce', request.nonce, '\t\t')}${ssh}		ComposeFile: &phala.ComposeFile{
			Name: ${quoted(file.name ?? request.name)},
			DockerComposeFile: ${quoted(file.docker_compose_file ?? '')},
${field('PreLaunchScript', file.pre_launch_script, '\t\t\t')}${field('GatewayEnabled', file.gateway_enabled, '\t\t\t')}${field('PublicLogs', file.public_logs, '\t\t\t')}${field('PublicSysinfo', file.public_sysinfo, '\t\t\t')}${field('PublicTcbinfo', file.public_tcbinfo, '\t\t\t')}${field('SecureTime', file.secure_time, '\t\t\t')}${field('StorageFS', file.storage_fs, '\t\t\t')}		},
	})
	if err != nil {
		log.Fatal(err)
	}
	cvm, err := client.CommitCVMProvision(ctx, &phala.CommitCVMProvisionRequest{
		AppID:       provision.AppID,
		ComposeHash: provision.ComposeHash,
	})
	if err != nil {
		log.Fatal(err)
	}
	log.Println(cvm.CvmID())
`
  return {
    code: goProgram(prefix, body, 'func ptr[T any](value T) *T { return &value }\n\n'),
    notes: [
      ...(keys.length
        ? [
            `The Go client's ComposeFile has no allowed_envs, so ${keys.join(', ')} cannot be given with it; use the CLI, TypeScript or Python.`,
          ]
        : []),
      ...notesOf(request),
    ],
  }
}
