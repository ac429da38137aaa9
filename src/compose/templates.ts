import app from './templates/app.yml?raw'
import attestedApi from './templates/attested-api.yml?raw'
import chat from './templates/chat.yml?raw'
import debug from './templates/debug.yml?raw'
import jupyter from './templates/jupyter.yml?raw'
import keyService from './templates/key-service.yml?raw'
import llmGpu from './templates/llm-gpu.yml?raw'
import llm from './templates/llm.yml?raw'
import logViewer from './templates/log-viewer.yml?raw'
import n8n from './templates/n8n.yml?raw'
import postgres from './templates/postgres.yml?raw'
import redis from './templates/redis.yml?raw'
import signer from './templates/signer.yml?raw'
import vault from './templates/vault.yml?raw'
import web from './templates/web.yml?raw'

export const TEMPLATE_KINDS = ['Web', 'Data', 'AI', 'Keys and proof', 'Operations'] as const

export type TemplateId =
  | 'web'
  | 'app'
  | 'postgres'
  | 'redis'
  | 'jupyter'
  | 'llm'
  | 'llm-gpu'
  | 'chat'
  | 'attested-api'
  | 'key-service'
  | 'signer'
  | 'vault'
  | 'n8n'
  | 'log-viewer'
  | 'debug'

/** A compose file to start from. */
export type Template = {
  /** What `/deploy?template=` names. */
  id: TemplateId
  name: string
  kind: (typeof TEMPLATE_KINDS)[number]
  /** What it does, in a sentence. */
  summary: string
  compose: string
  /** The variables that need a value; all others have a default. */
  secrets: readonly string[]
  /** Images whose digest is not known here: their tag can be moved. */
  byTag: readonly string[]
  gpu?: true
}

/** Each runs in a CVM as it is; what must be secret is a variable. A test holds them to what they say. */
export const TEMPLATES: readonly Template[] = [
  {
    id: 'web',
    name: 'Web server',
    kind: 'Web',
    summary: 'Caddy answering on one public address. The smallest thing that shows something.',
    compose: web,
    secrets: [],
    byTag: [],
  },
  {
    id: 'postgres',
    name: 'PostgreSQL',
    kind: 'Data',
    summary: 'A database on an encrypted disk behind Adminer; its password is sealed for the CVM.',
    compose: postgres,
    secrets: ['POSTGRES_PASSWORD'],
    byTag: [],
  },
  {
    id: 'llm',
    name: 'Private LLM endpoint',
    kind: 'AI',
    summary: 'llama.cpp speaking the OpenAI API, without a GPU; no prompt is seen by anyone else.',
    compose: llm,
    secrets: ['LLAMA_API_KEY'],
    byTag: [],
  },
  {
    id: 'llm-gpu',
    name: 'LLM endpoint on a GPU',
    kind: 'AI',
    summary: 'vLLM on a confidential GPU, behind a key of yours, for models that want speed.',
    compose: llmGpu,
    secrets: ['VLLM_API_KEY'],
    byTag: [],
    gpu: true,
  },
  {
    id: 'chat',
    name: 'Private chat',
    kind: 'AI',
    summary: 'Open WebUI and Ollama: a chat page whose models and conversations stay inside.',
    compose: chat,
    secrets: ['WEBUI_SECRET_KEY'],
    byTag: [],
  },
  {
    id: 'jupyter',
    name: 'Jupyter notebook',
    kind: 'AI',
    summary: 'Work on data that nobody else may see; the token is a secret.',
    compose: jupyter,
    secrets: ['JUPYTER_TOKEN'],
    byTag: ['quay.io/jupyter/minimal-notebook:2025-11-24'],
  },
  {
    id: 'attested-api',
    name: 'API with attestation',
    kind: 'Keys and proof',
    summary: 'A service that answers with a fresh quote over the caller’s nonce.',
    compose: attestedApi,
    secrets: [],
    byTag: [],
  },
  {
    id: 'key-service',
    name: 'Key service',
    kind: 'Keys and proof',
    summary: 'Keys derived for this app alone, over the dstack socket, with the KMS’s signatures.',
    compose: keyService,
    secrets: [],
    byTag: [],
  },
  {
    id: 'signer',
    name: 'Signer',
    kind: 'Keys and proof',
    summary: 'Signs messages with a key that never leaves the CVM, for those who hold the token.',
    compose: signer,
    secrets: ['SIGNER_TOKEN'],
    byTag: [],
  },
  {
    id: 'vault',
    name: 'Password manager',
    kind: 'Keys and proof',
    summary: 'Vaultwarden for Bitwarden’s clients, by invitation only.',
    compose: vault,
    secrets: ['ADMIN_TOKEN'],
    byTag: [],
  },
  {
    id: 'app',
    name: 'App of several services',
    kind: 'Web',
    summary: 'Page, API and database behind one address: Caddy, PostgREST and PostgreSQL.',
    compose: app,
    secrets: ['POSTGRES_PASSWORD'],
    byTag: [],
  },
  {
    id: 'redis',
    name: 'Redis',
    kind: 'Data',
    summary: 'A store for your services that is written to disk, with a page to look into it.',
    compose: redis,
    secrets: ['REDIS_PASSWORD', 'COMMANDER_PASSWORD'],
    byTag: [],
  },
  {
    id: 'n8n',
    name: 'n8n',
    kind: 'Operations',
    summary: 'Workflows whose credentials are sealed where nobody else can read them.',
    compose: n8n,
    secrets: ['N8N_ENCRYPTION_KEY'],
    byTag: [],
  },
  {
    id: 'log-viewer',
    name: 'Log viewer',
    kind: 'Operations',
    summary: 'VictoriaLogs behind a password: logs for you, none for the public.',
    compose: logViewer,
    secrets: ['LOGS_PASSWORD'],
    byTag: [],
  },
  {
    id: 'debug',
    name: 'Debug shell',
    kind: 'Operations',
    summary: 'A shell in the browser, inside the CVM’s network, without SSH.',
    compose: debug,
    secrets: ['DEBUG_PASSWORD'],
    byTag: ['tsl0922/ttyd:1.7.7'],
  },
]

export const templateOf = (id: string): Template | undefined =>
  TEMPLATES.find((template) => template.id === id)
