/** The languages that something can be shown in as code, in the order of the tabs. */
export const LANGUAGES = [
  { id: 'cli', label: 'phala CLI' },
  { id: 'curl', label: 'curl' },
  { id: 'go', label: 'Go' },
  { id: 'typescript', label: 'TypeScript' },
  { id: 'python', label: 'Python' },
  { id: 'terraform', label: 'Terraform' },
] as const

export type Language = (typeof LANGUAGES)[number]['id']

/** Something to run, and what it cannot say: read before it is run. */
export type Snippet = { code: string; notes: string[] }

/** Where the API is; undefined is Phala Cloud, which every client knows by itself. */
export type ApiPrefix = string | undefined

export const CLOUD_PREFIX = 'https://cloud-api.phala.com/api/v1'
