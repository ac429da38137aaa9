export type Link = {
  /** As it stands in the text. */
  target: string
  /** Relative to the document, without the fragment; empty for the document itself. */
  file: string
  /** What stands behind `#`. */
  heading: string | undefined
}

/** The links and pictures of a Markdown text that lead to files beside it, outside of code. */
export function linksOf(markdown: string): Link[] {
  const prose = markdown.replaceAll(/^```[\s\S]*?^```/gm, '').replaceAll(/`[^`\n]*`/g, '')
  return [
    ...prose.matchAll(/\]\(([^)\s]+)[^)]*\)/g),
    ...prose.matchAll(/<(?:img|source|a)\b[^>]*?\b(?:src|srcset|href)="([^"]+)"/g),
  ].flatMap(([, target = '']) => {
    if (/^[a-z]+:/.test(target)) return []
    const [file = '', heading] = target.split('#')
    return [{ target, file, heading }]
  })
}
