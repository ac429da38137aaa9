/** Every address of the app is built here and nowhere else. */

type Query = Record<string, string | number | boolean | readonly string[] | undefined | null>

/** `?a=1&b=x&b=y`, or nothing. Empty values are left out so that links stay short. */
function query(params: Query = {}): string {
  const search = new URLSearchParams()
  for (const [key, value] of Object.entries(params)) {
    const values = Array.isArray(value) ? value : [value]
    for (const one of values) {
      if (one !== undefined && one !== null && one !== '') search.append(key, String(one))
    }
  }
  const text = search.toString()
  return text ? `?${text}` : ''
}

const id = encodeURIComponent

export type CvmTab =
  | 'compose'
  | 'environment'
  | 'resources'
  | 'logs'
  | 'metrics'
  | 'network'
  | 'attestation'
  | 'activity'
  | 'settings'

export type CvmListQuery = {
  q?: string
  status?: readonly string[]
  region?: readonly string[]
  instance_type?: readonly string[]
  sort?: string
  selected?: readonly string[]
}

export type DeployQuery = {
  template?: string
  compose?: string
  name?: string
  instance_type?: string
  region?: string
  /** Names of keys, never values. */
  env?: readonly string[]
  /** With the gallery of templates open. */
  templates?: 'all'
}

export const paths = {
  home: () => '/',
  cvms: (params?: CvmListQuery) => `/cvms${query(params)}`,
  cvm: (cvmId: string, tab?: CvmTab, params?: Query) =>
    `/cvms/${id(cvmId)}${tab ? `/${tab}` : ''}${query(params)}`,
  apps: (params?: Query) => `/apps${query(params)}`,
  app: (appId: string, tab?: 'revisions' | 'attestation') =>
    `/apps/${id(appId)}${tab ? `/${tab}` : ''}`,
  deploy: (params?: DeployQuery) => `/deploy${query(params)}`,
  verify: (appId?: string) => (appId ? `/verify/${id(appId)}` : '/verify'),
  signIn: (next?: string) => `/sign-in${query({ next })}`,
  account: () => '/account',
  sshKeys: () => '/ssh-keys',
  nodes: () => '/nodes',
}
