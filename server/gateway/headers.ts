import type { Answer } from './answer.ts'
import { REPORTS } from './policyReports.ts'

/**
 * Who may turn text into markup or into a script's address: this app for the files of its workers
 * (`default`, see `src/trustedTypes.ts`), and Monaco for what it has escaped or cleaned itself. Monaco
 * makes one per part of the editor; of the parts that are not loaded, none is named.
 */
const TRUSTED_TYPES = [
  'default',
  'defaultWorkerFactory',
  'diffEditorWidget',
  'diffReview',
  'domLineBreaksComputer',
  'dompurify',
  'editorGhostText',
  'editorViewLayer',
  'richScreenReaderContent',
  'standaloneColorizer',
  'tokenizeToString',
]

/**
 * What a page of this console may do. No inline script, no foreign origin. Styles may be inline
 * because Monaco writes its theme and its glyph rules into <style> elements at run time.
 */
export const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "worker-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "require-trusted-types-for 'script'",
  `trusted-types ${TRUSTED_TYPES.join(' ')}`,
  `report-uri ${REPORTS}`,
].join('; ')

/** Anything that is not the page is inert, even when somebody opens it as a document. */
const DATA_POLICY = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; sandbox"

/**
 * A worker takes its policy from its own script, and `sandbox` would put it into an origin of nobody,
 * where the browser offers no cryptography. A script that is opened as a document does not run.
 */
const SCRIPT_POLICY =
  "default-src 'none'; script-src 'self'; frame-ancestors 'none'; base-uri 'none'"

const COMMON = Object.entries({
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'x-frame-options': 'DENY',
  'permissions-policy':
    'camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), display-capture=()',
})

/** With the value `no` it marks an answer without end, for proxies in front (nginx) and for us. */
export const STREAM_HEADER = 'x-accel-buffering'

/** Adds the security headers to an answer in place; keeps those that it already has. */
export function secure(answer: Answer, tls: boolean): Answer {
  const { headers } = answer
  const add = (name: string, value: string) => {
    if (!headers.has(name)) headers.set(name, value)
  }
  for (const [name, value] of COMMON) add(name, value)
  add('cross-origin-resource-policy', 'same-origin')
  const isScript = headers.get('content-type')?.startsWith('text/javascript')
  add('content-security-policy', isScript ? SCRIPT_POLICY : DATA_POLICY)
  if (headers.get('content-type')?.startsWith('text/event-stream')) add(STREAM_HEADER, 'no')
  if (tls) add('strict-transport-security', 'max-age=31536000')
  return answer
}
