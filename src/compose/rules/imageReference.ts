import { parseImage } from '../image.ts'
import { substitute } from '../interpolation.ts'
import { scalarText } from '../node.ts'
import { docs, problemAt, type Rule } from '../rule.ts'

/** Image references that no registry can answer, and those that can change what they name. */
export const imageReference: Rule = (compose) =>
  compose.services.flatMap((service) => {
    const entry = compose.field(service.node, 'image')
    const text = scalarText(entry?.value)
    if (!entry?.valueNode || text === undefined) return []
    const filled = substitute(text)
    // Without its variables the reference is not known yet.
    if (filled === null) return []
    const parsed = parseImage(filled)
    if (!parsed.ok)
      return [
        problemAt(compose, entry.valueNode, {
          rule: 'image-malformed',
          severity: 'error',
          message: `${service.name}: the image “${shorten(text)}” is not a valid reference: ${parsed.reason}.`,
          why: 'Docker cannot pull it, so the CVM would stop with a boot error.',
          link: docs.images,
          service,
        }),
      ]
    const { tag, digest } = parsed.image
    if (digest !== undefined) return []
    const moving = tag === undefined || tag === 'latest'
    return [
      problemAt(compose, entry.valueNode, {
        rule: 'image-not-pinned',
        severity: moving ? 'warning' : 'hint',
        message: moving
          ? `${service.name}: ${shorten(text)} names whatever is newest; pin the image by its digest (@sha256:…).`
          : `${service.name}: the tag ${tag} can be moved to another image; pin it by its digest (@sha256:…).`,
        why: 'The compose hash proves this text, not what a tag points to. Only a digest proves to others which code runs. And the same tag is not pulled again by a restart.',
        link: docs.practices,
        service,
      }),
    ]
  })

function shorten(text: string): string {
  return text.length > 80 ? `${text.slice(0, 80)}…` : text
}
