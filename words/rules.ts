/** What is a word and what is not, decided by where a literal stands and how it looks. */

/** Attributes of elements that hold no words. */
export const NOT_WORD_ATTRIBUTES = new Set(
  'className class id key type role href to icon tone variant size align rel target htmlFor name autoComplete inputMode style d viewBox fill stroke transform data-testid language path height width slot form method as kind lang dir wrap loading src aria-current aria-haspopup aria-hidden aria-labelledby aria-describedby aria-controls aria-live aria-relevant aria-sort autoCapitalize choice current data-code-editor focusable popover preserveAspectRatio scope step strokeLinecap strokeLinejoin accept patternUnits patternTransform aria-keyshortcuts'.split(
    ' ',
  ),
)

/** Variables and properties that hold no words. */
export const NOT_WORD_NAMES = new Set(
  'className classNames id key type role href icon tone variant size rule css'.split(' '),
)

/** Calls whose arguments are names and values. */
export const NOT_WORD_CALLS = new Set(
  'querySelector querySelectorAll closest matches getItem setItem removeItem addEventListener removeEventListener dispatchEvent has get set append startsWith endsWith includes indexOf replace replaceAll split join getElementById createElement setAttribute getAttribute hasAttribute removeAttribute literal picklist matchMedia cx classNames toString createPolicy createObjectStore objectStore transaction digest importKey deriveBits encrypt decrypt generateKey TextDecoder TextEncoder RegExp URL Worker BroadcastChannel Event CustomEvent DOMException getPropertyValue getContext open test'.split(
    ' ',
  ),
)

/** Elements whose own text is code. */
export const CODE_ELEMENTS = new Set(['code', 'pre', 'kbd', 'samp', 'Code'])

const WORD_PLACES =
  /^(label|title|action|why|message|does|press|summary|next|doing|done|heading|what|stop|where|detail|reason|how|hint|placeholder|term|alt|verb|explanation|description|busy|disabledReason|page|before|back|note|text|aria-label|aria-description|word|words|noun)$/

/** Whether the value of that property, attribute or variable is something that people read. */
export const isWordPlace = (name: string): boolean => WORD_PLACES.test(name)

/**
 * Words by their look that are none: names in protocols and storage, code, and what only a programmer
 * sees. A text that is compared somewhere, or is part of a type, has to stand here when it looks like words.
 */
export const NOT_WORDS = new Set([
  '/api/v1',
  'GET {0}',
  '0x{0}',
  'verified here',
  'reported, not verified',
  'not possible in a browser',
  'under way',
  'not taken up',
  'compose hash',
  'known root',
  'unknown key',
  'unknown form',
  'Revoked',
  'no offer',
  'found collateral',
  'max-size: "10m"',
  'max-file: "3"',
  'use no memo',
  'options:',
  '[![Deploy a CVM]({0}/deploy-badge.svg)]({1})',
  "curl -X POST {0} -H 'Content-Type: application/json' -d '{1}'",
  "cast send {0} '{1}' {2} --chain {3}",
  'dstack-mr measure <image>/metadata.json --cpu <vCPUs> --memory <size>',
  'kms_slug {0}',
  'kms_type {0}',
  'cvm {0}',
  'page {0}',
  'tab {0} {1}',
  'action {0} {1}',
  'code {0}',
  'verb {0}',
  'address {0}',
  'gap {0}',
  '12px {0}',
  'cvm_console_language={0}; Path=/; Max-Age={1}; SameSite=Lax',
  'Escape',
  'Enter',
  'Home',
  'End',
  'ArrowDown',
  'ArrowUp',
  'ControlOrMeta+k',
  'ControlOrMeta+f',
  'ControlOrMeta+/',
  'Control+Space',
  'Control+m',
  'Control+Shift+m',
  'text-muted',
  'text-busy',
  'text-good',
  'bg-busy-soft text-busy',
  'Intel SGX TCB Signing',
  'Calling EFI Application from Boot Option',
  'Exit Boot Services Invocation',
  'Exit Boot Services Returned with Success',
  'cvm-console sandbox KMS root: published, not a secret',
  'cvm-console sandbox KMS CA: published, not a secret',
  'CVM Console Sandbox Root CA (not a TEE)',
  'Sandbox TCB Signing',
  'CVM Console {0}',
  'no action {0}',
  'useActions needs an ActionsProvider around it',
  'shutdown',
  'stop',
  'info',
  'tcp',
  'protocol',
  'zfs',
  'ext4',
  'check',
  'copy',
])

