/** The language that the page is written in. Others are built beside it. */
export const ENGLISH = 'en'

/** What the page keeps the choice in; no sign-in can be called this. */
const COOKIE = /(?:^|;)\s*cvm_console_language=([A-Za-z-]{1,16})\s*(?:;|$)/

/** Which of the languages a request is answered in: the one chosen in the page, else what its browser asks for. */
export function languageOf(headers: Headers, offered: readonly string[]): string {
  const chosen = COOKIE.exec(headers.get('cookie') ?? '')?.[1]
  if (chosen === ENGLISH || (chosen && offered.includes(chosen))) return chosen
  for (const wanted of acceptedLanguages(headers.get('accept-language') ?? '')) {
    const found = /^en(-|$)/.test(wanted) ? ENGLISH : offered.find((one) => speaks(wanted, one))
    if (found) return found
  }
  return ENGLISH
}

/** The tags of an Accept-Language header (RFC 9110, 12.5.4), the most wanted first, in small letters. */
function acceptedLanguages(header: string): string[] {
  return header
    .toLowerCase()
    .split(',')
    .slice(0, 32)
    .map((part) => {
      const [tag = '', ...params] = part.split(';').map((piece) => piece.trim())
      const q = params.find((param) => param.startsWith('q='))
      return { tag, q: q === undefined ? 1 : Number(q.slice(2)) }
    })
    .filter(({ tag, q }) => tag !== '' && q > 0)
    .sort((a, b) => b.q - a.q)
    .map(({ tag }) => tag)
}

/**
 * Who reads `zh`, `zh-CN`, `zh-Hans` or `zh-SG` reads Simplified Chinese. `zh-TW`, `zh-HK` and
 * `zh-Hant` ask for Traditional Chinese, which is not there: they go on to what they name next.
 */
const speaks = (wanted: string, offered: string): boolean =>
  offered === 'zh-CN' ? /^zh(-(cn|sg|hans(-.*)?))?$/.test(wanted) : wanted === offered.toLowerCase()
