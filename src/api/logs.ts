import { cvmPath } from './cvms.ts'
import { ApiError } from './errors.ts'
import { openStream, segment } from './http.ts'
import { createLogReader } from './logLines.ts'
import type { LogChunkLine } from './logLines.ts'
import { textOf } from './textStream.ts'

export type LogOptions = {
  follow?: boolean
  /** The last this many lines. */
  tail?: number
  /** RFC 3339, Unix seconds or a duration such as `10m`. */
  since?: string
  until?: string
  timestamps?: boolean
}

/** Which log: a container's by name, or one of the CVM's own channels. */
export type LogSource = { container: string } | { channel: 'serial' | 'stdout' | 'stderr' }

/**
 * A log of a CVM in batches of lines, as they arrive: `for await (const lines of readLog(…))`. The
 * API hands out log addresses on other hosts; the gateway fetches them and streams them through.
 * Ends with the log, or never while following; leaving the loop stops the transfer. Throws an
 * ApiError when it cannot start or breaks.
 */
export async function* readLog(
  { id, source, ...options }: { id: string; source: LogSource } & LogOptions,
  signal?: AbortSignal,
): AsyncGenerator<LogChunkLine[], void, undefined> {
  const path =
    'container' in source
      ? `${cvmPath(id)}/logs/${segment(source.container)}`
      : `${cvmPath(id)}/serial`
  const stream = await openStream({
    path,
    query: queryOf(source, options),
    headers: { accept: '*/*' },
    signal,
  })
  const reader = createLogReader()
  try {
    for await (const text of textOf(stream)) {
      const lines = reader.push(text)
      if (lines.length > 0) yield lines
    }
    const last = reader.end()
    if (last.length > 0) yield last
  } catch (cause) {
    const endpoint = `GET ${path}`
    throw signal?.aborted
      ? new ApiError({ kind: 'aborted', endpoint, message: 'Cancelled.', cause })
      : new ApiError({ kind: 'network', endpoint, message: 'The log broke off.', cause })
  }
}

/** Flags are there or not; what is not asked for is not sent. */
function queryOf(source: LogSource, options: LogOptions) {
  return {
    ch: 'channel' in source ? source.channel : undefined,
    since: options.since,
    until: options.until,
    follow: options.follow ? true : undefined,
    tail: options.tail,
    timestamps: options.timestamps ? true : undefined,
    ansi: true,
  }
}
