import * as v from 'valibot'
import { readText } from './body.ts'
import { failures, refuse } from './failures.ts'

/** Where browsers tell of what the page's policy has refused. */
export const REPORTS = '/policy-reports'

/** Bytes; a browser's own reports are a tenth of it. */
const MAX_BODY = 16 * 1024
/** Lines an hour, over everybody: who fills a log hides things in it. */
const MAX_LINES = 60
const HOUR = 3_600_000
const Report = v.object({
  'csp-report': v.object({
    'effective-directive': v.optional(v.string()),
    'violated-directive': v.optional(v.string()),
    'blocked-uri': v.optional(v.string()),
    'source-file': v.optional(v.string()),
    'document-uri': v.optional(v.string()),
  }),
})

export type PolicyReports = (request: Request) => Promise<Response>

/**
 * Takes a browser's reports (`report-uri`, which every browser knows) and says each in one line.
 * Anybody may send them, so they are few, short, and of words that cannot be anything else: what an
 * address says behind its path may be secret, and is left out, as are the samples of the text that was
 * refused.
 */
export function createPolicyReports(now: () => number, say: (line: string) => void): PolicyReports {
  let said: number[] = []
  return async (request) => {
    if (request.method !== 'POST') {
      return refuse(failures.methodNotAllowed, {}, { allow: 'POST' })
    }
    const line = lineOf(await readText(request.body, MAX_BODY))
    if (!line) return refuse(failures.badRequest)
    said = said.filter((at) => at > now() - HOUR)
    if (said.length >= MAX_LINES) return refuse(failures.rateLimited, {}, { 'retry-after': '3600' })
    said.push(now())
    say(line)
    return new Response(null, { status: 204 })
  }
}

function lineOf(text: string): string | undefined {
  let read: unknown
  try {
    read = JSON.parse(text)
  } catch {
    return undefined
  }
  if (!v.is(Report, read)) return undefined
  const report = read['csp-report']
  const named = report['effective-directive'] ?? report['violated-directive'] ?? ''
  const directive = /^[a-z-]{1,40}/.exec(named)?.[0] ?? 'unnamed'
  const blocked = placeOf(report['blocked-uri'], () => '')
  const source = placeOf(report['source-file'], ({ pathname }) => pathname)
  // The first segment says which page it was; what follows is whose.
  const page = placeOf(report['document-uri'], ({ pathname }) => `/${pathname.split('/')[1] ?? ''}`)
  return `The page's policy (${directive}) refused ${blocked}, asked for by ${source} on ${page}`
}

/** `inline`, `eval`, or an address as far as its `path` is wanted, in plain letters. */
function placeOf(given: string | undefined, path: (url: URL) => string): string {
  if (!given) return 'nothing'
  if (/^[a-z-]{1,30}$/.test(given)) return given
  if (!URL.canParse(given)) return 'something'
  const url = new URL(given)
  const place = url.host ? `${url.protocol}//${url.host}${path(url)}` : url.protocol
  return place.replace(/[^\w:/.[\]-]/g, '').slice(0, 120)
}
