import type { Session } from './session.ts'

type Workspace = Pick<Session, 'connection'> & {
  workspace: Pick<Session['workspace'], 'id' | 'slug'>
}

/**
 * What an address calls a workspace by: its connection and its short name, such as `cloud-acme`. It
 * is the same in every browser, so that a link means the same to whoever opens it.
 */
export function workspaceKey({ connection, workspace }: Workspace): string {
  const name = (workspace.slug || workspace.id).toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')
  return `${connection}-${name.replaceAll(/^-|-$/g, '')}`.slice(0, 64)
}