/** Single words in small letters that are words all the same, by the file that they stand in. */
export const WORDS_BY_FILE: Record<string, readonly string[]> = {
  'src/compose/parse.ts': ['empty', 'text'],
  'src/compose/schema.ts': ['empty', 'text'],
  'src/cvm/differences.ts': ['logs', 'nothing', 'on', 'off'],
  'src/pages/account/PersonFacts.tsx': ['off'],
  'src/pages/actions/ReplicaResults.tsx': ['asking…', 'made'],
  'src/pages/account/spending.ts': ['hour', 'day', 'year'],
  'src/pages/cvm/environment/EnvReview.tsx': ['none'],
  'src/pages/cvm/metrics/LoadCard.tsx': ['unknown'],
  'src/pages/cvm/overview/ResourcesCard.tsx': ['logs', 'listing'],
  'src/pages/nodes/node-rows.ts': ['unnamed'],
  'src/pages/secrets/SecretField.tsx': ['required'],
  'src/pages/ssh-keys/KeyTable.tsx': ['pasted'],
  'src/pages/verify/exhibit-of-pieces.ts': ['collateral', 'something'],
  'src/pages/verify/verdict-look.ts': [
    'failed',
    'verified here',
    'reported, not verified',
    'not possible in a browser',
  ],
  'src/trust/claims/hardware.ts': ['none'],
  'src/trust/claims/identity.ts': ['none'],
  'src/trust/claims/impossible.ts': ['nothing', 'none', 'minute', 'hour', 'day'],
  'src/trust/claims/osImage.ts': ['none'],
}

/** Files that hold drawings. */
export const NO_WORDS_IN = /^src\/(ui\/(Icon\.tsx|moreIcons\.ts)|pages\/templates\/drawings\.ts)$/

/** Code in other languages: there only whole sentences are words. */
export const CODE_IN = /^src\/cvm\/code\//

export const isSentence = (text: string): boolean => /^[A-Z\u0001{][^\n]*\s[^\n]*[.:]$/.test(text)

/** One word, or several joined by hyphens, in small letters: it may be read by people, or by programs. */
export const isSmallWord = (text: string): boolean =>
  /^[a-z]{2,}(-[a-z]+)*[.,;!?…]?$/.test(text) && !/^(text|bg|font)-/.test(text)

const CLASS = /^[-!*@a-z0-9:[\]/.%_()#&>=,+']+$/
const CLASS_MARK =
  /[-[\]]|:.|^(flex|grid|block|inline|hidden|relative|absolute|fixed|sticky|truncate|border|rounded|shadow|underline|uppercase|italic|table|contents|group|peer|grow|shrink|transition|container|hyphens|mono|px|sr)$/

/** Whether a literal is words by its look alone: several of them, or one that begins like a name. */
export function looksLikeWords(text: string): boolean {
  if (/^M\d|minmax\(/.test(text) || text.startsWith('-----BEGIN')) return false
  if (/^[a-z]+:\/\//.test(text) || /^[/#?.@]/.test(text)) return false
  if (/^\s*[A-Z][a-z]+/.test(text) && !/^[A-Z][a-z]+[-A-Z_][A-Za-z-]*$/.test(text)) return true
  if (/^[A-Z]{2,}s$/.test(text)) return true
  const tokens = text.trim().split(/\s+/)
  if (tokens.length < 2 && !/^\u0001?\s|\s\u0001?$|\u0001\s|\s\u0001/.test(text)) return false
  if (!tokens.some((token) => /[A-Za-z]/.test(token))) return false
  const marked = tokens.filter((token) => CLASS.test(token) && CLASS_MARK.test(token)).length
  return !(
    marked * 2 >= tokens.length && tokens.every((token) => CLASS.test(token) || token === '\u0001')
  )
}
