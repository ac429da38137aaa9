import { expect } from './test.ts'

/** Asks the sandbox's plain API, as `app.api` does. */
export type Api = (method: string, path: string, body?: unknown) => Promise<Response>

export const COMPOSE = 'services:\n  web:\n    image: nginx:1.27\n    ports: ["80:80"]\n'

/** A CVM made by another client, as it is committed: its vm_uuid. */
export async function newCvm(
  api: Api,
  name: string,
  compose_file: object = { docker_compose_file: COMPOSE },
): Promise<string> {
  const provision = await api('POST', '/cvms/provision', { name, compose_file })
  const { app_id, compose_hash } = (await provision.json()) as Record<string, string>
  const commit = await api('POST', '/cvms', { app_id, compose_hash })
  return ((await commit.json()) as { vm_uuid: string }).vm_uuid
}

/** Resolves when the sandbox says that it runs. */
export const running = (api: Api, id: string): Promise<void> =>
  expect
    .poll(async () => (await (await api('GET', `/cvms/${id}/state`)).json()).status)
    .toBe('running')

/** The same, resolving when it runs. */
export async function runningCvm(api: Api, name: string, compose_file?: object): Promise<string> {
  const id = await newCvm(api, name, compose_file)
  await running(api, id)
  return id
}
