import type { Template } from '../../compose/templates.ts'

/** The templates that hold every word of what is looked for, in name, kind, sentence or images. */
export function matching(
  templates: readonly Template[],
  looked: string,
  kind: Template['kind'] | undefined,
): Template[] {
  const words = looked.toLowerCase().split(/\s+/).filter(Boolean)
  return templates.filter((template) => {
    if (kind && template.kind !== kind) return false
    const images = template.compose.match(/^ +image: .*$/gm)?.join(' ') ?? ''
    const text = `${template.name} ${template.kind} ${template.summary} ${images}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
}
