import type * as v from 'valibot'
import { GithubImport, SshKey, SshKeys } from '../contract/sshKeys.ts'
import { request, requestNothing, segment } from './http.ts'

const PATH = '/user/ssh-keys'

/** GET /user/ssh-keys */
export function listSshKeys(signal?: AbortSignal): Promise<SshKey[]> {
  return request({ path: PATH, schema: SshKeys, signal })
}

/** POST /user/ssh-keys */
export function createSshKey(
  body: { name: string; public_key: string },
  signal?: AbortSignal,
): Promise<SshKey> {
  return request({ method: 'POST', path: PATH, body, schema: SshKey, signal })
}

/** DELETE /user/ssh-keys/{id} */
export function deleteSshKey({ id }: { id: string | number }, signal?: AbortSignal): Promise<void> {
  return requestNothing({ method: 'DELETE', path: `${PATH}/${segment(id)}`, signal })
}

/** POST /user/ssh-keys/github-profile */
export function importGithubKeys(
  body: { github_username: string },
  signal?: AbortSignal,
): Promise<v.InferOutput<typeof GithubImport>> {
  return request({
    method: 'POST',
    path: `${PATH}/github-profile`,
    body,
    schema: GithubImport,
    signal,
  })
}
