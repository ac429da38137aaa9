import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sealEnv } from '../../../src/trust/sealEnv.ts'
import { responseOf } from '../../gateway/answer.ts'
import { createSandbox, type Sandbox, type SandboxOptions } from '../sandbox.ts'

export type Answer<T = any> = { status: number; body: T; headers: Headers } // oxlint-disable-line no-explicit-any

export type TestSandbox = {
  sandbox: Sandbox
  dataDir: string
  /** Asks with the key. A string is sent as it is, anything else as JSON. */
  ask(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer>
  /** Provisions and commits; answers the CVM's `vm_uuid`. */
  deploy(name: string, more?: Deployment): Promise<string>
  /** Until the CVM has this status and nothing is under way. */
  settled(id: string, status: string): Promise<void>
  stop(): Promise<void>
}

export type Deployment = {
  compose?: string
  env?: Record<string, string>
  [field: string]: unknown
}

export const COMPOSE = `services:
  web:
    image: nginx:1.27
    ports:
      - "80:80"
`

/** A sandbox in a folder of its own, a thousand times as fast as for people. */
export async function startSandbox(options: Partial<SandboxOptions> = {}): Promise<TestSandbox> {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'cvm-console-test-'))
  const sandbox = await createSandbox({
    seed: 0,
    speed: 1000,
    publicUrl: () => 'http://127.0.0.1:4280/sandbox/api/v1',
    ...options,
    dataDir,
  })
  const ask: TestSandbox['ask'] = async (method, path, body, headers = {}) => {
    const raw = typeof body === 'string' || body === undefined
    const request = new Request(`http://sandbox.invalid${path}`, {
      method,
      headers: { 'x-api-key': sandbox.key, 'content-type': 'application/json', ...headers },
      ...(body !== undefined && { body: raw ? body : JSON.stringify(body) }),
    })
    // No more of it than the console gives the sandbox.
    const { url, headers: lines, signal } = request
    const asked = { method, url, headers: lines, body: request.body, signal }
    const response = responseOf(await sandbox.fetch(asked))
    const text = await response.text()
    const isJson = response.headers.get('content-type')?.includes('json') && text !== ''
    const parsed: unknown = isJson ? JSON.parse(text) : text
    return { status: response.status, body: parsed, headers: response.headers }
  }
  const deploy: TestSandbox['deploy'] = async (name, { compose, env, ...more } = {}) => {
    const keys = Object.keys(env ?? {})
    const provisioned = await ask('POST', '/cvms/provision', {
      name,
      compose_file: { docker_compose_file: compose ?? COMPOSE, allowed_envs: keys },
      ...more,
    })
    if (provisioned.status !== 200) throw new Error(JSON.stringify(provisioned.body))
    const { app_id, compose_hash, app_env_encrypt_pubkey } = provisioned.body
    const pairs = keys.map((key) => ({ key, value: env?.[key] ?? '' }))
    const committed = await ask('POST', '/cvms', {
      app_id,
      compose_hash,
      ...(env && { encrypted_env: await sealEnv(pairs, app_env_encrypt_pubkey), env_keys: keys }),
    })
    if (committed.status !== 200) throw new Error(JSON.stringify(committed.body))
    return committed.body.vm_uuid
  }
  return {
    sandbox,
    dataDir,
    ask,
    deploy,
    async settled(id, status) {
      for (;;) {
        const { body } = await ask('GET', `/cvms/${id}`)
        if (body.status === status && !body.in_progress) return
        if (!body.in_progress) throw new Error(`${id} settled as ${body.status}, not ${status}`)
        await new Promise((resolve) => setTimeout(resolve, 2))
      }
    },
    async stop() {
      await sandbox.close()
      if (!options.dataDir) rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
