import Anser from 'anser'

export type Run = { text: string; className: string }

// Everything a terminal would act on and a page must not show: CSI and OSC sequences, other escapes,
// and control characters but tab. Linear: no alternative can match what another one starts with.
const CODES =
  /\u001b\[[0-?]*[ -/]*[@-~]|\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|\u001b[^\u001b]?|[\u0000-\u0008\u000b-\u001f\u007f]/g

/** What each of them begins with: most lines have none, and a search looks at a hundred thousand. */
const CODED = /[\u0000-\u0008\u000b-\u001f\u007f]/

/** Of all the codes the page understands those of colour and weight. */
const LOOK = /^\u001b\[[0-9;]*m$/
const keepLook = (code: string) => (LOOK.test(code) ? code : '')

/** What a terminal would leave on the line: progress bars rewrite it after each carriage return. */
function lastRewrite(text: string): string {
  const trimmed = text.endsWith('\r') ? text.slice(0, -1) : text
  return trimmed.includes('\r') ? trimmed.slice(trimmed.lastIndexOf('\r') + 1) : trimmed
}

/** The line's words alone, as they are searched, copied and downloaded. */
export function plainText(text: string): string {
  return CODED.test(text) ? lastRewrite(text).replace(CODES, '') : text
}

// The sixteen named colours become classes that each theme defines; true colours are left out, since
// a colour chosen for a black terminal cannot be read on white.
const foreground = (name: string | null) =>
  name && /^ansi-(bright-)?[a-z]+$/.test(name) ? name : undefined

/** The line in runs of one look each. Text is never HTML here; React escapes it. */
export function runs(text: string): Run[] {
  const line = lastRewrite(text)
  if (!line.includes('\u001b')) return [{ text: line.replace(CODES, ''), className: '' }]
  const known = line.replace(CODES, keepLook)
  return Anser.ansiToJson(known, { use_classes: true, remove_empty: true }).map((chunk) => ({
    text: chunk.content,
    className: [
      foreground(chunk.fg),
      chunk.decorations.includes('bold') && 'font-semibold',
      chunk.decorations.includes('dim') && 'opacity-70',
      chunk.decorations.includes('italic') && 'italic',
      chunk.decorations.includes('underline') && 'underline',
    ]
      .filter(Boolean)
      .join(' '),
  }))
}
