import { parseImage } from '../image.ts'
import { scalarText } from '../node.ts'
import { problemAt, replace, docs, type Rule } from '../rule.ts'

/** CVMs run on Intel TDX: only linux/amd64 images start. */
export const platform: Rule = (compose) =>
  compose.services.flatMap((service) => {
    const entry = compose.field(service.node, 'platform')
    const wanted = scalarText(entry?.value)
    const why =
      'CVMs run on Intel processors; an image for another one stops with “exec format error”.'
    if (entry?.valueNode && wanted !== undefined && !wanted.includes('$')) {
      if (/^linux\/(?:amd64|x86_64)(?:\/|$)/.test(wanted)) return []
      return [
        problemAt(compose, entry.valueNode, {
          rule: 'platform',
          severity: 'warning',
          message: `${service.name}: a CVM is linux/amd64, it cannot run ${wanted}.`,
          why,
          link: docs.services,
          service,
          fix: {
            title: 'Change to linux/amd64',
            edits: [replace(compose, entry.valueNode, 'linux/amd64')],
          },
        }),
      ]
    }
    const image = compose.field(service.node, 'image')
    const parsed = parseImage(scalarText(image?.value) ?? '')
    if (!image?.valueNode || !parsed.ok) return []
    const { repository, tag = '' } = parsed.image
    if (
      !/(?:^|\/)arm(?:64v8|32v[567])\//.test(`${repository}/`) &&
      !/(?:^|-)(?:arm64|aarch64|armv7)$/.test(tag)
    )
      return []
    return [
      problemAt(compose, image.valueNode, {
        rule: 'platform',
        severity: 'warning',
        message: `${service.name}: by its name this image is for ARM; a CVM is linux/amd64.`,
        why,
        link: docs.services,
        service,
      }),
    ]
  })
