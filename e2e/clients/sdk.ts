/** The vendor's SDK, unmodified. Its types stay out: they are installed by the test command only. */

type Action = (client: SdkClient, params?: unknown, options?: unknown) => Promise<unknown>
export type SdkClient = { readonly __sdk?: never }
export type Sdk = {
  createClient(options: { apiKey: string; baseURL: string; version?: string }): SdkClient
} & Record<string, Action>

const name = '@phala/cloud'

export const sdk = (await import(name)) as Sdk

/** Calls the SDK's function of this name; the answer has passed the SDK's own schema. */
export function call<T = Record<string, unknown>>(
  client: SdkClient,
  action: string,
  params?: unknown,
  options?: unknown,
): Promise<T> {
  const run = sdk[action]
  if (!run) throw new Error(`the SDK has no ${action}`)
  const given = params === undefined ? [] : [params]
  return run(client, ...given, ...(options === undefined ? [] : [options])) as Promise<T>
}
