/** One word of a shell's command line. */
export function shell(text: string): string {
  return /^[\w./:@%+=,-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`
}

/** A file made by a shell, byte for byte. */
export function shellFile(path: string, text: string): string {
  if (!text.endsWith('\n')) return `printf %s ${shell(text)} > ${shell(path)}`
  const end = freeWord('EOF', text)
  return `cat > ${shell(path)} <<'${end}'\n${text}${end}`
}

/** A string of Go, Python, TypeScript and JSON alike. */
export const quoted = (text: string): string => JSON.stringify(text)

/** A string of Terraform, where `${` and `%{` begin something else. */
export const hcl = (text: string): string =>
  JSON.stringify(text)
    .replaceAll('${', () => '$${')
    .replaceAll('%{', '%%{')

/** Several lines of Terraform. A heredoc ends its text with a line end; without one it is quoted. */
export function hclText(text: string): string {
  if (!text.endsWith('\n')) return hcl(text)
  const end = freeWord('EOT', text)
  return `<<${end}\n${text.replaceAll('${', () => '$${').replaceAll('%{', '%%{')}${end}`
}

/** JSON is a literal of Python but for three words. */
export function python(value: unknown, indent = ''): string {
  if (value === null || value === undefined) return 'None'
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (typeof value !== 'object') return JSON.stringify(value)
  const deeper = `${indent}    `
  if (Array.isArray(value)) return `[${value.map((one) => python(one, deeper)).join(', ')}]`
  const lines = Object.entries(value).map(
    ([key, one]) => `${deeper}${quoted(key)}: ${python(one, deeper)},\n`,
  )
  return lines.length ? `{\n${lines.join('')}${indent}}` : '{}'
}

/** A word that no line of the text is. */
function freeWord(word: string, text: string): string {
  const lines = new Set(text.split('\n'))
  let free = word
  for (let n = 2; lines.has(free); n++) free = `${word}${n}`
  return free
}
